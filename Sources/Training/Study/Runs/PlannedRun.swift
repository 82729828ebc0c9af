import AdvertiserDomain
import Features

/// One training of a study: a subject on an experiment's samples, from one seed.
struct PlannedRun {
    let subject: StudySubject
    let experiment: String
    let samples: StudySamples
    let specification: FeatureSpecification
    let training: TrainingConfiguration
    let key: StudyRunKey

    /// - Parameter training: with the run's seed and the number of threads used.
    init(
        _ subject: StudySubject, on samples: StudySamples, experiment: String, configuration: AdcastConfiguration,
        training: TrainingConfiguration, codeVersion: String
    ) {
        var configuration = configuration
        configuration.windowDays = subject.windowDays
        self.subject = subject
        self.experiment = experiment
        self.samples = samples
        self.training = training
        specification = FeatureSpecification(configuration: configuration)
        key = StudyRunKey(
            data: samples.fingerprint, architecture: subject.architecture, model: subject.model, training: training,
            features: specification, codeVersion: codeVersion)
    }

    var title: String { "\(subject.name), seed \(training.seed), \(experiment)" }

    /// Training steps' samples, in which the time of runs is measured.
    var cost: Double { Double(samples.training.count) * Double(training.epochs) }
}
