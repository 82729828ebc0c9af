import AdvertiserDomain

/// Why a study cannot be made, or ends early.
package enum StudyError: OperatorError, Equatable {
    /// Somebody asked it to stop; the runs that are done are kept.
    case interrupted(done: Int, runs: Int, directory: String)
    /// A run that cannot be made, neither now nor when the command is given again.
    case failedRun(title: String, reason: TrainingError, done: Int, runs: Int, directory: String)
    /// Somebody asked it to stop before all samples were written.
    case exportInterrupted(directory: String)
    case unknownArchitecture(String, known: [String])
    case unknownScenario(String, known: [String])
    /// A simulated launch before which nothing can be trained.
    case launchTooEarly(scenario: String, launch: Day, firstTraining: Day)
    case noSamples(part: String, experiment: String)
    case cannotWrite(path: String, reason: String)
    /// `key` names the first forecast that a peer's file lacks.
    case missingForecast(file: String, key: String, missing: Int)
    case unknownTask(file: String, line: Int, task: String, known: [String])
    case duplicateForecast(file: String, line: Int, key: String)
    /// A peer's file that is not there.
    case missingPeerFile(peer: String, file: String)
    /// A peer with one file, which is of the main comparison, in a study without it.
    case peerOfMainAlone(peer: String, file: String)
    /// A peer in a study of nothing but sweeps.
    case peerOfSweeps(peer: String)

    package var isUsageFault: Bool {
        switch self {
        case .unknownArchitecture, .unknownScenario, .missingPeerFile, .peerOfMainAlone, .peerOfSweeps: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .interrupted(let done, let runs, let directory):
            "the comparison was interrupted; \(done) of \(runs) runs are kept in \(directory)/runs: give the same command "
                + "again to go on from there"
        case .failedRun(let title, let reason, let done, let runs, let directory):
            "the run '\(title)' failed: \(reason). \(done) of \(runs) runs are kept in \(directory)/runs; leave this one "
                + "out with --architectures, --sweep or --seeds to get a report of the others"
        case .exportInterrupted(let directory):
            "writing the samples was interrupted; \(directory) is not whole: give the same command again"
        case .unknownArchitecture(let name, let known):
            "there is no architecture '\(name)'; \(Spelling.suggestion(for: name, among: known))"
        case .unknownScenario(let name, let known):
            "the data have no scenario '\(name)'; \(Spelling.suggestion(for: name, among: known))"
        case .launchTooEarly(let scenario, let launch, let firstTraining):
            "'\(scenario)' would be launched on \(launch), before the first training date \(firstTraining); import more "
                + "days, or give fewer --labelled-days"
        case .noSamples(let part, let experiment):
            "there is no \(part) sample for the experiment \(experiment); choose another scenario or import more days"
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written (\(reason)); choose another directory or make room"
        case .missingForecast(let file, let key, let missing):
            "\(file) lacks \(missing) \(missing == 1 ? "forecast" : "forecasts"), the first for \(key); give one for "
                + "every test sample and task"
        case .unknownTask(let file, let line, let task, let known):
            "\(file):\(line): there is no task '\(task)'; \(Spelling.suggestion(for: task, among: known))"
        case .duplicateForecast(let file, let line, let key):
            "\(file):\(line): a second forecast for \(key); keep one of them"
        case .missingPeerFile(let peer, let file):
            "the peer '\(peer)' has no forecasts for a part of the study: \(file) is missing; write it, or leave the peer "
                + "out"
        case .peerOfMainAlone(let peer, let file):
            "the peer '\(peer)' has one file, \(file), which is of the main comparison, and --no-main leaves that out; give a "
                + "directory with a file for each part, such as heldout_7.csv"
        case .peerOfSweeps(let peer):
            "the peer '\(peer)' cannot be a row of sweeps, which are of M2M alone; leave --no-main or --peer out"
        }
    }
}
