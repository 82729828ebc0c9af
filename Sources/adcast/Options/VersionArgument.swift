import ArgumentParser

/// Reads the numbers of model versions that options and arguments take.
enum VersionArgument {
    /// - Throws: `ValidationError` for what is no number.
    @Sendable static func version(_ text: String) throws -> Int {
        guard let version = Int(text) else {
            throw ValidationError("give the number of a version; 'adcast models list' shows them")
        }
        return version
    }
}
