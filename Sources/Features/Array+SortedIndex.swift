import AdvertiserDomain

extension [String] {
    /// Where `text` stands in these, which are strictly ascending by Unicode scalars; `nil` where it is not among them.
    func sortedIndex(of text: String) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].precedesByScalars(text) { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].equalsByScalars(text) ? low : nil
    }
}
