/// Looks at versions and changes which one serves.
protocol VersionAdministration {
    func list() throws -> VersionList

    /// Everything about a version but what it learned, as JSON.
    func show(_ version: Int) throws -> [UInt8]

    func activate(_ version: Int, by: String, why: String) throws -> VersionChange
    func rollback(by: String, why: String) throws -> VersionChange
    func release(by: String, why: String) throws -> VersionChange
}
