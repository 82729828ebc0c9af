import AdvertiserDomain
import Checkpoints
import Features
import Foundation
import Inference
import PredictionAPI

/// Works on the directory of versions, where no service runs.
struct DirectoryAdministration: VersionAdministration {
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
        return JSONWriter.document(of: manifest, version: version, isActive: try serving() == version)
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
