import Evaluation

/// One line about an epoch, for people.
struct EpochLine {
    let text: String

    init(_ epoch: EpochReport) {
        func written(_ value: Double?) -> String { value.map { fixed($0, 4) } ?? "undefined" }
        text =
            "epoch \(epoch.epoch + 1): loss \(written(epoch.loss)), validation NMAE \(written(epoch.mean.nmae)), "
            + "SMAPE \(written(epoch.mean.smape)), \(fixed(epoch.seconds, 1)) s"
    }
}
