import AdvertiserDomain

extension PredictRequestDecoder {
    private static let rowFields = ["date", "scenario"]

    /// The rows of an inline history, sorted as ``AdvertiserHistory`` has them.
    func snapshots(_ value: JSONValue, lookup: ScenarioLookup) throws(PredictRequestFault) -> [DailySnapshot] {
        let pointer = JSONPointer.root["history"]
        let rows = try value.array(at: pointer)
        var snapshots: [(snapshot: DailySnapshot, position: Int)] = []
        snapshots.reserveCapacity(rows.count)
        for (position, row) in rows.enumerated() {
            snapshots.append((try snapshot(row, at: pointer, position, lookup: lookup), position))
        }
        snapshots.sort {
            if $0.snapshot.scenario.equalsByScalars($1.snapshot.scenario) {
                return ($0.snapshot.day, $0.position) < ($1.snapshot.day, $1.position)
            }
            return $0.snapshot.scenario.precedesByScalars($1.snapshot.scenario)
        }
        for (previous, next) in zip(snapshots, snapshots.dropFirst())
        where previous.snapshot.day == next.snapshot.day
            && previous.snapshot.scenario.equalsByScalars(next.snapshot.scenario)
        {
            throw .repeatedRow(
                pointer[next.position], scenario: next.snapshot.scenario, day: next.snapshot.day)
        }
        return snapshots.map(\.snapshot)
    }

    /// The row at `position` of the list at `list`. Pointers are made only for faults: most rows have none.
    private func snapshot(
        _ value: JSONValue, at list: JSONPointer, _ position: Int, lookup: ScenarioLookup
    ) throws(PredictRequestFault) -> DailySnapshot {
        guard case .object(let row) = value else {
            throw .wrongType(list[position], expected: "an object", found: value.kind)
        }
        var name: String?
        var day: Day?
        var measures = [Float](repeating: 0, count: vocabulary.columns.measures.count)
        for member in row.members {
            switch member.key {
            case "scenario":
                let text = try member.value.text(at: list[position]["scenario"])
                guard let scenario = lookup[text] else {
                    throw .unknownScenario(
                        list[position]["scenario"], name: text, known: lookup.names)
                }
                name = scenario.name
            case "date":
                let date = try self.day(member.value, at: list[position]["date"])
                guard date <= today else {
                    throw .futureDate(list[position]["date"], day: date, today: today)
                }
                day = date
            default:
                guard let column = vocabulary.measurePositions[member.key] else {
                    throw .unknownField(
                        list[position][member.key], name: member.key,
                        known: Self.rowFields + vocabulary.columns.measures)
                }
                measures[column] = try measure(member, at: list, position)
            }
        }
        guard let name else { throw .missingField(list[position], name: "scenario") }
        guard let day else { throw .missingField(list[position], name: "date") }
        return DailySnapshot(scenario: name, day: day, measures: measures)
    }

    /// A measure; null is zero, as it is in the database.
    private func measure(
        _ member: JSONObject.Member, at list: JSONPointer, _ position: Int
    ) throws(PredictRequestFault) -> Float {
        switch member.value {
        case .null: return 0
        case .number(let number):
            guard number >= 0 else { throw .negativeMeasure(list[position][member.key], value: number) }
            let measure = Float(number)
            guard measure.isFinite else { throw .measureTooLarge(list[position][member.key], value: number) }
            // Adding zero makes a negative zero a positive one.
            return measure + 0
        default:
            throw .wrongType(list[position][member.key], expected: "a number or null", found: member.value.kind)
        }
    }

    /// A date written YYYY-MM-DD.
    func day(_ value: JSONValue, at pointer: @autoclosure () -> JSONPointer) throws(PredictRequestFault) -> Day {
        guard case .string(let text) = value else {
            throw .wrongType(pointer(), expected: "a date as a string YYYY-MM-DD", found: value.kind)
        }
        guard let day = Day(isoText: text) else { throw .malformedDate(pointer(), text: text) }
        return day
    }
}
