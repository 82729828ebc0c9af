/// Where the names of lines stand one below the other, beside the lines' ends.
enum LabelPlacement {
    private static let spacing = 15.0

    /// Moves labels apart that would overlap, those above down and then all of them up to the limit.
    ///
    /// - Parameters:
    ///   - places: the heights that the labels would have, ascending.
    ///   - limit: the height that none is below.
    static func movedApart(_ places: [Double], limit: Double) -> [Double] {
        var places = places
        for index in places.indices.dropFirst() {
            places[index] = max(places[index], places[index - 1] + spacing)
        }
        var limit = limit
        for index in places.indices.reversed() {
            places[index] = min(places[index], limit)
            limit = places[index] - spacing
        }
        return places
    }
}
