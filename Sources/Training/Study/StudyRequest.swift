import AdvertiserDomain

/// What to compare on a data set.
package struct StudyRequest: Sendable {
    /// A scenario held out, and with how many days of labels.
    package struct HoldOut: Equatable, Sendable {
        package static let defaultLabelledDays = [0, 7, 14, 28]

        package let scenario: String
        /// Ascending.
        package let labelledDays: [Int]

        package init(scenario: String, labelledDays: [Int] = defaultLabelledDays) {
            self.scenario = scenario
            self.labelledDays = labelledDays
        }
    }

    /// What a held-out scenario is forecast by unless architectures are named, as far as there are these.
    package static let heldOutArchitectures = ["m2m", "cgc", "shared_bottom"]

    package var configuration: AdcastConfiguration
    /// What the report calls the data.
    package var dataSetName: String
    /// Of the main study; `nil` compares all that there are.
    package var architectures: [String]?
    /// The first is the configured one unless it says otherwise; each further one is a variant of every architecture.
    package var heads: [ModelConfiguration.Head]
    /// Runs of each variant, seeded from the configured seed upwards.
    package var seedCount: Int
    /// Whether the main study is part of it.
    package var includesMain: Bool
    package var holdOut: HoldOut?
    package var thinning: ScenarioThinning?
    package var sweeps: [RequestedSweep]
    package var peers: [StudyPeer]
    /// Where samples are written to for peers; `nil` writes none.
    package var exportDirectory: String?
    /// Nothing dated after this day is used; `nil` uses all complete days.
    package var until: Day?
    /// Worker threads.
    package var threads: Int
    package var codeVersion: String
    /// What made the study, as the report quotes it.
    package var commands: [String]

    package init(
        configuration: AdcastConfiguration, dataSetName: String, architectures: [String]? = nil,
        heads: [ModelConfiguration.Head] = [], seedCount: Int = 1, includesMain: Bool = true, holdOut: HoldOut? = nil,
        thinning: ScenarioThinning? = nil, sweeps: [RequestedSweep] = [], peers: [StudyPeer] = [],
        exportDirectory: String? = nil, until: Day? = nil, threads: Int, codeVersion: String,
        commands: [String] = []
    ) {
        self.configuration = configuration
        self.dataSetName = dataSetName
        self.architectures = architectures
        self.heads = heads.isEmpty ? [configuration.model.head] : heads
        self.seedCount = seedCount
        self.includesMain = includesMain
        self.holdOut = holdOut
        self.thinning = thinning
        self.sweeps = sweeps
        self.peers = peers
        self.exportDirectory = exportDirectory
        self.until = until
        self.threads = threads
        self.codeVersion = codeVersion
        self.commands = commands
    }

    /// The seed of each run.
    package var seeds: [UInt64] {
        (0..<UInt64(max(0, seedCount))).map { configuration.training.seed &+ $0 }
    }
}
