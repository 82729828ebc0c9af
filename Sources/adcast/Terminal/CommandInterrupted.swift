import AdvertiserDomain

/// Ctrl-C ended a command.
struct CommandInterrupted: OperatorError {
    let what: String

    var isUsageFault: Bool { false }
    var description: String { "\(what) was interrupted; nothing was changed" }
}
