import Inference

/// What is forecast for one advertiser in one scenario; for an advertiser without history, in all that were asked for.
struct PlatformRow: Sendable {
    let advertiser: String
    let forecast: AdvertiserForecast

    /// Empty for an advertiser without history of which no scenario was asked for.
    var scenario: String { forecast.scenarios.first?.scenario ?? "" }
}
