/// Whether a challenger takes the champion's place, and why.
package struct PromotionDecision: Equatable, Sendable {
    package enum Verdict: Equatable, Sendable {
        case promote
        /// The champion is better, or nothing shows that the challenger is good enough.
        case refuse
        /// The challenger is good enough, but somebody chose the version that serves.
        case hold
    }

    package let verdict: Verdict
    /// One sentence with the figures that decided.
    package let reason: String

    package init(_ verdict: Verdict, _ reason: String) {
        self.verdict = verdict
        self.reason = reason
    }
}
