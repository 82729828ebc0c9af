/// The numeric columns that a world writes to `daily_snapshots`, by their names.
enum SyntheticMeasure: String {
    case logins
    case campaignEdits = "campaign_edits"
    case bidChanges = "bid_changes"
    case budget, impressions, clicks, expenditure, orders, gmv
}
