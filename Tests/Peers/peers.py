"""Adcast against its peers, side by side in one run on one machine: prints a table of ratios with their targets.

    make peers                                  installs what is needed and runs everything (about an hour)
    python3 peers.py --only training,scoring    some comparisons
    python3 peers.py --quick                    a tiny world and short runs: whether everything works, no figures

Nothing else should run meanwhile: PyTorch's threads wait for each other, so that a busy neighbour costs PyTorch more than
its share and flatters Adcast.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measuring import HERE, Finished, Ratio, await_table, free_port, pinned, post, run, say, server, steady_rate, table

ROOT = HERE.parent.parent
SERVER_CORE, LOAD_CORE = 0, 1


class Comparison:
    """The programs, worlds and versions that comparisons use; each is made when first asked for, and kept."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.quick, self.work, self.adcast = arguments.quick, arguments.work.resolve(), arguments.adcast.resolve()
        self.seconds = 2 if self.quick else arguments.seconds
        self.work.mkdir(parents=True, exist_ok=True)
        if not self.adcast.exists():
            sys.exit(f"{self.adcast} is not there; build it with 'make build'")

    def world(self, name: str, advertisers: int, days: int) -> Path:
        """The configuration of a generated world."""
        configuration = self.work / f"{name}-{advertisers}x{days}.yaml"
        if not configuration.exists():
            database = configuration.with_suffix(".sqlite")
            unfinished = self.work / "unfinished.sqlite"
            for path in self.work.glob("unfinished.*"):
                path.unlink()
            run(self.adcast, "generate", "--output", unfinished, "--advertisers", advertisers, "--days", days)
            text = unfinished.with_suffix(".yaml").read_text().replace(unfinished.name, database.name)
            # The scripts in PyTorch have one member.
            text += "\nmodel: { members: 1 }\n"
            unfinished.rename(database)
            configuration.write_text(text)
        return configuration

    @property
    def main_world(self) -> Path:
        """What is trained on."""
        return self.world("world", *((250, 100) if self.quick else (3_000, 205)))

    @property
    def wide_world(self) -> Path:
        """What is scored and served from: many advertisers, little more than a window of days."""
        return self.world("wide", *((400, 70) if self.quick else (30_000, 70)))

    def variant(self, configuration: Path, name: str, model: str = "", training: str = "") -> Path:
        """A configuration with settings of its own."""
        path = configuration.with_name(f"{configuration.stem}-{name}.yaml")
        text = configuration.read_text()
        text = text.replace("members: 1", f"members: 1, {model}") if model else text
        text += f"\ntraining: {{ {training} }}\n" if training else ""
        path.write_text(text)
        return path

    def training(self, configuration: Path, models: str, *options: object) -> Finished:
        """Trains a study version; the report is its last line."""
        return run(self.adcast, "train", "--config", configuration, "--models", self.work / models, "--split", "study",
                   "--no-activate", "--json", *options)

    def train(self, configuration: Path, models: str, *options: object) -> dict:
        """The report of training a study version."""
        return self.training(configuration, models, *options).report

    @property
    def serving_models(self) -> Path:
        """A directory with one version to serve: trained briefly, since speed does not depend on its weights."""
        models = self.work / f"serving-{self.main_world.stem}"
        if not (models / "1").exists():
            settings = self.variant(self.main_world, "serving", training="as_of_stride_days: 20")
            run(self.adcast, "train", "--config", settings, "--models", models, "--split", "study", "--epochs", 1)
        return models

    def peer(self, script: str, *options: object) -> dict:
        """The report of one of the scripts beside this one."""
        return run(sys.executable, HERE / script, *options).report

    def swift(self, package: Path, product: str, *flags: str) -> Path:
        """A program of a Swift package, built in release."""
        scratch = ROOT / ".build-peers/swift" if package == HERE else package / ".build"
        # SwiftPM does not see files that a package beside this one has gained since.
        for plan in scratch.glob("*.yaml"):
            plan.unlink()
        build = ["swift", "build", "--package-path", package, "--scratch-path", scratch, "-c", "release", *flags]
        run(*build, "--product", product)
        return Path(run(*build, "--show-bin-path").output.strip()) / product

    def bodies(self, name: str, as_of: list[str] | None = None) -> Path:
        """A file of request bodies for advertisers of the wide world."""
        database = self.wide_world.with_suffix(".sqlite")
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            newest = connection.execute("SELECT max(date) FROM snapshot_days").fetchone()[0]
            first = datetime.date.fromisoformat(newest) - datetime.timedelta(days=34)
            advertisers = [row[0] for row in connection.execute(
                "SELECT DISTINCT advertiser FROM daily_snapshots WHERE date = ? ORDER BY advertiser", (str(first),))]
        chosen = advertisers[::max(1, len(advertisers) // 1_000)]
        dates = as_of or [None]
        path = self.work / f"{name}.ndjson"
        path.write_text("".join(json.dumps(
            {"advertiser": advertiser} | ({"as_of": dates[index % len(dates)]} if as_of else {}),
            separators=(",", ":")) + "\n" for index, advertiser in enumerate(chosen)))
        return path

    def older_dates(self) -> list[str]:
        """As-of dates before the newest, whose windows are in the wide world: no table of forecasts holds them."""
        database = self.wide_world.with_suffix(".sqlite")
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            newest = connection.execute("SELECT max(date) FROM snapshot_days").fetchone()[0]
        return [str(datetime.date.fromisoformat(newest) - datetime.timedelta(days=days)) for days in range(3, 24)]

    def serve(self, port: int, core: int | None, log: str):
        """Adcast, serving the wide world."""
        return server(self.adcast, "serve", "--config", self.wide_world, "--models", self.serving_models, "--port", port,
                      "--log-level", "warning", port=port, core=core, log=self.work / log)


def trajectory(comparison: Comparison) -> list[Ratio]:
    """The same steps give the same losses, at the preset's learning rate and where steps are small enough to compare them.

    Adam's first steps move every parameter by the learning rate, whichever way its gradient points, and rounding decides where
    a gradient is nearly nothing: at the preset's rate a difference doubles with every step, at a third of it it hardly grows.
    """
    exporter = comparison.swift(ROOT / "Benchmarks", "training-trajectory", "-Xswiftc", "-enable-testing")
    ratios = []
    widths = "view_width: 256, meta_layers: 3, tower_layers: 2"
    for name, model, training, steps, tolerance in (
            ("default preset", "", "", 20, 1e-4),
            ("default preset, learning rate 0.0003", "", "learning_rate: 0.0003", 20, 1e-4),
            ("view 256, K 3, L 2", widths, "", 6, 1e-3),
            ("view 256, K 3, L 2, learning rate 0.0001", widths, "learning_rate: 0.0001", 20, 1e-3)):
        directory = comparison.work / f"trajectory-{len(ratios)}"
        configuration = comparison.variant(comparison.main_world, f"trajectory-{len(ratios)}", model=model, training=training)
        run(exporter, "--config", configuration, "--output", directory, "--steps", 5 if comparison.quick else steps)
        report = comparison.peer("trajectory_peer.py", directory)
        ratios.append(Ratio(
            f"greatest difference of {report['steps']} losses from PyTorch's in double precision, {name}", "relative",
            report["greatest_relative_difference_from_double"], "–", None, tolerance, at_most=True,
            note=f"in single precision PyTorch's own are {report['greatest_relative_difference_of_peer_from_double']:.1e} off"))
    return ratios


def training(comparison: Comparison) -> list[Ratio]:
    """Training samples a second at the default preset, batches included on our side alone."""
    finished = comparison.training(comparison.main_world, "speed", "--epochs", 1)
    ours = finished.report["samples_per_second"]
    busy = finished.processor_seconds / finished.seconds / os.cpu_count()
    theirs = comparison.peer("training_peer.py", "--variant", "paper", "--seconds", comparison.seconds)
    return [Ratio("training, default preset", "samples/s", ours, *best_form(comparison), 2),
            Ratio("training, default preset", "samples/s", ours, "PyTorch, as the paper reads",
                  theirs["training_samples_per_second"], 10),
            Ratio("processors busy in the whole of that run, from reading to publishing", "share", busy, "–", None, 0.9)]


def best_form(comparison: Comparison, *options: object) -> tuple[str, float]:
    """The faster of PyTorch's best form as it is and compiled, and its samples a second."""
    figures = {}
    for name, compiled in (("PyTorch, best form", []), ("PyTorch, best form, compiled", ["--compile"])):
        report = comparison.peer("training_peer.py", "--variant", "best", "--seconds", comparison.seconds, *options,
                                 *compiled)
        figures[name] = report["training_samples_per_second"]
        say(f"{name}: {figures[name]:,} samples/s")
    return max(figures.items(), key=lambda item: item[1])


def widths(comparison: Comparison) -> list[Ratio]:
    """The same at the paper's widths."""
    configuration = comparison.variant(
        comparison.main_world, "widths", model="view_width: 256, meta_layers: 3, tower_layers: 2, dropout: 0",
        training="as_of_stride_days: 20")
    ours = comparison.train(configuration, "widths", "--epochs", 1)["samples_per_second"]
    return [Ratio("training, view 256, K 3, L 2, rank 16", "samples/s", ours,
                  *best_form(comparison, "--widths", "paper"), 1.5)]


def error(comparison: Comparison) -> list[Ratio]:
    """Seconds of training until the validation error of plain PyTorch's last epoch is reached within 0.5 %."""
    epochs = 1 if comparison.quick else 6
    database = comparison.main_world.with_suffix(".sqlite")
    models = f"error-{comparison.main_world.stem}"
    # On every as-of date, plain PyTorch would take most of an hour.
    configuration = comparison.variant(comparison.main_world, "error", training="as_of_stride_days: 3")
    if not (comparison.work / models / "1").exists():
        comparison.train(configuration, models, "--epochs", epochs)
    theirs = comparison.peer("error_peer.py", "--database", database, "--version", comparison.work / models / "1",
                             "--variant", "paper", "--epochs", epochs)
    wanted = theirs["nmae"] * 1.005
    for count in range(1, 2 * epochs + 1):
        report = comparison.train(configuration, "error-runs", "--epochs", count)
        found = report["overall"]["mean"]["nmae"]
        if found <= wanted:
            return [Ratio("training until plain PyTorch's validation NMAE", "s", report["seconds"],
                          f"PyTorch, as the paper reads, {epochs} epochs", theirs["seconds"], 10, less_is_better=True,
                          note=f"NMAE {found:.4f} after {count} epochs against {theirs['nmae']:.4f}")]
        say(f"NMAE {found:.4f} after {count} epochs; wanted {wanted:.4f}")
    return [Ratio("training until plain PyTorch's validation NMAE", "s", float("inf"), "PyTorch, as the paper reads",
                  theirs["seconds"], 10, less_is_better=True, note=f"{wanted:.4f} was not reached")]


def scoring(comparison: Comparison) -> list[Ratio]:
    """All pairs of the newest day, from the database to a file; our figure counts the start of the program."""
    database, models = comparison.wide_world.with_suffix(".sqlite"), comparison.serving_models
    forecasts = comparison.work / "forecasts.ndjson"
    finished = run(comparison.adcast, "score", "--config", comparison.wide_world, "--models", models, "--output", forecasts)
    with forecasts.open("rb") as lines:
        pairs = sum(1 for _ in lines)
    theirs = comparison.peer("scoring_peer.py", "--database", database, "--version", models / "1", "--output",
                             comparison.work / "forecasts-peer.ndjson", "--compare", forecasts)
    say(f"adcast score: {pairs} pairs, peak {finished.peak_bytes / 1e6:.0f} MB; greatest relative difference of a mean "
        f"{theirs['greatest_relative_difference']:.1e}")
    return [Ratio("bulk scoring, database to file", "pairs/s", pairs / finished.seconds, "PyTorch, best form",
                  theirs["pairs_per_second"], 3, note=f"{pairs:,} pairs, peak {finished.peak_bytes / 1e6:.0f} MB")]


def look_up(comparison: Comparison) -> list[Ratio]:
    """POST /predict by id, server on one core, wrk on the other."""
    bodies = comparison.bodies("by-id")
    port = free_port()
    with comparison.serve(port, SERVER_CORE, "adcast.log"):
        await_table(port)
        ours = steady_rate(port, bodies, comparison.seconds, LOAD_CORE)
        answers = comparison.work / "answers.ndjson"
        answers.write_text("\n".join(post(port, bodies.read_text().splitlines())) + "\n")
    peer = comparison.swift(HERE, "hummingbird-peer")
    ratios = []
    for name, options in (("Hummingbird 2, encoding its answer", ["--encode"]),
                          ("Hummingbird 2, sending ready bytes", [])):
        port = free_port()
        with server(peer, "--port", port, "--answers", answers, *options, port=port, core=SERVER_CORE,
                    log=comparison.work / "hummingbird.log"):
            theirs = steady_rate(port, bodies, comparison.seconds, LOAD_CORE)
        ratios.append(Ratio("POST /predict by id, one core", "requests/s", ours, name, theirs, 1.5))
    return ratios


def live(comparison: Comparison) -> list[Ratio]:
    """POST /predict for older as-of dates, each computed from the database."""
    bodies = comparison.bodies("live", comparison.older_dates())
    port = free_port()
    with comparison.serve(port, SERVER_CORE, "adcast.log"):
        await_table(port)
        ours = steady_rate(port, bodies, comparison.seconds, LOAD_CORE)
        answer = json.loads(post(port, bodies.read_text().splitlines()[:1])[0])
    port = free_port()
    with server(sys.executable, HERE / "live_peer.py", "--database", comparison.wide_world.with_suffix(".sqlite"),
                "--version", comparison.serving_models / "1", "--port", port, port=port, core=SERVER_CORE,
                log=comparison.work / "fastapi.log"):
        theirs = steady_rate(port, bodies, comparison.seconds, LOAD_CORE)
        theirs_answer = json.loads(post(port, bodies.read_text().splitlines()[:1])[0])
    means = [[(row["scenario"], row["task"], row["mean"]) for row in one["predictions"]] for one in (answer, theirs_answer)]
    for (*mine, mean), (*other, expected) in zip(*means, strict=True):
        if mine != other or abs(mean - expected) > 1e-3 * max(abs(expected), 1e-3):
            sys.exit(f"the two services differ: {mine} {mean}, {other} {expected}")
    return [Ratio("POST /predict computed live, one core", "requests/s", ours, "FastAPI, uvicorn, PyTorch", theirs, 20)]


def tail(comparison: Comparison) -> list[Ratio]:
    """The 99th percentile of /predict in an open loop at a fifth of the peak rate, with and without a training beside it."""
    generator = comparison.swift(HERE, "open-loop")
    bodies = comparison.bodies("by-id")
    port = free_port()
    percentiles: dict[bool, list[float]] = {False: [], True: []}
    with comparison.serve(port, None, "adcast.log"):
        await_table(port)
        rate = 0.2 * steady_rate(port, bodies, comparison.seconds)
        for _ in range(1 if comparison.quick else 3):
            for trains in (False, True):
                training_process = subprocess.Popen(
                    # As the worker of `adcast serve` has its trainings run.
                    ["chrt", "--idle", "0", "nice", "-n", "10", str(comparison.adcast), "train", "--config",
                     str(comparison.main_world), "--models", str(comparison.work / "beside"), "--no-activate", "--epochs", "1000"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) if trains else None
                try:
                    if training_process:
                        # The database is read first; what is asked for is the training itself.
                        time.sleep(1 if comparison.quick else 15)
                        if training_process.poll() is not None:
                            sys.exit("the training beside the service ended early")
                    # On a core of its own, since what delays the generator would be charged to the server.
                    report = run(*pinned(LOAD_CORE), generator, "--port", port, "--rate", rate, "--seconds",
                                 comparison.seconds, "--bodies", bodies).report
                finally:
                    if training_process:
                        training_process.send_signal(signal.SIGINT)
                        training_process.wait()
                if report["failures"]:
                    sys.exit(f"{report['failures']} requests failed")
                say(f"{'with' if trains else 'without'} training: {report}")
                percentiles[trains].append(report["p99_ms"])
    alone, beside = (statistics.median(percentiles[trains]) for trains in (False, True))
    return [Ratio(f"p99 of /predict with a training at idle priority, open loop at {rate:,.0f}/s", "ms", beside, "without it",
                  alone, 2, less_is_better=True, at_most=True)]


def start(comparison: Comparison) -> list[Ratio]:
    """From the start of the process to the first 200 of /readyz, the database in the page cache."""
    times = []
    for _ in range(1 if comparison.quick else 5):
        port = free_port()
        with comparison.serve(port, None, "adcast.log") as seconds:
            times.append(seconds)
    return [Ratio(f"start to ready, {comparison.wide_world.stem.split('-')[-1]} advertisers × days", "s",
                  statistics.median(times), "–", None, 2, at_most=True)]


def memory(comparison: Comparison) -> list[Ratio]:
    """Peak memory of training on a tenth of a panel of 30 million samples: ten times as much has to stay below 16 GB."""
    configuration = comparison.variant(
        comparison.world("memory", *((400, 100) if comparison.quick else (60_000, 205))), "memory",
        training="as_of_stride_days: 3")
    finished = run(comparison.adcast, "train", "--config", configuration, "--models", comparison.work / "memory",
                   "--split", "study", "--no-activate", "--json", "--epochs", 1)
    report = finished.report
    samples = report["samples_per_second"] * report["seconds"]
    return [Ratio("training's peak resident memory for 30 million samples, by proportion", "GB",
                  finished.peak_bytes / 1e9 * 30e6 / samples, "–", None, 16, at_most=True,
                  note=f"{finished.peak_bytes / 1e9:.2f} GB for {samples / 1e6:.2f} million")]


def lightgbm(comparison: Comparison) -> list[Ratio]:
    """Accuracy on the same test dates against boosted trees on lag features of every third date; one seed."""
    configuration, stem = comparison.main_world, comparison.main_world.stem
    samples, forecasts, report = (comparison.work / f"{name}-{stem}" for name in ("samples", "lightgbm", "report"))
    # From every as-of date, boosted trees would take more than an hour.
    thirds = comparison.variant(configuration, "lightgbm", training="as_of_stride_days: 3")
    run(comparison.adcast, "compare", "--config", thirds, "--export-samples", samples, "--seeds", 1)
    run(sys.executable, HERE / "lightgbm_peer.py", samples, forecasts)
    run(comparison.adcast, "compare", "--config", configuration, "--report", report, "--architectures", "m2m", "--seeds", 1,
        "--peer", f"lightgbm={forecasts}")
    results = json.loads((report / "results.json").read_text("utf-8"))
    errors = {variant["name"]: variant["runs"][0]["errors"] for variant in results["main"]["variants"] if variant["runs"]}
    ours, theirs = overall(errors["m2m"]), overall(errors["lightgbm"])
    return [Ratio(what, "", ours[metric], "LightGBM", theirs[metric], target, less_is_better=True)
            for what, metric, target in (("overall NMAE of the mean", "nmae", 1 / 0.97),
                                         ("overall SMAPE of the point", "smape", 1 / 0.98))]


def overall(errors: dict) -> dict[str, float]:
    """NMAE of the mean and SMAPE of the point, averaged over the cells of scenario and task."""
    sums = {name: [0.0] * errors["cells"] for name in ("samples", "outcomes", "mean_absolute", "point_symmetric")}
    for name, cells in sums.items():
        for position, value in zip(errors["positions"], errors[name], strict=True):
            cells[position // errors["advertisers"]] += value
    nmae = [absolute / outcome for absolute, outcome in zip(sums["mean_absolute"], sums["outcomes"]) if outcome > 0]
    smape = [symmetric / count for symmetric, count in zip(sums["point_symmetric"], sums["samples"]) if count > 0]
    return {"nmae": statistics.mean(nmae), "smape": statistics.mean(smape)}


COMPARISONS: dict[str, Callable[[Comparison], list[Ratio]]] = {
    "trajectory": trajectory, "training": training, "widths": widths, "error": error, "scoring": scoring,
    "look-up": look_up, "live": live, "tail": tail, "start": start, "memory": memory,
    "lightgbm": lightgbm,
}


def main() -> None:
    """Runs comparisons and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--adcast", type=Path, default=ROOT / ".build/release/adcast")
    parser.add_argument("--work", type=Path, default=ROOT / ".build-peers/work", help="worlds, versions and logs; kept")
    parser.add_argument("--only", default=",".join(COMPARISONS), help="comparisons, by commas")
    parser.add_argument("--seconds", type=float, default=20, help="how long rates are taken over")
    parser.add_argument("--quick", action="store_true", help="a tiny world and short runs")
    arguments = parser.parse_args()
    names = arguments.only.split(",")
    for name in names:
        if name not in COMPARISONS:
            parser.error(f"no comparison '{name}'; there are {', '.join(COMPARISONS)}")
    comparison = Comparison(arguments)
    ratios: list[Ratio] = []
    for name in names:
        say(f"{name}: {COMPARISONS[name].__doc__}")
        found = COMPARISONS[name](comparison)
        # At once, since what follows may fail.
        say(f"{name}:\n{table(found)}")
        ratios += found
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores{', quick: not for quoting' if arguments.quick else ''}\n")
    print(table(ratios))


if __name__ == "__main__":
    main()
