extension ServingConfiguration {
    static let yamlKeys = [
        "host", "port", "maximum_body_bytes", "maximum_connections", "idle_timeout_seconds", "request_timeout_seconds",
        "drain_timeout_seconds", "threads", "log_level", "admin_socket", "token_file", "forecast_table",
        "forecast_cache",
    ]

    /// The defaults with what the section says.
    init(_ node: ConfigurationNode) throws {
        let section = try ConfigurationSection(node, known: Self.yamlKeys)
        self.init()
        host = try section.text("host", default: host)
        try section.read("port", into: &port, in: 0...65_535)
        try section.read("maximum_body_bytes", into: &maximumBodyBytes, in: 1_024...(1 << 40))
        try section.read("maximum_connections", into: &maximumConnections, in: 1...1_000_000)
        try section.readSeconds("idle_timeout_seconds", into: &idleTimeoutSeconds)
        try section.readSeconds("request_timeout_seconds", into: &requestTimeoutSeconds)
        try section.readSeconds("drain_timeout_seconds", into: &drainTimeoutSeconds)
        try section.read("threads", into: &threads, in: 0...1_024)
        try section.read("log_level", into: &logLevel)
        adminSocket = try section["admin_socket"]?.text()
        tokenFile = try section["token_file"]?.text()
        try section.read("forecast_table", into: &forecastTable)
        forecastCache = try section["forecast_cache"]?.text()
    }
}
