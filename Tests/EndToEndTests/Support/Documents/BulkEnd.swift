/// The last line of a bulk response.
struct BulkEnd: Decodable, Equatable {
    let end: Bool
    let lines: Int
    let errors: Int
}
