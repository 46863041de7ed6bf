import Foundation

/// Which page of a list is asked for: `?pageSize=10&pageToken=…`.
struct ListPage: Sendable {
    let size: Int
    /// Files with a smaller number belong to the page.
    let before: Int

    /// A size of zero or none is 10; one above 100 is 100 (contract §6.1).
    init(_ query: [String: String]) throws(Refusal) {
        let asked = query["pageSize"] ?? query["page_size"] ?? "0"
        guard let number = Int(asked), number >= 0 else {
            throw .invalidArgument("Invalid value for pageSize: \(asked)", "page size")
        }
        size = number == 0 ? 10 : min(number, 100)

        let token = query["pageToken"] ?? query["page_token"] ?? ""
        guard !token.isEmpty else {
            before = .max
            return
        }
        guard let data = Data(base64Encoded: token), let last = Int(String(decoding: data, as: UTF8.self)) else {
            throw .invalidArgument("Invalid page token.", "page token")
        }
        before = last
    }

    static func token(after number: Int) -> String {
        Data(String(number).utf8).base64EncodedString()
    }
}
