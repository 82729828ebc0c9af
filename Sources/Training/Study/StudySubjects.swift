import AdvertiserDomain
import Evaluation
import ForecastModels

/// Which subjects a request asks for.
package struct StudySubjects {
    /// What `--architectures` may name.
    package static let names = ModelCatalog.architectures + settingNames

    /// Those of ``names`` that are M2M with another setting, and no architecture that can be trained by its name.
    package static let settingNames = SettingAblation.allCases.map(\.name)

    /// What each of ``names`` is, in the same order.
    package static let summaries = ModelCatalog.entries.map(\.summary) + SettingAblation.allCases.map(\.title)

    /// What rows of a report are called, whichever are asked for: no peer may have one of these names.
    package static let rowNames =
        ModelCatalog.entries.map(\.title) + SettingAblation.allCases.map(\.title)
        + [ReferenceForecasts.lastWeekName, ReferenceForecasts.averageName]

    private let request: StudyRequest

    /// - Throws: ``StudyError/unknownArchitecture(_:known:)``.
    init(_ request: StudyRequest) throws(StudyError) {
        for name in request.architectures ?? [] where !Self.names.contains(name) {
            throw .unknownArchitecture(name, known: Self.names)
        }
        self.request = request
    }

    /// Those of the main study.
    var main: [StudySubject] {
        let ablations = SettingAblation.allCases.filter { $0.changes(request.configuration.model) }
        return subjects(of: request.architectures ?? ModelCatalog.architectures + ablations.map(\.name))
    }

    /// Those of a held-out scenario.
    var heldOut: [StudySubject] { subjects(of: request.architectures ?? StudyRequest.heldOutArchitectures) }

    /// One for each value of a sweep, all of M2M.
    func subjects(of sweep: RequestedSweep) -> [StudySubject] {
        sweep.values.map { value in
            StudySubject(
                name: "\(Architecture.m2m.title) with \(sweep.parameter.title) \(value.map(String.init) ?? "full")",
                role: .sweep(SweepSetting(parameter: sweep.parameter, value: value)),
                architecture: Architecture.m2m.name, model: sweep.applying(value, to: baseModel),
                windowDays: sweep.parameter == .window
                    ? value ?? request.configuration.windowDays : request.configuration.windowDays)
        }
    }

    /// The configured sizes with the first of the heads.
    private var baseModel: ModelConfiguration {
        var model = request.configuration.model
        if let head = request.heads.first { model.head = head }
        return model
    }

    private func subjects(of names: [String]) -> [StudySubject] {
        request.heads.flatMap { head in
            names.map { name in
                var model = request.configuration.model
                model.head = head
                let entry = ModelCatalog.entries.first { $0.name == name }
                let ablation = SettingAblation.allCases.first { $0.name == name }
                ablation?.apply(to: &model)
                let title = entry?.title ?? ablation?.title ?? name
                let change = request.heads.first.flatMap { compared in
                    head == compared
                        ? nil : HeadChange(variant: title, head: head.rawValue, comparedHead: compared.rawValue)
                }
                return StudySubject(
                    name: title + (change == nil ? "" : " (\(head.rawValue) head)"),
                    role: change.map(StudyRole.otherHead) ?? Self.role(of: entry),
                    architecture: entry?.name ?? Architecture.m2m.name, model: model,
                    windowDays: request.configuration.windowDays)
            }
        }
    }

    private static func role(of entry: Architecture?) -> StudyRole {
        switch entry?.kind {
        case .model: .model
        case .baseline: .baseline
        case .ablation, nil: .ablation
        }
    }
}
