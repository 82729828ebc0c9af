import Foundation

/// When an advertiser is on the platform at all, and how much it wants to spend while it is.
///
/// What it wants (`wish`) runs ahead of what runs (`level`): the gap between them is what it acts on, so that logins and
/// edits tell days before spending does.
struct AdvertiserLifecycle {
    enum Presence: Equatable {
        case awaiting(daysLeft: Int)
        case present
        /// Still there, but attention has gone; spending fades.
        case leaving(daysLeft: Int)
        case gone
    }

    private(set) var presence: Presence
    /// Log change of spending that the advertiser wants in all its scenarios.
    private(set) var wish: Double
    /// Log change of spending that is in force.
    private(set) var level: Double
    private let profile: SyntheticProfile

    init(profile: SyntheticProfile, random: inout WorldRandom) {
        self.profile = profile
        wish = 0.35 * profile.restlessness * random.normal()
        level = wish
        presence =
            random.happens(0.72)
            ? .present : .awaiting(daysLeft: 1 + Int(random.exponential(mean: 90)))
    }

    /// Log change of attention that its presence means, before spending follows.
    var intent: Double {
        if case .leaving = presence { -1.2 } else { 0 }
    }

    /// Moves on by a day. Draws the same numbers whatever the state, but for the length of what begins.
    mutating func advance(random: inout WorldRandom) {
        let innovation = random.normal()
        let jump = random.uniform()
        let transition = random.uniform()
        wish = 0.99 * wish + 0.025 * profile.restlessness * innovation
        if jump < 0.006 * profile.restlessness {
            wish += 0.85 * random.normal()
        }
        wish = min(1.8, max(-2.2, wish))
        level += 0.12 * (wish - level)
        switch presence {
        case .awaiting(let daysLeft):
            if daysLeft <= 1 {
                presence = .present
            } else {
                presence = .awaiting(daysLeft: daysLeft - 1)
            }
        case .present:
            if transition < 0.0011 * profile.unsteadiness * exp(-0.7 * wish) {
                presence = .leaving(daysLeft: random.integer(in: 7...16))
            }
        case .leaving(let daysLeft):
            if daysLeft <= 1 {
                presence = .gone
            } else {
                presence = .leaving(daysLeft: daysLeft - 1)
                wish -= 0.25
            }
        case .gone:
            if transition < 0.006 {
                presence = .present
                wish = 0.3 * random.normal()
                level = wish
            }
        }
    }
}
