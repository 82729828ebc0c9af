/// A table whose first column names its rows.
struct ReportTable: Sendable {
    struct Row: Sendable {
        let name: String
        let cells: [ReportCell]
    }

    /// Rows under a common heading.
    struct Group: Sendable {
        /// `nil` where the rows need none.
        let title: String?
        let rows: [Row]
    }

    let caption: String
    /// The heading of the first column.
    let corner: String
    let columns: [String]
    let groups: [Group]

    init(caption: String, corner: String, columns: [String], groups: [Group]) {
        self.caption = caption
        self.corner = corner
        self.columns = columns
        self.groups = groups
    }

    init(caption: String, corner: String, columns: [String], rows: [Row]) {
        self.init(caption: caption, corner: corner, columns: columns, groups: [Group(title: nil, rows: rows)])
    }
}
