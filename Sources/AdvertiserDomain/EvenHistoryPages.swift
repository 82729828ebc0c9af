/// The pages of a source, cut anew into pages of so many advertisers; the last one may have fewer.
struct EvenHistoryPages: HistoryPages {
    private var pages: any HistoryPages
    private let advertiserCount: Int
    /// Those that were read and are in no page yet.
    private var waiting: [AdvertiserHistory] = []

    init(_ pages: any HistoryPages, advertiserCount: Int) {
        self.pages = pages
        self.advertiserCount = advertiserCount
    }

    mutating func next() throws -> [AdvertiserHistory]? {
        while waiting.count < advertiserCount, let read = try pages.next() { waiting += read }
        guard !waiting.isEmpty else { return nil }
        let page = Array(waiting.prefix(advertiserCount))
        waiting.removeFirst(page.count)
        return page
    }
}
