import Foundation
import SluiceMedia

/// Where a long answer stopped (contract §3.6). Only what an answer gave is taken back.
struct ContinuationToken: Sendable, Hashable {
    /// The interaction that stopped.
    let interaction: String
    /// In characters of the whole answer.
    let offset: Int

    init(interaction: String, offset: Int) {
        self.interaction = interaction
        self.offset = offset
    }

    init(_ text: String) throws(Refusal) {
        let refusal = Refusal.invalidRequest("Unknown continuation_token: \(text.prefix(80))", "continuation token")
        guard let data = Data(base64Encoded: text) else { throw refusal }
        let parts = String(decoding: data, as: UTF8.self).split(separator: "\n")
        guard parts.count == 3, let offset = Int(parts[1]), offset > 0 else { throw refusal }
        self.init(interaction: String(parts[0]), offset: offset)
        guard self.text == text else { throw refusal }
    }

    var text: String {
        let words = "\(interaction)\n\(offset)"
        let seal = SHA256Digester.hex(of: Array("continuation of \(words)".utf8)).prefix(16)
        return Data("\(words)\n\(seal)".utf8).base64EncodedString()
    }
}
