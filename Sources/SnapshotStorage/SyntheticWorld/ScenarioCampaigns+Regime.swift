extension ScenarioCampaigns {
    /// What the advertiser is doing from this day on.
    ///
    /// - Parameter startsRunning: Whether the world begins, amid what has long been running.
    mutating func changeRegime(
        calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, startsRunning: Bool
    ) {
        switch lifecycle.presence {
        case .awaiting, .gone:
            regime = .absent
            return
        case .present, .leaving:
            break
        }
        switch regime {
        case .absent:
            guard lifecycle.presence == .present, calendar.day >= scenario.launchDay else { return }
            guard entryDelay == 0 else {
                entryDelay -= 1
                return
            }
            if startsRunning {
                regime = .running
            } else {
                regime = .resuming(daysLeft: random.integer(in: 2...4))
                level = wish - (hasEntered ? 0.5 : 1.1)
            }
            hasEntered = true
        case .resuming(let daysLeft):
            regime = daysLeft > 1 ? .resuming(daysLeft: daysLeft - 1) : .running
        case .running:
            startChange()
        case .preparing(let daysLeft, let uplift):
            if daysLeft > 1 {
                regime = .preparing(daysLeft: daysLeft - 1, uplift: uplift)
            } else {
                let takesTwoWeeks = random.happens((dynamics.campaignLength - 7) / 7)
                regime = .campaign(daysLeft: takesTwoWeeks ? 14 : 7, uplift: uplift)
            }
        case .campaign(let daysLeft, let uplift):
            regime = daysLeft > 1 ? .campaign(daysLeft: daysLeft - 1, uplift: uplift) : .running
        case .windingDown(let daysLeft, let elapsed):
            if daysLeft > 1 {
                regime = .windingDown(daysLeft: daysLeft - 1, elapsed: elapsed + 1)
            } else {
                regime = .paused(daysLeft: 2 + Int(random.exponential(mean: 8)))
            }
        case .paused(let daysLeft):
            regime = daysLeft > 1 ? .paused(daysLeft: daysLeft - 1) : .resuming(daysLeft: random.integer(in: 2...3))
        }
    }

    private mutating func startChange() {
        let draw = random.uniform()
        let pauses = dynamics.pauseRate * profile.unsteadiness
        if draw < pauses {
            regime = .windingDown(daysLeft: random.integer(in: 4...7), elapsed: 0)
        } else if draw < pauses + dynamics.campaignRate {
            let uplift = 0.5 + random.exponential(mean: 0.35)
            regime = .preparing(daysLeft: random.integer(in: 4...8), uplift: min(1.6, uplift))
        }
    }
}
