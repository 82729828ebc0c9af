import AdvertiserDomain
import ArgumentParser

extension Day: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(isoText: argument)
    }
}
