import Foundation
import Testing

@testable import Evaluation

struct StudyRoleTests {
    @Test(arguments: [
        (StudyRole.model, #"{"kind":"model"}"#),
        (.peer, #"{"kind":"peer"}"#),
        (
            .sweep(SweepSetting(parameter: .knowledgeWidth, value: 64)),
            #"{"kind":"sweep","parameter":"knowledge_width","value":64}"#
        ),
        (
            .sweep(SweepSetting(parameter: .generatorRank, value: nil)),
            #"{"kind":"sweep","parameter":"generator_rank"}"#
        ),
        (
            .otherHead(HeadChange(variant: "CGC", head: "poisson", comparedHead: "hurdle")),
            #"{"compared_head":"hurdle","head":"poisson","kind":"other_head","variant":"CGC"}"#
        ),
    ])
    func isAnObjectOfItsKind(role: StudyRole, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(role), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(StudyRole.self, from: Data(json.utf8)) == role)
    }

    @Test func resultsComeBackTheSame() throws {
        let results = StudyExample.small()
        let data = try JSONEncoder().encode(results)
        #expect(try JSONDecoder().decode(StudyResults.self, from: data) == results)
    }
}
