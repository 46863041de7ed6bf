import Sluice
import Testing

struct BytesTests {
    @Test(
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1499, "1 kB"), (999_499, "999 kB"),
            (999_500, "1 MB"), (1_060_000, "1.1 MB"), (20_000_000, "20 MB"), (999_950_000, "1 GB"),
            (1_073_741_824, "1.07 GB"), (123_456_789_012, "123.46 GB"), (1_500_000_000_000, "1.5 TB"),
            (.max, "9223372.04 TB"), (-2048, "-2 kB"),
        ] as [(Int64, String)]
    )
    func areWrittenInTheLargestUnitThatLeavesANumber(bytes: Int64, text: String) {
        #expect(bytes.inBytes == text)
    }
}
