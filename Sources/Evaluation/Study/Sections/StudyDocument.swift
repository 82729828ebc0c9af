import AdvertiserDomain

/// What a study's report says, in its order; sections without results are left out.
enum StudyDocument {
    static func document(of analysis: StudyAnalysis) -> ReportDocument {
        let dataSet = analysis.results.dataSet
        let sections: [ReportSection?] =
            [FindingsSection.section(analysis)]
            + HeldOutSection.sections(analysis)
            + [
                ComparisonSection.section(analysis),
                AblationSection.section(analysis),
                MarginSection.section(analysis),
                BiasSection.section(analysis),
                CoverageSection.section(analysis),
                SweepSection.section(analysis),
                RankSection.section(analysis),
                DataSetSection.section(analysis),
                CostSection.section(analysis),
                CommandSection.section(analysis),
            ]
        return ReportDocument(
            title: "Study on \(dataSet.name)",
            subtitle:
                "\(TextTable.grouped(dataSet.advertisers)) advertisers in \(dataSet.scenarios.count) scenarios, "
                + "\(dataSet.firstDay) to \(dataSet.lastDay); \(dataSet.tasks.count) tasks over the next "
                + "\(dataSet.horizonDays) days, forecast from the last \(dataSet.windowDays)",
            sections: sections.compactMap(\.self))
    }
}
