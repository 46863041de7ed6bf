/// The tags of EXIF 2.32 that tell of the picture and not of the file around it.
public enum EXIFTag {
    static let names: [Int: String] = [
        0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0112: "Orientation", 0x0131: "Software",
        0x0132: "DateTime", 0x013B: "Artist", 0x8298: "Copyright", 0x829A: "ExposureTime", 0x829D: "FNumber",
        0x8822: "ExposureProgram", 0x8827: "PhotographicSensitivity", 0x9003: "DateTimeOriginal",
        0x9004: "DateTimeDigitized", 0x9010: "OffsetTime", 0x9011: "OffsetTimeOriginal", 0x9201: "ShutterSpeedValue",
        0x9202: "ApertureValue", 0x9204: "ExposureBiasValue", 0x9207: "MeteringMode", 0x9209: "Flash",
        0x920A: "FocalLength", 0x9291: "SubSecTimeOriginal", 0xA002: "PixelXDimension", 0xA003: "PixelYDimension",
        0xA402: "ExposureMode", 0xA403: "WhiteBalance", 0xA404: "DigitalZoomRatio", 0xA405: "FocalLengthIn35mmFilm",
        0xA406: "SceneCaptureType", 0xA430: "CameraOwnerName", 0xA431: "BodySerialNumber", 0xA433: "LensMake",
        0xA434: "LensModel",
    ]

    /// Every name that ``MediaFacts/exif`` may have, sorted.
    public static let allNames = (Array(names.values) + ["GPSLatitude", "GPSLongitude", "GPSAltitude"]).sorted()
}
