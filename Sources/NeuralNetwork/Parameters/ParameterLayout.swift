/// The parameters of a model in the order of their declaration, which is the order of everything done to them.
package struct ParameterLayout: Sendable {
    package private(set) var declarations: [ParameterDeclaration] = []
    /// The number of floats that hold all parameters, with the gaps of alignment; `Int.max` where no integer holds it,
    /// since a manifest may describe a model of any size.
    package private(set) var extent = 0

    /// What the names of the parameters declared now begin with.
    private var prefix = ""

    package init() {}

    /// Declares with names that begin with `prefix`.
    package mutating func withPrefix<Result>(_ prefix: String, _ declare: (inout Self) -> Result) -> Result {
        let outer = self.prefix
        self.prefix = outer + prefix
        defer { self.prefix = outer }
        return declare(&self)
    }

    /// Declares a matrix of `rows` × `columns`; a vector is a matrix of one row.
    package mutating func declare(
        _ name: String, rows: Int, columns: Int, kind: ParameterKind, initializer: Initializer
    ) -> ParameterID {
        precondition(rows > 0 && columns > 0, "parameter \(name) has no elements")
        let (product, overflows) = rows.multipliedReportingOverflow(by: columns)
        let count = overflows ? Int.max : product
        declarations.append(
            ParameterDeclaration(
                name: prefix + name, rows: rows, columns: columns, kind: kind, initializer: initializer, offset: extent,
                count: count))
        let (end, endOverflows) = extent.addingReportingOverflow(count)
        extent = endOverflows || end > Int.max - 15 ? Int.max : (end + 15) / 16 * 16
        return ParameterID(index: declarations.count - 1)
    }
}
