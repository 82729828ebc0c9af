import AdvertiserDomain
import Checkpoints
import Features
import Foundation
import Inference

/// Works on the directory of versions, where no service runs.
struct DirectoryAdministration: VersionAdministration {
    /// What `show` tells of a manifest.
    private struct Detail: Encodable {
        let version: Int
        let active: Bool
        let architecture: String
        let createdAt: Date
        let codeVersion: String
        let split: SplitBounds
        let newestLabelDay: Day
        let seed: UInt64
        let decision: DecisionMetric
        let tasks: [PredictionTask]
        let columns: HistoryColumns
        let windowDays: Int
        let horizonDays: Int
        let trainingScenarios: [String]
        let metrics: JSONValue
        let sha256: String?
    }

    private let directory: ModelDirectory
    private let versions: VersionSwitch

    init(_ configuration: AdcastConfiguration) {
        directory = ModelDirectory(path: configuration.models)
        versions = VersionSwitch(directory: directory, slot: nil, accept: configuration.requireFit)
    }

    func list() throws -> VersionList {
        let active = try serving()
        let models = try directory.versions().map { version in
            guard let manifest = try? directory.manifest(of: version) else {
                return VersionList.Version(version: version, active: version == active, usable: false)
            }
            return VersionList.Version(
                version: version, active: version == active, usable: true, architecture: manifest.architecture,
                createdAt: manifest.createdAt.formatted(.iso8601), newestLabelDay: manifest.newestLabelDay.isoText,
                split: manifest.split.kind.rawValue)
        }
        return VersionList(
            active: active, models: models,
            hold: try directory.hold().map { VersionList.Hold(version: $0.version, by: $0.by, why: $0.why) })
    }

    func show(_ version: Int) throws -> [UInt8] {
        let manifest = try directory.manifest(of: version)
        let detail = Detail(
            version: version, active: try serving() == version, architecture: manifest.architecture,
            createdAt: manifest.createdAt, codeVersion: manifest.codeVersion, split: manifest.split,
            newestLabelDay: manifest.newestLabelDay, seed: manifest.seed, decision: manifest.decision,
            tasks: manifest.features.tasks, columns: manifest.features.columns,
            windowDays: manifest.features.windowDays, horizonDays: manifest.features.horizonDays,
            trainingScenarios: manifest.states.serving.trainingScenarios, metrics: manifest.metrics,
            sha256: manifest.tensorHash)
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(detail))
    }

    func activate(_ version: Int, by: String, why: String) throws -> VersionChange {
        VersionChange(try versions.activate(version, by: by, why: why))
    }

    func rollback(by: String, why: String) throws -> VersionChange {
        VersionChange(try versions.rollback(by: by, why: why))
    }

    func release(by: String, why: String) throws -> VersionChange {
        VersionChange(try versions.release(by: by, why: why))
    }

    /// The version that a service would answer with; `nil` where none loads.
    private func serving() throws -> Int? {
        if let version = try directory.activeVersion() { return version }
        return try? directory.loadActive { try ForecastEngine($0).version }
    }
}

extension VersionChange {
    init(_ activation: Activation) {
        self.init(from: activation.from, to: activation.to, action: activation.action.rawValue)
    }
}

extension AdcastConfiguration {
    /// Refuses a version that forecasts something else than this configuration asks for.
    ///
    /// - Throws: ``SpecificationConflict``.
    func requireFit(of engine: ForecastEngine) throws {
        if let conflict = SpecificationConflict(
            version: engine.version, model: engine.specification,
            configuration: FeatureSpecification(configuration: self))
        {
            throw conflict
        }
    }
}
