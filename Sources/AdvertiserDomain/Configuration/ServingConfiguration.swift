/// Where and within which limits the service answers.
package struct ServingConfiguration: Equatable, Sendable {
    package var host: String
    package var port: Int
    /// Largest request body, in bytes.
    package var maximumBodyBytes: Int
    package var maximumConnections: Int
    /// Seconds an idle connection is kept.
    package var idleTimeoutSeconds: Double
    /// Seconds from a request's first byte to the end of its header, and again to the end of its body.
    package var requestTimeoutSeconds: Double
    /// Seconds that requests in flight get after SIGTERM.
    package var drainTimeoutSeconds: Double
    /// Threads that compute forecasts; 0 takes one a processor core.
    package var threads: Int
    /// The least severe messages that are logged.
    package var logLevel: LogLevel
    /// Path of the UNIX socket for administration; `nil` takes `admin.sock` in the models directory.
    package var adminSocket: String?
    /// Whether the forecasts of all advertisers are computed ahead, in the background.
    package var forecastTable: Bool
    /// Directory of what is computed ahead; `nil` takes `.forecasts` in the models directory.
    package var forecastCache: String?
    /// Path of the file of bearer tokens and their roles; without one, nobody but this host may ask.
    package var tokenFile: String?

    package init(
        host: String = "127.0.0.1", port: Int = 8080, maximumBodyBytes: Int = 64 << 20, maximumConnections: Int = 1024,
        idleTimeoutSeconds: Double = 60, requestTimeoutSeconds: Double = 30, drainTimeoutSeconds: Double = 20,
        threads: Int = 0, logLevel: LogLevel = .info, adminSocket: String? = nil, tokenFile: String? = nil,
        forecastTable: Bool = true, forecastCache: String? = nil
    ) {
        self.host = host
        self.port = port
        self.maximumBodyBytes = maximumBodyBytes
        self.maximumConnections = maximumConnections
        self.idleTimeoutSeconds = idleTimeoutSeconds
        self.requestTimeoutSeconds = requestTimeoutSeconds
        self.drainTimeoutSeconds = drainTimeoutSeconds
        self.threads = threads
        self.logLevel = logLevel
        self.adminSocket = adminSocket
        self.tokenFile = tokenFile
        self.forecastTable = forecastTable
        self.forecastCache = forecastCache
    }
}
