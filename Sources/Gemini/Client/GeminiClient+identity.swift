import Foundation

extension GeminiClient {
    /// A text that tells this service and this key's holder from others, and does not give the key away.
    ///
    /// - Parameter digest: A cryptographic hash of bytes, as text.
    public func identity(digest: ([UInt8]) -> String) -> String {
        "\(baseURL.absoluteString)|\(digest(Array("sluice uploads \(key.secret)".utf8)).prefix(16))"
    }
}
