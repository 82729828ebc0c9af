import Retraining
import ServiceLifecycle

/// The retraining worker as a part of the process's lifecycle: a cycle under way is ended when the process shall end.
struct RetrainingService: Service {
    let worker: RetrainWorker

    func run() async {
        await cancelWhenGracefulShutdown { await worker.run() }
    }
}
