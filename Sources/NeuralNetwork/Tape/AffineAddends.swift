/// What an affine operation adds to its products.
struct AffineAddends {
    /// One row, added to every row.
    var bias: Variable?
    /// A matrix each of whose rows is added to `repeats` rows.
    var repeated: Variable?
    var repeats = 1
    /// A matrix of the result's shape.
    var addend: Variable?
}
