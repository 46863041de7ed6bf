import Foundation
import StructuredJSON

/// One page of a ``Chromium``.
struct BrowserPage {
    struct Failure: Error { let message: String }

    private let browser: Chromium
    private let session: String

    init(in browser: Chromium) async throws {
        self.browser = browser
        // In a window of its own: a page behind another one loads no pictures and gets no keys.
        let target = try await browser.send("Target.createTarget", ["url": "about:blank", "newWindow": true])
        let attached = try await browser.send(
            "Target.attachToTarget",
            ["targetId": target["targetId"] ?? .null, "flatten": true]
        )
        session = attached["sessionId"]?.string ?? ""
        for domain in ["Page", "Network", "Runtime", "Log"] { try await browser.send("\(domain).enable", to: session) }
        try await browser.send("Emulation.setFocusEmulationEnabled", ["enabled": true], to: session)
    }

    /// Opens a file and waits until it and its scripts are there.
    func open(_ file: URL) async throws {
        try await browser.send("Page.navigate", ["url": .string(file.absoluteString)], to: session)
        try await browser.wait(for: "Page.loadEventFired", in: session)
    }

    /// What an expression comes to; a promise is waited for.
    @discardableResult
    func value(_ expression: String) async throws -> JSONValue {
        let answer = try await browser.send(
            "Runtime.evaluate",
            ["expression": .string(expression), "awaitPromise": true, "returnByValue": true, "userGesture": true],
            to: session
        )
        if let error = answer["exceptionDetails"] {
            throw Failure(message: error["exception"]?["description"]?.string ?? error.text())
        }
        return answer["result"]?["value"] ?? .null
    }

    /// Waits until an expression is true, looking whenever the page draws; a minute at most.
    func wait(until expression: String) async throws {
        let isSo = try await value(
            """
            new Promise((done) => {
              const end = performance.now() + 60000;
              const look = () => {
                if (\(expression)) done(true);
                else if (performance.now() > end) done(false);
                else setTimeout(look, 10);
              };
              look();
            })
            """
        )
        guard isSo == true else { throw Failure(message: "not so within a minute: \(expression)") }
    }

    func press(_ key: String, code: Int) async throws {
        for type in ["keyDown", "keyUp"] {
            var event: JSONObject = ["type": .string(type), "key": .string(key), "windowsVirtualKeyCode": code.json]
            if type == "keyDown", key.count == 1 { event["text"] = .string(key) }
            try await browser.send("Input.dispatchKeyEvent", event, to: session)
        }
    }

    /// Whatever the page complained of: exceptions, console, refused loads, dialogs.
    var complaints: [String] {
        let methods = [
            "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Page.javascriptDialogOpening",
        ]
        return browser.events(in: session).filter { methods.contains($0["method"]?.string ?? "") }.map { $0.text() }
    }

    /// The addresses of all requests.
    var requests: [String] {
        browser.events(in: session).filter { $0["method"] == "Network.requestWillBeSent" }
            .compactMap { $0["params"]?["request"]?["url"]?.string }
    }
}
