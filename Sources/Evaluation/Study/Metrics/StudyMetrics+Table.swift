import AdvertiserDomain

extension StudyMetrics {
    /// The overall measures for people, a block for each part.
    package func table() -> String {
        var table = TextTable(leftAligned: 1)
        func add(_ title: String, _ variants: [VariantMetrics]) {
            table.add([title, "seeds", "NMAE of mean", "SMAPE of mean", "NMAE of point", "SMAPE of point"])
            table.addRule()
            for variant in variants {
                let errors = variant.overall
                let measures = [errors.meanNMAE, errors.meanSMAPE, errors.pointNMAE, errors.pointSMAPE]
                table.add(
                    [variant.name, "\(variant.seeds)"] + measures.map { TextTable.decimal($0?.mean, places: 4) })
            }
            table.add([""])
        }
        for part in heldOut {
            add("\(part.scenario) held out, \(part.labelledDays) labelled days", part.variants)
        }
        if let main { add("test dates, all scenarios", main) }
        for sweep in sweeps { add("sweep of \(sweep.parameter.rawValue)", sweep.variants) }
        return table.text
    }
}
