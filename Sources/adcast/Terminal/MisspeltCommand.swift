import AdvertiserDomain
import ArgumentParser

/// A word of the command line that stands where a command does, is none, and is nearly the name of one.
struct MisspeltCommand: Equatable {
    let name: String
    let nearest: String

    /// `nil` where every command is one, or nothing is near.
    static func first(in arguments: [String]) -> MisspeltCommand? {
        var configuration = AdcastCommand.configuration
        for argument in arguments where argument != "help" {
            let subcommands = configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
            if let next = subcommands.first(where: { $0.commandName == argument }) {
                configuration = next
                continue
            }
            let names = subcommands.compactMap { $0.commandName }
            guard !argument.hasPrefix("-"), let nearest = Spelling.nearest(to: argument, among: names) else {
                return nil
            }
            return MisspeltCommand(name: argument, nearest: nearest)
        }
        return nil
    }
}
