/// An error of the service.
struct Problem: Decodable, Equatable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let pointer: String?
}
