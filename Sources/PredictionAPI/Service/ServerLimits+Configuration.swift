import AdvertiserDomain
import HTTPCore

extension ServerLimits {
    init(_ configuration: ServingConfiguration) {
        self.init()
        bodyBytes = configuration.maximumBodyBytes
        totalBodyBytes = max(totalBodyBytes, configuration.maximumBodyBytes)
        connectionCount = configuration.maximumConnections
        idleTimeoutSeconds = configuration.idleTimeoutSeconds
        headerTimeoutSeconds = configuration.requestTimeoutSeconds
        bodyTimeoutSeconds = configuration.requestTimeoutSeconds
    }
}
