/// Why a run gives no figures.
enum LoadError: Error, CustomStringConvertible {
    case noConnection(port: UInt16, errno: Int32)
    case cutOff
    case noAnswer(seconds: Int)

    var description: String {
        switch self {
        case .noConnection(let port, let errno):
            "cannot connect to 127.0.0.1:\(port) (error \(errno)); start the server"
        case .cutOff: "the server closed a connection or sent what nobody asked for"
        case .noAnswer(let seconds): "answers are missing \(seconds) s after the last request"
        }
    }
}
