import Sluice
import Testing

/// Prices as people read them.
struct MoneyTests {
    @Test(arguments: [
        (0, "$0.00"), (1, "$1.00"), (12.345, "$12.34"), (1999.999, "$2000.00"), (0.5, "$0.5"), (0.0042, "$0.0042"),
        (0.004249, "$0.0042"), (0.0999, "$0.1"), (0.999, "$1"), (1e-9, "$0.000000001"), (-0.25, "$-0.25"),
        (-3, "$-3.00"), (1e30, "$1e+30"), (.infinity, "$?"), (.nan, "$?"),
    ])
    func dollarsHaveCentsAndSmallSumsTwoDigits(dollars: Double, text: String) {
        #expect(Money.text(dollars) == text)
    }
}
