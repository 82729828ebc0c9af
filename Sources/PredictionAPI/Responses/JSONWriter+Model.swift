import AdvertiserDomain
import Checkpoints
import Features
import Foundation
import Inference

extension JSONWriter {
    /// What `GET /models/{version}` says of a version, but for whether a service has loaded it.
    package static func document(of manifest: CheckpointManifest, version: Int, isActive: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(manifest, version: version, isActive: isActive)
        return writer.bytes
    }

    /// All that a manifest tells of its version, as one object.
    mutating func write(_ manifest: CheckpointManifest, version: Int, isActive: Bool) {
        beginObject()
        writeSummary(of: manifest, version: version, isActive: isActive)
        writeDetails(of: manifest)
        endObject()
    }

    /// The members by which versions are told apart; the caller has begun the object.
    mutating func writeSummary(of manifest: CheckpointManifest, version: Int, isActive: Bool) {
        key("version")
        value(version)
        key("active")
        value(isActive)
        key("usable")
        value(true)
        key("architecture")
        value(manifest.architecture)
        key("created_at")
        value(manifest.createdAt.formatted(.iso8601))
        key("code_version")
        value(manifest.codeVersion)
        key("split")
        value(manifest.split.kind.rawValue)
        key("newest_label_day")
        value(manifest.newestLabelDay.isoText)
        key("sha256")
        if let hash = manifest.tensorHash { value(hash) } else { null() }
    }

    /// What requests may name and what the forecasts are of; the caller has begun the object.
    mutating func writeDetails(of manifest: CheckpointManifest) {
        key("decision")
        value(manifest.pointDecision)
        key("window_days")
        value(manifest.features.windowDays)
        key("horizon_days")
        value(manifest.features.horizonDays)
        key("tasks")
        beginArray()
        for task in manifest.features.tasks { write(task) }
        endArray()
        key("columns")
        write(manifest.features.columns)
        key("training_scenarios")
        write(manifest.states.serving.trainingScenarios)
        key("data")
        write(manifest.split)
        key("metrics")
        write(manifest.metrics)
    }

    /// The as-of dates of each part of the data.
    private mutating func write(_ split: SplitBounds) {
        beginObject()
        let parts: [(String, SplitBounds.AsOfRange?)] = [
            ("train", split.train), ("validation", split.validation), ("test", split.test), ("refit", split.refit),
        ]
        for (name, range) in parts {
            guard let range else { continue }
            key(name)
            beginObject()
            key("first")
            value(range.first.isoText)
            key("last")
            value(range.last.isoText)
            key("dates")
            value(range.dates)
            endObject()
        }
        endObject()
    }

    private mutating func write(_ task: PredictionTask) {
        beginObject()
        key("name")
        value(task.name)
        key("column")
        value(task.column)
        key("aggregate")
        value(task.aggregate.rawValue)
        key("unit")
        value(task.unit)
        endObject()
    }

    private mutating func write(_ columns: HistoryColumns) {
        beginObject()
        key("behaviour")
        write(columns.behaviour)
        key("performance")
        write(columns.performance)
        key("measures")
        write(columns.measures)
        key("profile")
        write(columns.profile)
        key("scenario")
        write(columns.scenario)
        endObject()
    }

    private mutating func write(_ names: [String]) {
        beginArray()
        for name in names { value(name) }
        endArray()
    }

    /// A part of a manifest, the keys of its objects in alphabetical order.
    private mutating func write(_ value: Checkpoints.JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): self.value(flag)
        case .integer(let integer): self.value(integer)
        case .number(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements):
            beginArray()
            for element in elements { write(element) }
            endArray()
        case .object(let members):
            beginObject()
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                key(name)
                write(member)
            }
            endObject()
        }
    }
}
