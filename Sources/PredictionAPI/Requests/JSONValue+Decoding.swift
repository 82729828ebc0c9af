extension JSONValue {
    func object(at pointer: @autoclosure () -> JSONPointer) throws(PredictRequestFault) -> JSONObject {
        guard case .object(let object) = self else {
            throw .wrongType(pointer(), expected: "an object", found: kind)
        }
        return object
    }

    func array(at pointer: @autoclosure () -> JSONPointer) throws(PredictRequestFault) -> [JSONValue] {
        guard case .array(let elements) = self else {
            throw .wrongType(pointer(), expected: "an array", found: kind)
        }
        return elements
    }

    func text(at pointer: @autoclosure () -> JSONPointer) throws(PredictRequestFault) -> String {
        guard case .string(let text) = self else {
            throw .wrongType(pointer(), expected: "a string", found: kind)
        }
        return text
    }
}
