import Dispatch
import Foundation
import Synchronization

/// Whether Ctrl-C (SIGINT) or SIGTERM has come since this was made. A second one ends the process at once.
///
/// `@unchecked Sendable` because the sources are made once and then only kept alive, and the flag is atomic.
final class Interruption: @unchecked Sendable {
    private let isRequestedFlag = Atomic<Bool>(false)
    private let sources: [any DispatchSourceSignal]

    /// - Parameter action: what to do at the first signal, on another thread.
    init(_ action: @escaping @Sendable () -> Void = {}) {
        let queue = DispatchQueue(label: "adcast.signals")
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: queue)
        }
        for source in sources {
            source.setEventHandler { [weak self] in
                guard let self else { return }
                if self.isRequestedFlag.exchange(true, ordering: .relaxed) { exit(130) }
                action()
            }
            source.resume()
        }
    }

    var isRequested: Bool { isRequestedFlag.load(ordering: .relaxed) }
}
