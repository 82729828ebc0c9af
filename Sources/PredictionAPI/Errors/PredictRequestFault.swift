import AdvertiserDomain
import ForecastModels

/// Why a request for a forecast cannot be answered: what ``ProblemDetails`` puts into words.
package enum PredictRequestFault: Error, Equatable, Sendable {
    /// `example` is a body of the route.
    case emptyBody(example: String)
    case malformedJSON(JSONSyntaxError)
    /// `expected` ends the sentence "send …".
    case unsupportedMediaType(String, expected: String)
    case unsupportedContentEncoding(String)

    case unknownField(JSONPointer, name: String, known: [String])
    case wrongType(JSONPointer, expected: String, found: String)
    /// Neither `advertiser` nor `history`.
    case noSubject
    case missingField(JSONPointer, name: String)
    /// `profile` for an advertiser whose profile is stored.
    case profileWithoutHistory(JSONPointer)
    case emptyList(JSONPointer)
    /// A value of the right type that is none of those it may be.
    case unexpectedValue(JSONPointer, expected: String)
    /// A number of a forecast that the model does not give.
    case absentForecastField(JSONPointer, name: String, known: [String])
    /// A request of many that is longer than one may be, in bytes.
    case elementTooLong(limit: Int)
    /// A body that is no array and longer than a request for the whole platform may be, in bytes.
    case platformQueryTooLong(limit: Int)
    /// More names than one request may have.
    case tooManyNames(JSONPointer, count: Int, limit: Int)
    case repeatedName(JSONPointer, name: String)
    case unknownScenario(JSONPointer, name: String, known: [String])
    /// A scenario that the database does not have, where the request cannot describe one.
    case absentScenario(JSONPointer, name: String, known: [String])
    case unknownTask(JSONPointer, name: String, known: [String])

    case malformedDate(JSONPointer, text: String)
    case futureDate(JSONPointer, day: Day, today: Day)
    case negativeMeasure(JSONPointer, value: Double)
    /// A measure beyond single precision.
    case measureTooLarge(JSONPointer, value: Double)
    /// An attribute beyond single precision.
    case numberTooLarge(JSONPointer, value: Double)
    case repeatedRow(JSONPointer, scenario: String, day: Day)

    case unknownAdvertiser(String)
    case asOfAfterNewestDay(JSONPointer, asOf: Day, newest: Day)
    case asOfBeforeFirstWindow(JSONPointer, asOf: Day, earliest: Day)
    /// An empty `history` gives no as-of date.
    case noAsOf(JSONPointer)

    /// The database has no complete day.
    case noCompleteDay
    case dataShorterThanWindow(days: Int, windowDays: Int)
}
