/// What an advertiser is doing in one scenario. Every change is prepared: attention moves first, spending follows.
enum CampaignRegime {
    /// Nothing runs, and nobody looks.
    case absent
    /// About to start or to start again: the advertiser is at work, nothing is delivered yet.
    case resuming(daysLeft: Int)
    case running
    /// A campaign with `uplift`, in logs, is being set up.
    case preparing(daysLeft: Int, uplift: Double)
    case campaign(daysLeft: Int, uplift: Double)
    /// On the way to a pause.
    case windingDown(daysLeft: Int, elapsed: Int)
    case paused(daysLeft: Int)

    var delivers: Bool {
        switch self {
        case .absent, .resuming, .paused: false
        case .running, .preparing, .campaign, .windingDown: true
        }
    }

    /// Log change of spending that is in force.
    var spending: Double {
        switch self {
        case .campaign(_, let uplift): uplift
        case .windingDown(_, let elapsed): -0.16 * Double(elapsed)
        case .absent, .resuming, .running, .preparing, .paused: 0
        }
    }

    /// Log change of the budget, which is set a day or two before spending follows.
    var budgeting: Double {
        switch self {
        case .preparing(let daysLeft, let uplift): daysLeft <= 3 ? uplift : 0
        case .campaign(let daysLeft, let uplift): daysLeft <= 1 ? 0 : uplift
        case .windingDown(_, let elapsed): -0.16 * Double(elapsed + 2)
        case .absent, .resuming, .running, .paused: 0
        }
    }

    /// Log change of logins.
    var attention: Double {
        switch self {
        case .absent: -20
        case .paused: -2.6
        case .resuming: 0.7
        case .running: 0
        case .preparing(_, let uplift): 0.4 + 0.7 * uplift
        case .campaign(let daysLeft, _): daysLeft <= 3 ? -0.3 : 0.15
        case .windingDown: -1.3
        }
    }

    /// Log change of campaign edits a login.
    var editing: Double {
        switch self {
        case .preparing, .resuming: 1
        case .absent, .paused, .running, .campaign: 0
        case .windingDown: -0.4
        }
    }
}
