import AdvertiserDomain

/// A part of the configuration that a running service takes over without a restart.
struct ReloadableSetting: Sendable {
    /// Dotted keys, such as `serving.drain_timeout_seconds`, or sections, such as `retraining`.
    let keys: [String]
    /// Checks the part in a new configuration, with the files that it names, and returns what puts it into effect.
    ///
    /// It throws an error that says what is wrong, and changes nothing; what it returns cannot fail. It is called at every
    /// reload, since a file may have changed where its name has not.
    let prepare: @Sendable (AdcastConfiguration) throws -> @Sendable () -> Void

    /// Whether a key is this setting's.
    func covers(_ key: String) -> Bool {
        keys.contains { key == $0 || key.hasPrefix($0 + ".") }
    }
}
