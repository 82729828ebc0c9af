/// Prints what a soak measured, a line each, so that it can be quoted.
func reportFigures(_ lines: String...) {
    for line in lines { print("soak: " + line) }
}
