import AdvertiserDomain
import Testing

@testable import adcast

struct ConfigurationDifferenceTests {
    @Test func equalConfigurationsDoNotDiffer() {
        #expect(ConfigurationDifference.keys(.example, .example) == [])
    }

    @Test func keysAreSpeltAsInTheFile() {
        var new = AdcastConfiguration.example
        new.models = "/elsewhere"
        new.settleMinutes = 5
        new.columns = HistoryColumns(
            behaviour: ["logins", "edits"], performance: ["clicks"], profile: ["level"], scenario: ["type"],
            taskColumns: ["clicks"])
        new.tasks = []
        new.decision = .nmae
        new.model.generator = .full
        new.training.attributeDropout.name = 0.75
        new.serving.maximumBodyBytes = 4_096
        new.serving.tokenFile = "/etc/adcast/tokens"
        new.retraining.isEnabled.toggle()
        new.retraining.everyHours = 24
        #expect(
            ConfigurationDifference.keys(.example, new) == [
                "decision", "features.behaviour", "model.generator_rank", "models", "retraining.enabled",
                "retraining.every_hours", "serving.maximum_body_bytes", "serving.token_file", "settle_minutes",
                "tasks", "training.attribute_dropout.name",
            ])
    }

    @Test func anOptionalThatGoesIsADifference() {
        var old = AdcastConfiguration.example
        old.serving.adminSocket = "/run/adcast.sock"
        #expect(ConfigurationDifference.keys(old, .example) == ["serving.admin_socket"])
    }
}
