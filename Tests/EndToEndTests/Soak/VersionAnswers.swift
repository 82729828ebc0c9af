import Testing

/// The numbers that each of some versions gives, as `adcast score` writes them.
struct VersionAnswers: Sendable {
    private struct Cell: Hashable {
        let scenario: String
        let task: String
    }

    private typealias Numbers = [Cell: [Double]]

    private let versions: [Int: [String: Numbers]]

    init(of versions: [Int], in place: Workplace) throws {
        var answers: [Int: [String: Numbers]] = [:]
        for version in versions {
            let outcome = try place.run("score", "--version", "\(version)")
            try #require(outcome.ending == .exit(0), "\(outcome.standardError)")
            var advertisers: [String: Numbers] = [:]
            for text in outcome.outputLines {
                let line = try JSONDocument.decoded(text, as: ScoreLine.self)
                for (task, numbers) in line.predictions {
                    let cell = Cell(scenario: line.scenario, task: task)
                    advertisers[line.advertiser, default: [:]][cell] = [numbers.mean, numbers.point]
                }
            }
            answers[version] = advertisers
        }
        self.versions = answers
    }

    /// Those for whom any two versions differ by more than `share` in some number.
    func advertisers(differingBy share: Double) -> [String] {
        let names = versions.values.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
        return names.sorted().filter { name in
            let answers = versions.keys.sorted().map { versions[$0]?[name] ?? [:] }
            return answers.indices.allSatisfy { one in
                answers.indices.allSatisfy { other in
                    one == other || Self.difference(answers[one], answers[other]) > share
                }
            }
        }
    }

    /// What is wrong with an answer: `nil` where all its numbers are those of the version that it names.
    func fault(of answer: Prediction) -> String? {
        guard let advertiser = answer.advertiser, let expected = versions[answer.modelVersion]?[advertiser] else {
            return "version \(answer.modelVersion) does not answer for \(answer.advertiser ?? "nobody")"
        }
        let given = Dictionary(
            uniqueKeysWithValues: answer.predictions.map { row in
                (Cell(scenario: row.scenario, task: row.task), [row.mean, row.point].map { $0 ?? .nan })
            })
        guard Set(given.keys) == Set(expected.keys) else { return "\(advertiser) has other scenarios or tasks" }
        let difference = Self.difference(given, expected)
        return difference <= 1e-5
            ? nil : "\(advertiser) differs by \(difference) from what version \(answer.modelVersion) gives"
    }

    /// The greatest relative difference of two numbers in the same place; infinite where one is none.
    private static func difference(_ one: Numbers, _ other: Numbers) -> Double {
        one.flatMap { cell, numbers in
            zip(numbers, other[cell] ?? []).map { number, other in
                let share = abs(number - other) / max(abs(number), abs(other), 1e-6)
                return share.isNaN ? Double.infinity : share
            }
        }.max() ?? .infinity
    }
}
