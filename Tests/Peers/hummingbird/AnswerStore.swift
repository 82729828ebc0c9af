import Foundation
import Hummingbird

/// Answers by the names of their advertisers.
struct AnswerStore: Sendable {
    /// An answer, as a value and as the text that Adcast sent.
    struct Answer: Sendable {
        let value: PredictAnswer
        let bytes: ByteBuffer
    }

    private let answers: [String: Answer]

    /// - Parameter path: a file with an answer a line.
    init(path: String) throws {
        var answers: [String: Answer] = [:]
        let decoder = JSONDecoder()
        for line in try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n")) {
            let value = try decoder.decode(PredictAnswer.self, from: line)
            answers[value.advertiser] = Answer(value: value, bytes: ByteBuffer(bytes: line))
        }
        self.answers = answers
    }

    func answer(to advertiser: String) -> Answer? { answers[advertiser] }
}
