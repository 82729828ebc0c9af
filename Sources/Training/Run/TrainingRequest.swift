import AdvertiserDomain

/// What to train from a data set.
package struct TrainingRequest: Sendable {
    package enum Split: String, Codable, CaseIterable, Sendable {
        /// A first fit judged on the newest 7 mature as-of dates, then a refit on all: what serves.
        case production
        /// 8:1:1 in time: what is studied.
        case study
    }

    package var configuration: AdcastConfiguration
    package var architecture: String
    package var split: Split
    /// Nothing dated after this day is used; `nil` uses all complete days.
    package var until: Day?
    /// Worker threads.
    package var threads: Int

    package init(
        configuration: AdcastConfiguration, architecture: String, split: Split, until: Day?, threads: Int
    ) {
        self.configuration = configuration
        self.architecture = architecture
        self.split = split
        self.until = until
        self.threads = threads
    }
}
