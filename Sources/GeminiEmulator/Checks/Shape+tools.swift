/// What a model may be given to use (contract §2.6).
extension Shape {
    static let usableTool = Shape.tagged([
        "function": [
            "name": .string, "description": .string, "parameters": .any, "defer_loading": .bool,
            "short_description": .string,
        ],
        "google_search": [
            "search_types": .list(
                .oneOf("type.googleapis.com/SearchType", ["web_search", "image_search", "enterprise_web_search"])
            )
        ],
        "google_maps": ["latitude": .number, "longitude": .number, "enable_widget": .bool],
        "code_execution": [:],
        "url_context": [:],
        "file_search": ["file_search_store_names": .list(.string), "top_k": .int32, "metadata_filter": .string],
        "mcp_server": ["url": .string, "name": .string, "headers": .map(.string), "allowed_tools": .any],
        // Their members are not documented.
        "computer_use": unknown, "retrieval": unknown, "tool_search": unknown,
    ])

    private static let unknown: [String: Shape] = [Shape.other: .any]

    static let safetySetting = Shape.object([
        "type": .oneOf(
            "type.googleapis.com/HarmCategory",
            [
                "hate_speech", "dangerous_content", "harassment", "sexually_explicit", "civic_integrity", "image_hate",
                "image_dangerous_content", "image_harassment", "image_sexually_explicit", "jailbreak",
            ]
        ),
        "threshold": .oneOf(
            "type.googleapis.com/HarmBlockThreshold",
            ["block_low_and_above", "block_medium_and_above", "block_only_high", "block_none", "off"]
        ),
        "method": .oneOf("type.googleapis.com/HarmBlockMethod", ["severity", "probability"]),
    ])
}
