/// What a study's report says, in its order; sections without results are left out.
enum StudyDocument {
    static func document(of analysis: StudyAnalysis) -> ReportDocument {
        let sections: [ReportSection?] =
            [FindingsSection.section(analysis)]
            + HeldOutSection.sections(analysis)
            + [
                ComparisonSection.section(analysis),
                AblationSection.section(analysis),
                HeadSection.section(analysis),
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
            title: StudyTitle.title(analysis), subtitle: StudyTitle.subtitle(analysis),
            sections: sections.compactMap(\.self))
    }
}
