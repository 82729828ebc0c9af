/// A line of `activations.log`.
struct ActivationLine: Decodable {
    let by: String
    let from: Int?
    let to: Int
    let why: String
    let action: String
}
