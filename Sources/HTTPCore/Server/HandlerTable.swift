/// The handlers of an ``EventLoop`` by tokens that are not used twice, so that a late report cannot reach another's.
struct HandlerTable: Sendable {
    private struct Place: Sendable {
        var handler: (any ReadinessHandler)?
        var generation: UInt32 = 0
    }

    private var places: [Place] = []
    private var freePlaces: [Int] = []

    var isEmpty: Bool { freePlaces.count == places.count }

    mutating func insert(_ handler: any ReadinessHandler) -> UInt64 {
        let position: Int
        if let free = freePlaces.popLast() {
            position = free
        } else {
            position = places.count
            places.append(Place())
        }
        places[position].handler = handler
        return UInt64(places[position].generation) << 32 | UInt64(position)
    }

    subscript(token: UInt64) -> (any ReadinessHandler)? {
        let position = Int(token & 0xFFFF_FFFF)
        guard position < places.count, places[position].generation == UInt32(token >> 32) else { return nil }
        return places[position].handler
    }

    mutating func remove(_ token: UInt64) -> (any ReadinessHandler)? {
        guard let handler = self[token] else { return nil }
        let position = Int(token & 0xFFFF_FFFF)
        places[position].handler = nil
        places[position].generation &+= 1
        freePlaces.append(position)
        return handler
    }
}
