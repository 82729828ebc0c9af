import AdvertiserDomain
import Retraining

/// Takes the place of retraining cycles where none shall run.
struct NoCycle: RetrainCycling {
    struct Asked: Error {}

    func run(
        _ trigger: RetrainTrigger, newestDay: Day, configuration: RetrainingConfiguration,
        progress: @escaping @Sendable (String) -> Void
    ) async throws -> RetrainRecord {
        throw Asked()
    }
}
