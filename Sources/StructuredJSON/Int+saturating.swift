extension Int {
    /// The whole number next to another number, as far as there is one: sizes and lengths that files and callers claim may be any.
    /// What is no number counts as zero.
    package init(saturating value: Double) {
        let rounded = value.rounded()
        self = rounded.isNaN ? 0 : Int(exactly: rounded) ?? (rounded < 0 ? .min : .max)
    }
}
