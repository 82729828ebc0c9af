/// The body of a request.
struct PredictQuery: Decodable {
    let advertiser: String
}
