import Sluice

/// What many inspections come to, in one line.
struct InspectionTally {
    private(set) var files = 0
    private var sendable = 0
    private var disagreeing = 0
    private var repaired = 0
    private var problems = 0

    var hasProblem: Bool { problems > 0 }

    mutating func count(_ inspection: Inspection) {
        files += 1
        if inspection.isSendable { sendable += 1 }
        if inspection.detection?.disagrees == true { disagreeing += 1 }
        if inspection.detection?.repair != nil { repaired += 1 }
        if inspection.isProblem { problems += 1 }
    }

    var line: String {
        var words = ["\(files) \(files == 1 ? "file" : "files")", "\(sendable) can be sent"]
        if sendable < files { words.append("\(files - sendable) cannot") }
        if disagreeing > 0 { words.append("\(disagreeing) named as something else") }
        if repaired > 0 { words.append("\(repaired) decided beyond libmagic's answer") }
        if problems > 0 { words.append("\(problems) unreadable") }
        return words.joined(separator: " · ")
    }
}
