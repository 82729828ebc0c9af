import ArgumentParser

@main
struct AdcastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "adcast", abstract: "Forecasts what advertisers will do next.")
}
