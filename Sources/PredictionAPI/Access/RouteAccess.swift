/// Who may use a route.
enum RouteAccess: Equatable, Sendable {
    /// Everybody, always.
    case everybody
    /// Any token; everybody where no tokens are configured.
    case anyToken
    /// A token of the role; everybody where no tokens are configured.
    case role(Role)
    /// A token of the role `admin`, or whoever can open the administration socket; nobody else.
    case administration
}
