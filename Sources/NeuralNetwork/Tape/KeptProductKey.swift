/// What a kept matrix is made of: a parameter, and what it was multiplied by.
struct KeptProductKey: Hashable {
    let parameter: ParameterID
    let factor: ParameterID?
}
