import AdvertiserDomain
import Evaluation

extension StudyResults {
    /// Puts each part where the report looks for it.
    init(
        dataSet: StudyDataSet, commands: [String], parts: [(experiment: StudyExperiment, part: StudyPart)],
        configuration: AdcastConfiguration, thinning: ScenarioThinning?
    ) {
        var main: StudyPart?
        var heldOut: [HeldOutPart] = []
        var sweeps: [StudySweep] = []
        for (experiment, part) in parts {
            switch experiment.kind {
            case .main: main = part
            case .heldOut(let launch, let days):
                heldOut.append(
                    HeldOutPart(scenario: launch.scenario, launchDay: launch.day, labelledDays: days, part: part))
            case .sweep(let sweep):
                let configured = sweep.configuredValue(configuration)
                sweeps.append(
                    StudySweep(
                        parameter: sweep.parameter,
                        configured: sweep.values.contains(configured)
                            ? SweepSetting(parameter: sweep.parameter, value: configured) : nil,
                        part: part))
            }
        }
        self.init(
            dataSet: dataSet, commands: commands, main: main, heldOut: heldOut, sweeps: sweeps,
            thinned: thinning.map { ThinnedScenario(scenario: $0.scenario, share: $0.share) })
    }
}
