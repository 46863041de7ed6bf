import Foundation
import SluiceMedia
import Testing

/// A length is a claim: it is held against the bytes.
struct LengthTests {
    let scratch = Scratch()
    private static let inspector = MediaInspector(usesTools: false)

    private func facts(_ bytes: [UInt8], _ content: MediaType) async throws -> MediaFacts {
        try await Self.inspector.facts(scratch.file("file", bytes), of: content)
    }

    private func specimen(_ name: String) throws -> [UInt8] {
        try #require(Specimen.all.first { $0.name == name }).bytes()
    }

    @Test func joinedRecordingsAreAsLongAsAllOfThem() async throws {
        let tag = Array("ID3".utf8) + [3, 0, 0, 0, 0, 1, 0] + [UInt8](repeating: 0xFF, count: 128)
        let one = Sound.mp3(120, claim: 120)
        let joined = try await facts(tag + one + tag + one + Sound.mp3(60, rates: [32], claim: 60), .mp3)
        #expect(abs((joined.duration ?? 0) - 300) < 0.5)
        #expect(!joined.isDurationEstimated)
        #expect(joined.notes == ["its header claims a length of 2:00, its bytes hold 5:00; the bytes are believed"])
        #expect(try await abs((facts(Sound.aac(60) + Sound.aac(60, size: 300), "audio/aac").duration ?? 0) - 120) < 0.5)
        #expect(try await facts(Sound.wave(60) + Sound.wave(60) + Sound.wave(30), .wav).duration == 150)
        let opus = try await facts(Sound.opus(60) + Sound.opus(60, serial: 2) + Sound.opus(3, serial: 3), "audio/opus")
        #expect(opus.duration == 123)
        #expect(try await abs((facts(Sound.webm(60) + Sound.webm(60), "audio/webm").duration ?? 0) - 120) < 1)
        let flac = try specimen("plain.flac")
        #expect(try await abs((facts(flac + flac + flac, .flac).duration ?? 0) - 2.4) < 0.01)
        let frame: [UInt8] = [0x3C] + [UInt8](repeating: 1, count: 31)
        let amr = Array("#!AMR\n".utf8) + [UInt8](repeatElement(frame, count: 500).joined())
        #expect(try await abs((facts(amr + amr, "audio/amr").duration ?? 0) - 20) < 0.01)
    }

    /// More than is read whole: the middle is taken to be like the samples.
    @Test func largeFilesAreMeasuredBySamples() async throws {
        let one = Sound.mp3(2000, rates: [8, 16, 8, 8])
        let joined = try await facts(
            Sound.mp3(0, claim: 2000, bytes: one.count) + one + one + one,
            .mp3
        )
        #expect(abs((joined.duration ?? 0) - 6000) < 120)
        #expect(joined.isDurationEstimated)
        #expect(joined.notes.first?.hasPrefix("its header claims a length of 33:20, its bytes hold about 1:") == true)
        let right = try await facts(Sound.mp3(0, claim: 6000, bytes: 3 * one.count + 36) + one + one + one, .mp3)
        #expect(abs((right.duration ?? 0) - 6000) < 0.1)
        #expect(right.notes.isEmpty)
        let steady = try await facts(Sound.mp3(6000), .mp3)
        #expect(abs((steady.duration ?? 0) - 6000) < 1)
        #expect(!steady.isDurationEstimated)
        let opus = Sound.opus(1500, size: 2000)
        let chained = try await facts(opus + Sound.opus(1500, serial: 2, size: 2000), "audio/opus")
        #expect(abs((chained.duration ?? 0) - 3000) < 100)
        let live = try await facts(Sound.webm(2400, size: 2500), "audio/webm")
        #expect(abs((live.duration ?? 0) - 2400) < 1)
    }

    @Test func framesAreCountedWhereNoHeaderTellsTheirNumber() async throws {
        let piped = try await facts(Sound.mp3(6, rates: [64, 8, 8, 16, 32]), .mp3)
        #expect(abs((piped.duration ?? 0) - 6) < 0.1)
        #expect(piped.notes.isEmpty)
        #expect(try await facts(Sound.mp3(6, claim: 1e8), .mp3).duration.map { abs($0 - 6) < 0.1 } == true)
        let webm = try await facts(Sound.webm(90), "audio/webm")
        #expect(abs((webm.duration ?? 0) - 90) < 1)
        #expect(webm.notes.isEmpty)
    }

    @Test(arguments: [
        (0, 0), (0xFFFF_FFFF, 0xFFFF_FFFF), (0x7FFF_FFFF, 0x7FFF_FFDB), (36, 1), (100, 80_000), (9e8, 9e8),
    ])
    func soundGoesOnToTheEndOfTheFile(whole: Double, data: Double) async throws {
        let found = try await facts(Sound.wave(60, sizes: (Int(whole), Int(data))), .wav)
        #expect(found.duration == 60)
        #expect(found.notes.isEmpty == !(1..<1e9).contains(data))
    }

    @Test func theSamplesThatFlacTellsAreHeldAgainstItsFrames() async throws {
        var bytes = try specimen("plain.flac")
        for claim in [[0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 9]] as [[UInt8]] {
            bytes.replaceSubrange(22..<26, with: claim)
            #expect(try await abs((facts(bytes, .flac).duration ?? 0) - 0.8) < 0.05)
        }
    }

    @Test(arguments: [("plain.mp4", MediaType.mp4), ("book.m4b", .m4a)])
    func tracksDecideOverTheHeaderOfAMovie(name: String, content: MediaType) async throws {
        var bytes = try specimen(name)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("mvhd".utf8)) }) + 20
        for claim in [1, 3_600_000, 0x7FFF_FFFF, 0xFFFF_FFFF] {
            bytes.replaceSubrange(place..<place + 4, with: Sound.big(claim, 4))
            let found = try await facts(bytes, content)
            #expect(abs((found.duration ?? 0) - 0.8) < 0.1, "\(found)")
            #expect(found.notes.isEmpty == (claim == 0xFFFF_FFFF || claim == 1))
        }
    }

    @Test func aMovieInFragmentsIsAsLongAsTheyAre() async throws {
        let found = try await facts(Sound.fragments(90), .mp4)
        #expect(found.duration == 90, "\(found)")
        #expect(found.codecs.count == 2)
    }

    @Test func aLengthThatTheBytesCannotHoldIsNotKnown() async throws {
        for seconds in [3600, 115 * 86_400, 28 * 365 * 86_400, 5_000_000_000_000] {
            let found = try await facts(Sound.emptyMovie(claiming: seconds), .m4a)
            #expect(found.duration == nil)
            #expect(found.notes.count == 1)
            #expect(found.notes.first?.hasSuffix("bytes can hold; its length is not known") == true)
        }
    }

    @Test func aLyingLengthOfMatroskaOrFlashGivesWayToItsTimes() async throws {
        let webm = try await facts(Sound.webm(90, claim: 5000), "audio/webm")
        #expect(abs((webm.duration ?? 0) - 90) < 1)
        #expect(webm.notes.count == 1)
        var flash = try specimen("plain.flv")
        let place = try #require(flash.indices.first { flash[$0...].starts(with: Array("duration".utf8)) }) + 9
        flash.replaceSubrange(place..<place + 8, with: Sound.big(Int(truncatingIfNeeded: (5000.0).bitPattern), 8))
        #expect(try await (facts(flash, "video/x-flv").duration ?? 9) < 1.2)
    }

    @Test func anUnfinishedAVIHasThePicturesThatItHas() async throws {
        var bytes = try specimen("plain.avi")
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("avih".utf8)) }) + 24
        bytes.replaceSubrange(place..<place + 4, with: [0, 0, 0, 0])
        #expect(try await abs((facts(bytes, "video/avi").duration ?? 0) - 0.8) < 0.25)
    }

    @Test func transportStreamsTellTheirTimes() async throws {
        #expect(try await abs((facts(specimen("plain.ts"), "video/mp2t").duration ?? 0) - 0.8) < 0.4)
        // From another recorder, and from another time of the day; joined, also where the second's clock is ahead.
        let (one, other) = (Sound.transport(60, from: 0), Sound.transport(30, from: 40_000))
        #expect(try await facts(other, "video/mp2t").duration == 30)
        for joined in [one + one, one + other + other, other + one + one] {
            let wanted = joined.count == 2 * one.count ? 120.0 : joined.starts(with: one) ? 120 : 150
            #expect(try await facts(joined, "video/mp2t").duration == wanted)
        }
    }
}
