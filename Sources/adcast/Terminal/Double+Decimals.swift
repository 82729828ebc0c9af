import Foundation

extension Double {
    /// The number with so many decimals.
    func fixed(_ decimals: Int) -> String {
        String(format: "%.\(decimals)f", self)
    }
}
