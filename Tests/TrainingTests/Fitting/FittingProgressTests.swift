import Testing

@testable import Training

@Suite struct FittingProgressTests {
    private func progress(
        epoch: Int = 1, epochs: Int = 4, done: Int = 50, seconds: Double = 5, earlier: Double = 10
    ) -> FittingProgress {
        FittingProgress(
            epoch: epoch, epochs: epochs, samplesDone: done, samples: 100, loss: 1, epochSeconds: seconds,
            earlierSeconds: earlier)
    }

    @Test func speedIsThatOfTheWholeFitSoFar() {
        #expect(progress().samplesPerSecond == 10)
        #expect(progress(epoch: 0, done: 0, seconds: 0, earlier: 0).samplesPerSecond == 0)
    }

    @Test func whatIsLeftGoesOnAtThatSpeed() {
        // Half an epoch and two whole ones at 10 a second.
        #expect(progress().secondsLeft == 25)
        #expect(progress(epoch: 3, done: 100).secondsLeft == 0)
        #expect(progress(epoch: 0, done: 0, seconds: 0, earlier: 0).secondsLeft == 0)
    }

    @Test func endlessTrainingDoesNotTrap() {
        #expect(progress(epochs: .max).secondsLeft > 1e18)
    }
}
