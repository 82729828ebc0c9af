/// What kind of listener a request arrived through.
package enum RequestListener: Sendable, Hashable {
    case tcp
    /// A UNIX socket that the server made.
    case unix
    /// A socket that the process was given, by its name.
    case inherited(name: String)
}
