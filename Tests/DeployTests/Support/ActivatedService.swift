import Foundation

/// `adcast serve` as a service manager starts it: with a listening socket as descriptor 3.
final class ActivatedService {
    enum Failure: Error {
        case notStarted(CInt)
    }

    let process: pid_t
    private var hasEnded = false

    /// - Parameters:
    ///   - environment: what the manager says; `$$` in it is the process's identifier.
    init(_ world: ServedWorld, on socket: WaitingSocket, environment: [String: String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket.descriptor, 3)
        posix_spawn_file_actions_addopen(
            &actions, STDERR_FILENO, world.directory.path + "/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // The identifier is known to the process alone, and exec keeps it.
        let assignments = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let script =
            "exec env LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=http \(assignments.joined(separator: " ")) \"$@\""
        let arguments = [
            "/bin/sh", "-c", script, "sh", try ServedWorld.adcast(), "serve", "--config", world.configuration,
        ]
        var started: pid_t = 0
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let status = posix_spawn(&started, "/bin/sh", &actions, nil, &pointers, environ)
        guard status == 0 else { throw Failure.notStarted(status) }
        process = started
    }

    deinit {
        guard !hasEnded else { return }
        kill(process, SIGKILL)
        _ = wait()
    }

    func send(_ signal: CInt) {
        kill(process, signal)
    }

    /// Waits for its end.
    ///
    /// - Returns: its exit status; nil where a signal ended it.
    func wait() -> CInt? {
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        hasEnded = true
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}
