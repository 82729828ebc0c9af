import Foundation

extension ScenarioCampaigns {
    /// Logins, edits and the budget; `gap` is the log of what is wanted over what runs.
    mutating func behave(
        gap: Double, calendar: SyntheticCalendar, lifecycle: AdvertiserLifecycle, row: inout SyntheticDay
    ) {
        let eagerness = min(1.6, max(-2.8, 1.2 * gap)) + regime.attention + dynamics.attention
        let workday = calendar.isWeekend ? 0.6 : 1.15
        row.logins = random.poisson(profile.loginRate * workday * exp(eagerness))
        let editing = profile.editsPerLogin * exp(regime.editing + 0.4 * min(1.5, max(-1.5, gap)))
        row.campaignEdits = random.poisson(Double(row.logins) * 0.6 * editing)
        row.bidChanges = random.poisson(Double(row.logins) * 0.9 * editing)
        let spending = plan(lifecycle: lifecycle) + regime.budgeting + 0.6 * min(1.5, max(-2, gap))
        let acts = row.campaignEdits + row.bidChanges > 0
        if budget == 0 || (acts && abs(spending - plannedBudget) > 0.07) || abs(spending - plannedBudget) > 0.5 {
            plannedBudget = spending
            budget = Self.roundBudget(exp(min(14, spending)) * profile.headroom)
        }
        row.budget = regime.delivers ? budget : 0
    }

    /// Two figures, the way people set budgets.
    private static func roundBudget(_ amount: Double) -> Double {
        guard amount > 1 else { return 1 }
        let unit = max(1, pow(10, (log10(amount)).rounded(.down) - 1))
        return (amount / unit).rounded(.up) * unit
    }
}
