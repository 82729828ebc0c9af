import Evaluation

/// One line about an epoch, for people.
struct EpochLine {
    let text: String

    init(_ epoch: EpochReport) {
        func written(_ value: Double?) -> String { value.map { $0.fixed(4) } ?? "undefined" }
        text =
            "epoch \(epoch.epoch + 1): loss \(written(epoch.loss)), validation NMAE \(written(epoch.mean.nmae)), "
            + "SMAPE \(written(epoch.mean.smape)), \(epoch.seconds.fixed(1)) s"
    }
}
