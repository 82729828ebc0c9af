import AdvertiserDomain
import ArgumentParser
import Dispatch
import PredictionAPI
import SnapshotStorage
import Synchronization

struct ForeseeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foresee",
        abstract: "Say how well a generated world can be forecast at all.",
        discussion: """
            Forecasts the tasks of the configuration with all that the generator knows on the as-of date, plans and wishes \
            included, but what chance will do: the averages and the best points of many simulated futures. What these \
            forecasts miss nobody can foretell. The file is one that 'compare --peer' takes.
            """,
        version: AdcastVersion.current)

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: "The CSV file to write; '-' is standard output.")
    var output: String = "-"

    @Option(name: .long, help: "The first as-of date (YYYY-MM-DD).", transform: DayArgument.day)
    var from: Day

    @Option(
        name: .long, help: "The last as-of date (YYYY-MM-DD); by default the last one whose horizon the world holds.",
        transform: DayArgument.day)
    var to: Day?

    @Option(name: .long, parsing: .unconditional, help: "Simulated futures of an advertiser and as-of date.")
    var futures: Int = 400

    /// So many are simulated between two lines of progress.
    private static let advertisersPerBatch = 64

    func validate() throws {
        guard (1...1_000_000).contains(futures) else { throw ValidationError("--futures is from 1 to 1000000") }
    }

    func run() throws {
        let configuration = try options.load()
        let parameters = try WorldWriter.parameters(ofDatabase: configuration.database)
        let last = to ?? parameters.lastDay - configuration.horizonDays
        guard from >= WorldParameters.firstDay, last <= parameters.lastDay, from <= last else {
            throw ValidationError(
                "--from and --to are days of the world in their order, \(WorldParameters.firstDay) to "
                    + "\(parameters.lastDay); asked were \(from) to \(last)")
        }
        let world = SyntheticWorld(parameters: parameters)
        let foresight = try WorldForesight(
            of: world, tasks: configuration.tasks, horizonDays: configuration.horizonDays, futureCount: futures)
        let interruption = Interruption()
        let line = ProgressLine(isShown: Terminal.isInteractive && output != "-")
        try OutputSink.fill(output, clearing: line) { sink in
            try sink.write(Self.header)
            let total = parameters.advertiserCount
            for start in stride(from: 0, to: total, by: Self.advertisersPerBatch) {
                if interruption.isRequested { throw CommandInterrupted(what: "foresee") }
                let batch = start..<min(start + Self.advertisersPerBatch, total)
                try sink.write(Self.lines(of: batch, foresight: foresight, world: world, asOf: from...last))
                line.draw("\(batch.upperBound) of \(total) advertisers")
            }
        }
    }

    private static func lines(
        of advertisers: Range<Int>, foresight: WorldForesight, world: SyntheticWorld, asOf dates: ClosedRange<Day>
    ) -> [UInt8] {
        let lines = Mutex([[UInt8]](repeating: [], count: advertisers.count))
        DispatchQueue.concurrentPerform(iterations: advertisers.count) { position in
            let advertiser = advertisers.lowerBound + position
            let identifier = world.identifier(ofAdvertiser: advertiser)
            var writer = CSVWriter()
            for record in foresight.records(ofAdvertiser: advertiser, asOf: dates) {
                writer.writeRow([
                    identifier, record.scenario, record.asOf.isoText, record.task, "\(record.mean)",
                    "\(record.smapePoint)", "\(record.nmaePoint)",
                ])
            }
            let bytes = writer.takeBytes()
            lines.withLock { $0[position] = bytes }
        }
        return lines.withLock { Array($0.joined()) }
    }

    /// The names of what a peer's file holds.
    private static var header: [UInt8] {
        var writer = CSVWriter()
        writer.writeRow(["advertiser", "scenario", "as_of", "task", "mean", "smape_point", "nmae_point"])
        return writer.takeBytes()
    }
}
