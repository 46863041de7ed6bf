/// The list of prices that comes with the library.
public enum BuiltInPrices {
    /// JSON, as a file of one's own has it.
    public static var json: [UInt8] { PackageResources.prices_json }
}
