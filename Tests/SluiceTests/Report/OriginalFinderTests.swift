import Foundation
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct OriginalFinderTests {
    let folder = TemporaryFolder()

    @Test func aSourceIsFoundByItsPathAndSize() throws {
        try folder.write("abc", to: "old/trip/a.jpg")
        try folder.write("abcd", to: "new/trip/a.jpg")
        let finder = OriginalFinder([(folder / "new").path, (folder / "old").path])
        #expect(finder.find("trip/a.jpg", bytes: 3, record: "trip/a.jpg.json") == (folder / "old/trip/a.jpg").path)
        #expect(finder.find("trip/a.jpg", bytes: 4, record: "trip/a.jpg.json") == (folder / "new/trip/a.jpg").path)
        #expect(finder.find("trip/a.jpg", bytes: 5, record: "trip/a.jpg.json") == nil)
        #expect(finder.find("trip", bytes: nil, record: "trip.json") == nil)
    }

    @Test func ofSeveralInputsTheOneThatTheRecordIsBelowComesFirst() throws {
        for name in ["a", "b"] { try folder.write("abc", to: "\(name)/x.jpg") }
        let finder = OriginalFinder([(folder / "a").path, (folder / "b").path])
        #expect(finder.find("x.jpg", bytes: 3, record: "b/x.jpg.json") == (folder / "b/x.jpg").path)
    }

    @Test(arguments: ["../secret", "a/../../secret", "/secret", "", "./secret"])
    func whatIsOutsideOfItsInputIsNotFound(path: String) throws {
        try folder.write("abc", to: "secret")
        try folder.write("abc", to: "in/a.jpg")
        #expect(OriginalFinder([(folder / "in").path]).find(path, bytes: 3, record: "a.json") == nil)
    }

    @Test func inputsThatWereMovedTogetherWithTheOutputAreFound() throws {
        try folder.write("x", to: "here/photos/a.jpg")
        try InputPlaces.note([(folder / "here/photos").path], in: folder / "here/out")
        try FileManager.default.moveItem(at: folder / "here", to: folder / "there")
        let places = InputPlaces(of: folder / "there/out")
        #expect(places.moved == [(folder / "there/photos").path])
    }

    @Test func placesOfInputsAreKeptLatestFirst() throws {
        try folder.write("x", to: "one/a.jpg")
        try folder.write("x", to: "two/b.jpg")
        let output = folder / "out"
        #expect(InputPlaces(of: output).folders.isEmpty)
        try InputPlaces.note([(folder / "one").path], in: output)
        try InputPlaces.note([(folder / "two/b.jpg").path], in: output)
        #expect(InputPlaces(of: output).folders == [(folder / "two").path, (folder / "one").path])
        try InputPlaces.note([(folder / "one").path], in: output)
        #expect(InputPlaces(of: output).folders == [(folder / "one").path, (folder / "two").path])
    }
}
