import AdvertiserDomain
import Evaluation
import Features
import Foundation
import Testing

@testable import Training

@Suite struct SampleExportTests {
    private let directory: TemporaryDirectory
    private let prepared: PreparedSamples

    init() throws {
        directory = try TemporaryDirectory()
        prepared = try StudyWorld.prepared()
        try SampleExport(prepared).write(to: directory.path, isCancelled: { false })
    }

    private func matrix(_ name: String) throws -> NPYMatrix {
        try NPYMatrix(path: "\(directory.path)/\(name).npy")
    }

    private func columns() throws -> SampleExport.Columns {
        try JSONDecoder().decode(
            SampleExport.Columns.self, from: Data(contentsOf: URL(filePath: directory.path + "/columns.json")))
    }

    @Test func featuresAreTheEncoders() throws {
        let columns = try columns()
        let encoder = prepared.encoder
        for (part, samples) in [
            ("train", prepared.samples.training), ("validation", prepared.samples.validation),
            ("test", prepared.samples.test),
        ] {
            let features = try matrix(part + "_features")
            #expect(features.type == "<f4" && features.shape == [samples.count, columns.features.count])
            var batch = Batch(layout: encoder.layout, capacity: samples.count)
            encoder.encode(samples[...], into: &batch, labels: true)
            let values = features.floats
            let width = columns.features.count
            func column(_ name: String) throws -> [Float] {
                let index = try #require(columns.features.firstIndex(of: name))
                return stride(from: index, to: values.count, by: width).map { values[$0] }
            }
            let dense = encoder.layout.denseWidth
            for row in samples.indices {
                #expect(
                    Array(values[row * width..<row * width + dense])
                        == Array(batch.dense[row * dense..<(row + 1) * dense]))
            }
            let names = encoder.layout.attributes.map(\.name)
            #expect(names == columns.categorical)
            for (position, name) in names.enumerated() {
                #expect(
                    try column(name)
                        == samples.indices.map { Float(batch.categoricalCodes[$0 * names.count + position]) })
            }
            #expect(try column("as_of.weekday") == samples.map { Float(encoder.panel.asOf(of: $0).weekday) })
            #expect(try matrix(part + "_labels").floats == batch.labels)
            #expect(try matrix(part + "_weights").floats == batch.weights)
            #expect(try matrix(part + "_weights").shape == [samples.count])
        }
    }

    @Test func lagsAreTheDaysBeforeInBothViews() throws {
        let columns = try columns()
        let features = try matrix("test_features")
        let values = features.floats
        let panel = prepared.encoder.panel
        let clicks = try #require(panel.columns.measures.firstIndex(of: "clicks"))
        for (row, sample) in prepared.samples.test.enumerated() {
            func feature(_ name: String) throws -> Float {
                values[row * columns.features.count + (try #require(columns.features.firstIndex(of: name)))]
            }
            let advertiser = Int(panel.series[Int(sample.series)].advertiser)
            for lag in 0..<7 {
                let day = Int(sample.asOf) - lag
                let own = panel.values(ofSeries: Int(sample.series))
                let all = panel.allValues(ofAdvertiser: advertiser)
                let value = day * panel.measureCount + clicks
                #expect(try feature("own.clicks.lag\(lag)") == own[own.startIndex + value])
                #expect(try feature("all.clicks.lag\(lag)") == all[all.startIndex + value])
            }
        }
        #expect(Set(columns.features).count == columns.features.count)
    }

    @Test func keysNameTheSamples() throws {
        let columns = try columns()
        let keys = try matrix("test_keys")
        #expect(keys.type == "<i4" && keys.shape == [prepared.samples.test.count, 3])
        let panel = prepared.encoder.panel
        let integers = keys.integers
        for (row, sample) in prepared.samples.test.enumerated() {
            #expect(columns.advertisers[Int(integers[3 * row])] == panel.advertiser(of: sample))
            #expect(columns.scenarios[Int(integers[3 * row + 1])] == panel.scenario(of: sample))
            #expect(Day(number: Int(integers[3 * row + 2])) == panel.asOf(of: sample))
        }
        #expect(columns.tasks == TwoWeekWorld.tasks.map(\.name))
        #expect(columns.aggregates == ["sum", "active_days", "active"])
        #expect(columns.horizonDays == 7)
    }

    @Test func writesEveryPartOfAStudy() throws {
        let request = StudyWorld.request(
            holdOut: StudyRequest.HoldOut(scenario: "feed", labelledDays: [0, 7]),
            sweeps: [RequestedSweep(.metaLayers)], exportDirectory: directory.path + "/all")
        try StudyWorld.study(request).export()
        let parts = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/all").sorted()
        #expect(parts == ["heldout_0", "heldout_7", "main"])
        #expect(
            try NPYMatrix(path: directory.path + "/all/heldout_7/test_labels.npy").shape == [30, 3])
    }

    @Test func anExportCanBeStopped() throws {
        #expect(throws: StudyError.exportInterrupted(directory: directory.path)) {
            try SampleExport(prepared).write(to: directory.path, isCancelled: { true })
        }
    }

    @Test func saysWhatCannotBeWritten() throws {
        let file = directory.path + "/columns.json"
        #expect(
            performing: { try SampleExport(prepared).write(to: file, isCancelled: { false }) },
            throws: { error in
                guard case StudyError.cannotWrite(let path, _)? = error as? StudyError else { return false }
                return path == file
            })
    }
}
