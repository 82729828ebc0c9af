/// Everybody's histories, read a page at a time, ascending by advertiser.
///
/// No advertiser is split over two pages, and between two of them nothing is held of the source.
package protocol HistoryPages: Sendable {
    /// Reads the next page, which may be empty; `nil` after the last.
    mutating func next() throws -> [AdvertiserHistory]?
}
