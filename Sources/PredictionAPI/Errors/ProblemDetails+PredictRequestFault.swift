import AdvertiserDomain
import ForecastModels

extension ProblemDetails {
    /// The fault in words: what is wrong, and what to do.
    package init(_ fault: PredictRequestFault) {
        switch fault {
        case .emptyBody(let example):
            self.init(.emptyBody, detail: "Send a JSON document as the body, such as \(example).")
        case .malformedJSON(let error):
            self.init(.malformedJSON, detail: Self.text(of: error))
        case .unsupportedMediaType(let found, let expected):
            self.init(
                .unsupportedMediaType,
                detail: "The Content-Type is \(Self.quoted(found)); send \(expected).")
        case .unsupportedContentEncoding(let found):
            self.init(
                .unsupportedMediaType,
                detail: "The Content-Encoding is \(Self.quoted(found)); send the body without an encoding.")
        case .unknownField(let pointer, let name, let known):
            self.init(
                .unknownName, detail: "There is no field \(Self.quoted(name)) here. " + Self.choice(name, known),
                pointer: pointer)
        case .wrongType(let pointer, let expected, let found):
            self.init(.invalidRequest, detail: "Give \(expected) here, not \(found).", pointer: pointer)
        case .noSubject:
            self.init(
                .invalidRequest,
                detail: "Give either \"advertiser\", for one in the database, or \"history\", for one that is not.",
                pointer: .root)
        case .missingField(let pointer, let name):
            self.init(.invalidRequest, detail: "The field \"\(name)\" is missing here; add it.", pointer: pointer)
        case .profileWithoutHistory(let pointer):
            self.init(
                .invalidRequest,
                detail: "A profile goes with \"history\"; leave it out for an advertiser of the database.",
                pointer: pointer)
        case .emptyList(let pointer):
            self.init(
                .invalidRequest, detail: "The list is empty; name at least one, or leave the field out for all.",
                pointer: pointer)
        case .unexpectedValue(let pointer, let expected):
            self.init(.invalidRequest, detail: "Give \(expected) here.", pointer: pointer)
        case .absentForecastField(let pointer, let name, let known):
            self.init(
                .unknownName,
                detail: "The model's forecasts have no \(Self.quoted(name)). " + Self.choice(name, known),
                pointer: pointer)
        case .elementTooLong(let limit):
            self.init(
                .bodyTooLarge,
                detail: "One request is longer than \(limit) bytes; leave out rows before the window.")
        case .platformQueryTooLong(let limit):
            self.init(
                .bodyTooLarge,
                detail: "A body that is no array has at most \(limit) bytes; send an array of requests, or a request a"
                    + " line as application/x-ndjson.")
        case .tooManyNames(let pointer, let count, let limit):
            self.init(
                .invalidRequest, detail: "There are \(count) names here; give at most \(limit), in several requests.",
                pointer: pointer)
        case .repeatedName(let pointer, let name):
            self.init(
                .invalidRequest, detail: "\(Self.quoted(name)) is named twice; name it once.", pointer: pointer)
        case .unknownScenario(let pointer, let name, let known):
            self.init(
                .unknownName,
                detail: "There is no scenario \(Self.quoted(name)). \(Self.choice(name, known)) A new scenario needs an"
                    + " entry in \"scenario_attributes\".", pointer: pointer)
        case .absentScenario(let pointer, let name, let known):
            self.init(
                .unknownName,
                detail: "The database has no scenario \(Self.quoted(name)). " + Self.choice(name, known),
                pointer: pointer)
        case .unknownTask(let pointer, let name, let known):
            self.init(
                .unknownName,
                detail: "The model has no task \(Self.quoted(name)). " + Self.choice(name, known), pointer: pointer)
        case .malformedDate(let pointer, let text):
            self.init(
                .invalidRequest, detail: "\(Self.quoted(text)) is not a date of the calendar written YYYY-MM-DD.",
                pointer: pointer)
        case .futureDate(let pointer, let day, let today):
            self.init(
                .invalidRequest,
                detail: "\(day) lies in the future; give \(today), which is today, or a day before it.",
                pointer: pointer)
        case .negativeMeasure(let pointer, let value):
            self.init(.invalidRequest, detail: "A measure is 0 or more, not \(value).", pointer: pointer)
        case .measureTooLarge(let pointer, let value):
            self.init(
                .invalidRequest, detail: "A measure is at most \(Float.greatestFiniteMagnitude), not \(value).",
                pointer: pointer)
        case .numberTooLarge(let pointer, let value):
            self.init(
                .invalidRequest,
                detail: "A number here is at most \(Float.greatestFiniteMagnitude) in size, not \(value).",
                pointer: pointer)
        case .repeatedRow(let pointer, let scenario, let day):
            self.init(
                .invalidRequest,
                detail:
                    "There is a row of \(day) in \(Self.quoted(scenario)) already; give one row a scenario and day.",
                pointer: pointer)
        case .unknownAdvertiser(let name):
            self.init(
                .unknownAdvertiser,
                detail:
                    "The database has no advertiser \(Self.quoted(name)). Correct the name, or send \"history\" (and"
                    + " \"profile\") to forecast one that is not in it.", pointer: .root["advertiser"])
        case .asOfAfterNewestDay(let pointer, let asOf, let newest):
            self.init(
                .invalidAsOf,
                detail: "\(asOf) is later than \(newest), the newest complete day of the database; give that or an"
                    + " earlier day, or leave the field out.", pointer: pointer)
        case .asOfBeforeFirstWindow(let pointer, let asOf, let earliest):
            self.init(
                .invalidAsOf,
                detail: "The window of \(asOf) begins before the data; give \(earliest) or a later day.",
                pointer: pointer)
        case .noAsOf(let pointer):
            self.init(
                .invalidAsOf, detail: "The history is empty, so that \"as_of\" has no default; give it.",
                pointer: pointer)
        case .noCompleteDay:
            self.init(.notReady, detail: "\(NoCompleteDay(database: "The database")).")
        case .dataShorterThanWindow(let days, let windowDays):
            self.init(
                .notReady,
                detail: "The database covers \(days) days and the model's window \(windowDays); load older days too.")
        }
    }
}
