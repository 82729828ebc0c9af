import Logging

/// A log handler whose level is the process's, wherever it was given away.
struct SwitchedLogHandler: LogHandler {
    private var base: any LogHandler
    private let levelSwitch: LogLevelSwitch
    /// A level that somebody set for one logger.
    private var ownLevel: Logger.Level?

    init(_ base: any LogHandler, level: LogLevelSwitch) {
        self.base = base
        // What passes is decided here.
        self.base.logLevel = .trace
        levelSwitch = level
    }

    var logLevel: Logger.Level {
        get { ownLevel ?? levelSwitch.level }
        set { ownLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { base.metadata }
        set { base.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { base[metadataKey: key] }
        set { base[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        base.log(event: event)
    }
}
