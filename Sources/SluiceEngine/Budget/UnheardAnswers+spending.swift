extension UnheardAnswers {
    init(calls: Int, most: Spending, isPriced: Bool) {
        self.calls = calls
        mostTokens = most.tokens
        mostCost = isPriced ? Money.rounded(most.dollars) : nil
    }

    static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.calls += b.calls
        sum.mostTokens = (Spending(tokens: a.mostTokens) + Spending(tokens: b.mostTokens)).tokens
        sum.mostCost = a.mostCost.flatMap { a in b.mostCost.map { Money.rounded(a + $0) } }
        return sum
    }
}
