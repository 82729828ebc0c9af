import AdvertiserDomain

/// The as-of dates of a study, 8:1:1 in time order (section 5.1.1 of the paper): the labels of a part end no later than
/// the first as-of date of the next.
package struct StudySplit: Codable, Equatable, Sendable {
    /// Strided, counted back from the newest of the part.
    package let train: [Day]
    /// Daily.
    package let validation: [Day]
    /// Daily.
    package let test: [Day]

    package init(train: [Day], validation: [Day], test: [Day]) {
        self.train = train
        self.validation = validation
        self.test = test
    }
}
