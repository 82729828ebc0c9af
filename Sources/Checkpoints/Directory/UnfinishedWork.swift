/// With what the names of files and directories begin until they are complete and get their own.
enum UnfinishedWork: String, CaseIterable {
    /// The directory of a version.
    case publishing = ".publishing-"
    /// The file that names the version that serves.
    case activating = ".activating-"
    /// The directory of a version that is no longer one.
    case removing = ".removing-"
}
