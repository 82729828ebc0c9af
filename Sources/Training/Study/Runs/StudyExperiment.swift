import AdvertiserDomain
import Evaluation
import Features

/// Samples and the subjects that are trained and judged on them: a table or a curve of the report.
struct StudyExperiment {
    enum Kind {
        case main
        case heldOut(ScenarioLaunch, labelledDays: Int)
        case sweep(RequestedSweep)
    }

    let kind: Kind
    let samples: StudySamples
    let subjects: [StudySubject]

    /// The name of its files and in progress lines.
    var name: String {
        switch kind {
        case .main: "main"
        case .heldOut(_, let days): "heldout_\(days)"
        case .sweep(let sweep): "sweep of \(sweep.parameter.rawValue)"
        }
    }

    var isMain: Bool {
        if case .main = kind { true } else { false }
    }

    /// Whether forecasts without a model, and peers, are rows of it.
    var hasReferences: Bool {
        if case .sweep = kind { false } else { true }
    }
}
