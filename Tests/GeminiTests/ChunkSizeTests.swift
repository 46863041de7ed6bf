import Testing

@testable import Gemini

struct ChunkSizeTests {
    @Test func growsWhileTheLineIsFastAndShrinksWhenItIsSlow() {
        var chunk = ChunkSize(forFileOf: 1 << 30)
        let sizes = [0.2, 0.4, 0.8, 0.9, 1.5, 5, 5, 5, 5].map { seconds in
            chunk.took(.seconds(seconds))
            return chunk.bytes >> 20
        }
        #expect(sizes == [16, 32, 64, 64, 64, 32, 16, 8, 8])
    }

    @Test func staysSmallForSmallFiles() {
        var chunk = ChunkSize(forFileOf: 63 << 20)
        chunk.took(.zero)
        #expect(chunk.bytes == 8 << 20)
    }
}
