/// The fields of `POST interactions` (contract §2.1 to §2.6).
extension Shape {
    static let createInteraction = Shape.object([
        "model": .string,
        "agent": .string,
        "input": .stringOr(.string, .listOr(.list(stepOrContent), stepOrContent)),
        "system_instruction": .string,
        "generation_config": generationConfig,
        "agent_config": .tagged([
            "dynamic": [:],
            "deep-research": [
                "thinking_summaries": .oneOf("TYPE_ENUM", ["auto", "none"]), "collaborative_planning": .bool,
                "visualization": .oneOf("TYPE_ENUM", ["off", "auto"]), "enable_bigquery_tool": .bool,
            ],
            "antigravity": ["model": .string, "max_total_tokens": .int64],
            "code-mender": [:],
        ]),
        "tools": .list(usableTool),
        // Its forms overlap: ``ResponseFormat`` looks at it.
        "response_format": .any,
        "response_mime_type": .string,
        "response_modalities": .list(
            .oneOf("type.googleapis.com/ResponseModality", ["text", "image", "audio", "video", "document"])
        ),
        "stream": .bool,
        "store": .bool,
        "background": .bool,
        "previous_interaction_id": .string,
        "continuation_token": .string,
        "service_tier": .oneOf("type.googleapis.com/ServiceTier", ["standard", "flex", "priority", "deferred"]),
        "safety_settings": .list(safetySetting),
        "labels": .map(.string),
        "cached_content": .string,
        "environment": .any,
        "webhook_config": .object(["uris": .list(.string), "user_metadata": .map(.string)]),
    ])

    private static let generationConfig = Shape.object([
        "max_output_tokens": .int32,
        "stop_sequences": .list(.string),
        "seed": .int32,
        "thinking_level": .oneOf("type.googleapis.com/ThinkingLevel", ["minimal", "low", "medium", "high", "xhigh"]),
        "thinking_summaries": .oneOf("type.googleapis.com/ThinkingSummaries", ["auto", "none"]),
        "temperature": .number,
        "top_p": .number,
        "tool_choice": .stringOr(
            .oneOf("type.googleapis.com/ToolChoice", ["auto", "any", "none", "validated"]),
            .object(["allowed_tools": .object(["mode": .string, "tools": .list(.string)])])
        ),
        "speech_config": .any,
        "transcription_config": .object([
            "mode": .stringOr(
                .oneOf("type.googleapis.com/TranscriptionMode", ["verbatim", "smart"]),
                .tagged([
                    "verbatim": ["diarization_mode": .string, "timestamp_granularities": .list(.string)],
                    "smart": ["source_text": .string],
                ])
            ),
            "language_codes": .list(.string), "custom_vocabulary": .list(.string), "language_hints": .list(.string),
            "diarization_mode": .string, "timestamp_granularities": .list(.string),
            "adaptation_phrases": .list(.string),
        ]),
        "video_config": .object(["task": .string]),
        "image_config": .any,
    ])

    private static let stepOrContent = Shape.tagged(
        content.merging(steps) { content, _ in content }
    )

    private static let steps: [String: [String: Shape]] = {
        let contents = Shape.stringOr(.string, .list(.tagged(content)))
        var steps: [String: [String: Shape]] = [
            "user_input": ["content": contents],
            "model_output": ["content": contents, "error": .any],
            "thought": ["signature": .base64, "summary": .list(.any)],
        ]
        // Steps of tools go back as they came; their members are the service's own (contract §3.3).
        for name in [
            "code_execution", "google_search", "url_context", "google_maps", "file_search", "mcp_server_tool",
            "processing", "retrieval", "tool_search",
        ] {
            steps[name + "_call"] = tool
            steps[name + "_result"] = tool
        }
        steps["function_call"] = tool
        steps["function_result"] = tool
        return steps
    }()

    private static let tool: [String: Shape] = [
        "id": .string, "call_id": .string, "name": .string, "server_name": .string, "arguments": .any, "result": .any,
        "is_error": .bool, "signature": .string, "search_type": .string, "retrieval_type": .string,
    ]
}
