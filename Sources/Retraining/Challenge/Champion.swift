import AdvertiserDomain
import Checkpoints
import Features
import ForecastModels

/// The version that serves while another is trained.
struct Champion {
    let version: Int
    private let checkpoint: Result<LoadedCheckpoint, CheckpointError>

    /// `nil` where there is no version.
    ///
    /// - Throws: ``CheckpointError`` where the directory cannot be read.
    init?(in models: ModelDirectory) throws {
        do {
            let checkpoint = try models.loadActive()
            version = checkpoint.version
            self.checkpoint = .success(checkpoint)
        } catch let error as CheckpointError {
            switch error {
            case .noVersions: return nil
            // The machine's fault, and so nothing that is known of the version.
            case .fileSystem: throw error
            default: break
            }
            // One that does not load is still the one in whose place the challenger would be put.
            guard let named = try models.activeVersion() ?? models.versions().last else { throw error }
            version = named
            checkpoint = .failure(error)
        }
    }

    /// The weights of the first fit, its state, and what it is made for, which may see more or fewer single days than the
    /// challenger.
    ///
    /// - Parameters:
    ///   - specification: the challenger's.
    ///   - firstAsOf: the first as-of date of the comparison.
    /// - Throws: ``IncomparableChampion``; ``CheckpointError/fileSystem(_:)`` where its files cannot be read now.
    func firstFit(
        for specification: FeatureSpecification, judgedFrom firstAsOf: Day
    ) throws -> (model: any ForecastModel, state: FittedState, specification: FeatureSpecification) {
        do {
            return try loadedFirstFit(for: specification, judgedFrom: firstAsOf)
        } catch CheckpointError.fileSystem(let fault) {
            throw CheckpointError.fileSystem(fault)
        } catch let fault as CheckpointError {
            throw IncomparableChampion.doesNotLoad(version: version, reason: fault.description)
        } catch let fault as ModelCatalogError {
            throw IncomparableChampion.doesNotLoad(version: version, reason: fault.description)
        }
    }

    private func loadedFirstFit(
        for specification: FeatureSpecification, judgedFrom firstAsOf: Day
    ) throws -> (model: any ForecastModel, state: FittedState, specification: FeatureSpecification) {
        let checkpoint = try checkpoint.get()
        let manifest = checkpoint.manifest
        guard Self.forecastsTheSame(manifest.features, specification) else {
            throw IncomparableChampion.otherSpecification(version: version)
        }
        // The first label day of an as-of date is the day after it.
        guard manifest.gateNewestLabelDay <= firstAsOf else {
            throw IncomparableChampion.sawTheOutcomes(
                version: version, newestLabelDay: manifest.gateNewestLabelDay, firstAsOf: firstAsOf)
        }
        let model = try ModelCatalog.load(
            architecture: manifest.architecture, configuration: manifest.model, specification: manifest.features,
            state: manifest.gateState, tensors: checkpoint.gateTensors())
        return (model, manifest.gateState, manifest.features)
    }

    /// Whether two specifications ask for the same numbers from the same days and columns; how tasks are weighed in
    /// training, or how many of the days are seen one by one, does not matter.
    private static func forecastsTheSame(_ one: FeatureSpecification, _ other: FeatureSpecification) -> Bool {
        func asked(_ specification: FeatureSpecification) -> [String] {
            specification.tasks.map { "\($0.name) \($0.aggregate.rawValue) \($0.column)" }
        }
        return one.columns == other.columns && one.windowDays == other.windowDays
            && one.horizonDays == other.horizonDays && asked(one) == asked(other)
    }
}
