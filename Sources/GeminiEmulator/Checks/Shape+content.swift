/// Content blocks (contract §2.3).
extension Shape {
    static let content: [String: [String: Shape]] = [
        "text": ["text": .string, "annotations": .list(.any)],
        "image": media.merging(["resolution": resolution]) { first, _ in first },
        "audio": media.merging([
            "channels": .int32,
            "sample_rate": .int32,
            "processing": .stringOr(
                .oneOf("type.googleapis.com/Processing", ["static"]),
                .tagged(["static": ["start_offset": .offset, "end_offset": .offset]])
            ),
        ]) { first, _ in first },
        "video": media.merging([
            "name": .string,
            "resolution": resolution,
            "processing": .stringOr(
                .oneOf("type.googleapis.com/Processing", ["static", "agentic"]),
                .tagged([
                    "static": [
                        "fps": .positive, "start_offset": .offset, "end_offset": .offset,
                        "content_layers": .list(layer(["frames", "audio", "transcript"])),
                    ],
                    "agentic": [:],
                ])
            ),
        ]) { first, _ in first },
        "document": media.merging([
            "resolution": resolution,
            "processing": .stringOr(
                .oneOf("type.googleapis.com/Processing", ["static"]),
                .tagged([
                    "static": [
                        "page_options": .object([
                            "start_page": .int32, "end_page": .int32,
                            "content_layers": .list(layer(["page_image", "page_text"])),
                        ]),
                        "spreadsheet_options": .object([
                            "sheet_index": .int32, "visible_cells": .string,
                            "content_layers": .list(layer(["visual", "data", "formulas"])),
                        ]),
                    ]
                ])
            ),
        ]) { first, _ in first },
    ]

    private static let media: [String: Shape] = ["data": .base64, "uri": .string, "mime_type": .string]

    private static let resolution = Shape.oneOf(
        "type.googleapis.com/MediaResolution",
        ["low", "medium", "high", "ultra_high"]
    )

    private static func layer(_ names: [String]) -> Shape {
        .oneOf("type.googleapis.com/ContentLayer", names)
    }
}
