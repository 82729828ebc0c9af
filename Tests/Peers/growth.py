"""Time and memory of Adcast as the number of advertisers grows: writes docs/growth.md.

    make growth                           3 and 30 thousand advertisers
    make growth GROWTH_SIZES=300000       one size more; figures of other sizes are kept
    python3 growth.py --sizes 1000000

Each size is measured in a world of few days, so that it stays feasible: 62, the fewest that give a study a training, a
validation and a test date. It is written once under --work, and figures are kept beside it in growth.json, a size at a time,
so that an interrupted run goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from pathlib import Path

from measuring import HERE, free_port, run, say, server

ROOT = HERE.parent.parent
DAYS = 62
# More than there are days: one as-of date.
STRIDE = 100

HEADER = """# How Adcast grows

Written by `make growth` (Tests/Peers/growth.py), a size at a time, on {cores} cores ({machine}). Times are wall-clock,
memory is the peak resident size of the process. Each size is a generated world of {days} days, with the default preset but for
`training: {{ as_of_stride_days: {stride} }}`, which leaves one as-of date to train on:

    adcast generate --output WORLD.sqlite --advertisers N --days {days}
    adcast train --config WORLD.yaml --split study --epochs 1        # every sample of that date once
    adcast score --config WORLD.yaml --output FORECASTS.ndjson       # every pair of the newest day
    adcast serve --config WORLD.yaml                                 # until /readyz says 200, median of 3

"""
COLUMNS = ("advertisers", "rows", "database", "generate", "train: samples", "train: whole run", "of it steps", "samples/s",
           "train: memory", "score: pairs", "score", "pairs/s", "score: memory", "start to ready")


def measure(adcast: Path, work: Path, advertisers: int) -> dict:
    """The figures of one size."""
    directory = work / f"growth-{advertisers}"
    directory.mkdir(parents=True, exist_ok=True)
    database, configuration = directory / "world.sqlite", directory / "world.yaml"
    generated = directory / "generated.json"
    if not generated.exists():
        for path in directory.glob("world.*"):
            path.unlink()
        finished = run(adcast, "generate", "--output", database, "--advertisers", advertisers, "--days", DAYS)
        generated.write_text(json.dumps({"seconds": finished.seconds, "peak_bytes": finished.peak_bytes}))
    made = json.loads(generated.read_text())
    study = directory / "study.yaml"
    study.write_text(configuration.read_text() + f"\ntraining: {{ as_of_stride_days: {STRIDE} }}\n")
    trained = run(adcast, "train", "--config", study, "--split", "study", "--epochs", 1, "--json")
    report = trained.report
    forecasts = directory / "forecasts.ndjson"
    scored = run(adcast, "score", "--config", study, "--output", forecasts)
    with forecasts.open("rb") as lines:
        pairs = sum(1 for _ in lines)
    forecasts.unlink()
    starts = []
    for _ in range(3):
        port = free_port()
        with server(adcast, "serve", "--config", study, "--port", port, "--log-level", "warning", port=port,
                    log=directory / "serve.log") as seconds:
            starts.append(seconds)
    inspected = run(adcast, "inspect", "--config", study, "--json").report
    return {
        "advertisers": advertisers, "rows": inspected["rows"], "database_bytes": database.stat().st_size,
        "generate_seconds": made["seconds"], "train_seconds": trained.seconds, "train_peak_bytes": trained.peak_bytes,
        "samples": round(report["samples_per_second"] * report["seconds"]), "step_seconds": report["seconds"],
        "samples_per_second": report["samples_per_second"], "pairs": pairs, "score_seconds": scored.seconds,
        "score_peak_bytes": scored.peak_bytes, "start_seconds": statistics.median(starts),
        "measured_on": time.strftime("%Y-%m-%d"),
    }


def size(count: float) -> str:
    """Bytes for people."""
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


def seconds(count: float) -> str:
    """Seconds for people."""
    return f"{count / 60:.1f} min" if count >= 120 else f"{count:.2g} s" if count < 10 else f"{count:.0f} s"


def table(rows: list[dict]) -> str:
    """The sizes, a line each."""
    lines = [" | ".join(COLUMNS), " | ".join("---" for _ in COLUMNS)]
    for row in rows:
        lines.append(" | ".join([
            f"{row['advertisers']:,}", f"{row['rows']:,}", size(row["database_bytes"]), seconds(row["generate_seconds"]),
            f"{row['samples']:,}", seconds(row["train_seconds"]), seconds(row["step_seconds"]),
            f"{row['samples_per_second']:,.0f}", size(row["train_peak_bytes"]), f"{row['pairs']:,}",
            seconds(row["score_seconds"]), f"{row['pairs'] / row['score_seconds']:,.0f}", size(row["score_peak_bytes"]),
            seconds(row["start_seconds"]),
        ]))
    return "".join(f"| {line} |\n" for line in lines)


def conclusions(rows: list[dict]) -> str:
    """How much each thing grew between the smallest size and the largest, and what follows for another panel."""
    if len(rows) < 2:
        return ""
    first, last = rows[0], rows[-1]
    added = last["advertisers"] - first["advertisers"]
    growth = ", ".join(f"{name} ×{last[key] / first[key]:.3g}" for name, key in (
        ("database", "database_bytes"), ("generate", "generate_seconds"), ("train", "train_seconds"),
        ("memory of training", "train_peak_bytes"), ("score", "score_seconds"),
        ("memory of scoring", "score_peak_bytes"), ("start", "start_seconds")))
    train, score = ((last[key] - first[key]) / added / 1e3 for key in ("train_peak_bytes", "score_peak_bytes"))
    row_bytes = (last["train_peak_bytes"] - first["train_peak_bytes"]) / (last["rows"] - first["rows"])
    slowest, fastest = (edge(row["samples_per_second"] for row in rows) for edge in (min, max))
    around, longest = ((row["train_seconds"] - row["step_seconds"]) for row in (first, last))
    return f"""
From {first['advertisers']:,} to {last['advertisers']:,} advertisers (×{last['advertisers'] / first['advertisers']:.3g}): {growth}.
An advertiser adds {train:.3g} kB to the memory of training and {max(score, 0):.2g} kB to that of scoring.

- A sample takes about as long at every size: {slowest:,.0f} to {fastest:,.0f} a second, so that an epoch of a fixed number, 100,000 say,
  takes {seconds(1e5 / fastest)} to {seconds(1e5 / slowest)} whatever the panel. An epoch of all samples grows with the pairs.
- What training does beside its steps (read the panel, fit bins, scales and anchor, validate) grew from {seconds(around)} to {seconds(longest)}.
- Training holds the panel in memory, {row_bytes:.0f} bytes a row, and little else that grows: a panel of so many rows has to fit.
- Scoring reads page by page and starting reads no rows, so neither needs more memory or time before its first answer.
"""


def main() -> None:
    """Measures the sizes that are asked for and not known yet, and writes the table of all that are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="3000,30000", help="numbers of advertisers, by commas")
    parser.add_argument("--again", action="store_true", help="measure known sizes anew")
    parser.add_argument("--adcast", type=Path, default=ROOT / ".build/release/adcast")
    parser.add_argument("--work", type=Path, default=ROOT / ".build-peers/work")
    parser.add_argument("--output", type=Path, default=ROOT / "docs/growth.md")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    results = arguments.work / "growth.json"
    known = {row["advertisers"]: row for row in json.loads(results.read_text())} if results.exists() else {}
    for advertisers in map(int, arguments.sizes.split(",")):
        if advertisers in known and not arguments.again:
            say(f"{advertisers:,} advertisers are known; --again measures them anew")
            continue
        say(f"{advertisers:,} advertisers")
        known[advertisers] = measure(arguments.adcast.resolve(), arguments.work.resolve(), advertisers)
        rows = sorted(known.values(), key=lambda row: row["advertisers"])
        results.write_text(json.dumps(rows, indent=1))
    rows = sorted(known.values(), key=lambda row: row["advertisers"])
    header = HEADER.format(days=DAYS, stride=STRIDE, cores=os.cpu_count(), machine=platform.machine())
    arguments.output.write_text(header + table(rows) + conclusions(rows))
    print(arguments.output.read_text())


if __name__ == "__main__":
    main()
