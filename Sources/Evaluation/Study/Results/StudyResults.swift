/// All that a study found: what its report is written from.
package struct StudyResults: Codable, Equatable, Sendable {
    package let dataSet: StudyDataSet
    /// The commands that made it, in order.
    package let commands: [String]
    /// Every variant on the test part; `nil` where only other questions were asked.
    package let main: StudyPart?
    /// Ascending by labelled days within a scenario.
    package let heldOut: [HeldOutPart]
    package let sweeps: [StudySweep]
    /// Of the main part and the sweeps; new scenarios have all of their samples. `nil` where none is thinned.
    package let thinned: ThinnedScenario?

    package init(
        dataSet: StudyDataSet, commands: [String], main: StudyPart?, heldOut: [HeldOutPart], sweeps: [StudySweep],
        thinned: ThinnedScenario? = nil
    ) {
        self.dataSet = dataSet
        self.commands = commands
        self.main = main
        self.heldOut = heldOut
        self.sweeps = sweeps
        self.thinned = thinned
    }

    private enum CodingKeys: String, CodingKey {
        case commands, main, sweeps, thinned
        case dataSet = "data_set"
        case heldOut = "held_out"
    }
}
