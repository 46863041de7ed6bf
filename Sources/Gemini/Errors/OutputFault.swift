/// The service's names for answers that were withheld or spoilt (contract §8.1).
enum OutputFault {
    static let blocked: Set = [
        "safety", "recitation", "language", "prohibited_content", "spii", "blocklist", "image_safety",
        "image_prohibited_content", "image_recitation", "image_other", "content_blocked",
    ]
    static let malformed: Set = [
        "malformed_function_call", "malformed_tool_call", "unexpected_tool_call", "no_image", "too_many_tool_calls",
        "missing_thought_signature",
    ]
}
