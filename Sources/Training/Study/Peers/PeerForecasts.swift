import AdvertiserDomain
import Features
import SnapshotStorage

extension StudyForecasts {
    private static let unread: Float = -1

    /// What a peer forecast for the given samples. Lines about other samples are passed over.
    ///
    /// - Throws: `ImportError`, or a ``StudyError`` where a sample has no forecast or a line is wrong.
    init(file path: String, of samples: [Sample], in panel: Panel, tasks: [PredictionTask]) throws {
        var rows: [Sample: Int] = [:]
        rows.reserveCapacity(samples.count)
        for (row, sample) in samples.enumerated() { rows[sample] = row }
        var positions: [NameKey: Int] = [:]
        for (position, name) in panel.advertisers.enumerated() { positions[NameKey(name)] = position }
        var means = [Float](repeating: Self.unread, count: samples.count * tasks.count)
        var smapePoints = means
        var nmaePoints = means
        var file = try ForecastFile(CSVSource(path: path))
        try file.forEach { record in
            guard let task = tasks.firstIndex(where: { $0.name == record.task }) else {
                throw StudyError.unknownTask(
                    file: path, line: record.line, task: record.task, known: tasks.map(\.name))
            }
            guard let advertiser = positions[NameKey(record.advertiser)],
                let series = panel.seriesIndex(advertiser: advertiser, scenario: record.scenario),
                let asOf = Int32(exactly: record.asOf - panel.firstDay),
                let row = rows[Sample(series: Int32(clamping: series), asOf: asOf)]
            else { return }
            let index = row * tasks.count + task
            guard means[index] == Self.unread else {
                throw StudyError.duplicateForecast(
                    file: path, line: record.line, key: Self.key(samples[row], tasks[task], in: panel))
            }
            means[index] = record.mean
            smapePoints[index] = record.smapePoint
            nmaePoints[index] = record.nmaePoint
        }
        if let first = means.firstIndex(of: Self.unread) {
            throw StudyError.missingForecast(
                file: path, key: Self.key(samples[first / tasks.count], tasks[first % tasks.count], in: panel),
                missing: means.count { $0 == Self.unread })
        }
        self.means = means
        self.smapePoints = smapePoints
        self.nmaePoints = nmaePoints
    }

    private static func key(_ sample: Sample, _ task: PredictionTask, in panel: Panel) -> String {
        "advertiser '\(panel.advertiser(of: sample))', scenario '\(panel.scenario(of: sample))', as_of "
            + "\(panel.asOf(of: sample)), task '\(task.name)'"
    }
}
