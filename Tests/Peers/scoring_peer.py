"""Scores every advertiser of the newest day in PyTorch: from the SQLite database to a file of NDJSON.

    python3 scoring_peer.py --database world.sqlite --version models/1 --output forecasts.ndjson

The version's weights run in the form that suits PyTorch best. Rows are read, and inputs built, by a second thread while
PyTorch computes. Prints one JSON line. With --compare FILE, the output of `adcast score` for the same version and day, it
says how far the two are apart and fails where they differ by more than 1e-3, relative.
"""

from __future__ import annotations

import argparse
import json
import queue
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import orjson
import torch

from adcast_files import read_version
from adcast_samples import Database, Encoder, day_text
from m2m_torch import M2M, Batch, Sizes, means, prepare

ROWS = 512


def batches(arguments: argparse.Namespace, features: dict, state: dict) -> Iterator[tuple[list[tuple[str, str]], Batch]]:
    """Names and inputs of all pairs of the newest day."""
    database = Database(arguments.database, features)
    encoder = Encoder(features, state, database)
    as_of = database.newest_day()
    profiles = database.profiles()
    for panel in database.panels(as_of - encoder.window + 1, as_of):
        pairs, offsets = encoder.samples(panel, [as_of])
        codes = encoder.day_codes(panel)
        categories, numbers = encoder.attributes(panel, profiles)
        for start in range(0, len(pairs), ROWS):
            chosen, dates = pairs[start:start + ROWS], offsets[start:start + ROWS]
            windows = encoder.sequence_windows(codes, panel, chosen, dates)
            names = [(panel.advertisers[panel.pair_advertiser[pair]], database.scenarios[panel.pair_scenario[pair]])
                     for pair in chosen]
            yield names, {
                **{name: torch.from_numpy(values).int() for name, values in windows.items()},
                "dense": torch.from_numpy(encoder.dense(panel, chosen, dates)),
                "categories": torch.from_numpy(categories[chosen]), "numbers": torch.from_numpy(numbers[chosen]),
            }


def ahead(source: Iterator, depth: int) -> Iterator:
    """The elements of `source`, computed by a second thread up to `depth` elements ahead."""
    ready: queue.Queue = queue.Queue(depth)

    def fill() -> None:
        try:
            for element in source:
                ready.put((element, None))
            ready.put((None, StopIteration()))
        except Exception as error:  # handed to the thread that waits
            ready.put((None, error))

    threading.Thread(target=fill, daemon=True).start()
    while True:
        element, error = ready.get()
        if isinstance(error, StopIteration):
            return
        if error is not None:
            raise error
        yield element


def greatest_difference(found: Path, expected: Path, tasks: list[str]) -> float:
    """The greatest relative difference of a mean between two files of forecasts of the same pairs."""
    greatest, lines = 0.0, 0
    with found.open() as left, expected.open() as right:
        for mine, theirs in zip(left, right, strict=True):
            a, b = json.loads(mine), json.loads(theirs)
            if (a["advertiser"], a["scenario"], a["as_of"]) != (b["advertiser"], b["scenario"], b["as_of"]):
                sys.exit(f"line {lines + 1}: {a['advertiser']}, {a['scenario']} is {b['advertiser']}, {b['scenario']} "
                         f"in {expected}")
            for task in tasks:
                mean = b["predictions"][task]["mean"]
                greatest = max(greatest, abs(a["predictions"][task]["mean"] - mean) / max(abs(mean), 1e-3))
            lines += 1
    return greatest


def main() -> None:
    """Scores, and compares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", required=True)
    parser.add_argument("--version", type=Path, required=True, help="the directory of a published version")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--compare", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    prepare(arguments.threads)
    start = time.perf_counter()
    manifest, tensors = read_version(arguments.version)
    features, state = manifest["features"], manifest["states"]["serving"]
    model = M2M("best", Sizes.of(manifest["model"], features, state))
    model.load(tensors)
    model.eval()
    database = Database(arguments.database, features)
    encoder = Encoder(features, state, database)
    as_of = day_text(database.newest_day())
    scales, limits = torch.from_numpy(encoder.scales), torch.from_numpy(encoder.limits())
    tasks = [task["name"] for task in features["tasks"]]
    pairs, forward_seconds = 0, 0.0
    with arguments.output.open("wb") as output, torch.inference_mode():
        for names, batch in ahead(batches(arguments, features, state), 4):
            begin = time.perf_counter()
            forecasts = means(model(batch), scales, limits).numpy().astype(np.float64).round(6).tolist()
            forward_seconds += time.perf_counter() - begin
            lines = [orjson.dumps({
                "advertiser": advertiser, "scenario": scenario, "as_of": as_of,
                "predictions": {task: {"mean": mean} for task, mean in zip(tasks, row)},
            }) for (advertiser, scenario), row in zip(names, forecasts)]
            output.write(b"\n".join(lines) + b"\n")
            pairs += len(names)
    seconds = time.perf_counter() - start
    difference = greatest_difference(arguments.output, arguments.compare, tasks) if arguments.compare else None
    print(json.dumps({
        "peer": "pytorch", "pairs": pairs, "seconds": round(seconds, 3), "pairs_per_second": round(pairs / seconds, 1),
        "forward_pairs_per_second": round(pairs / max(forward_seconds, 1e-9), 1),
        "greatest_relative_difference": difference,
    }))
    if difference is not None and difference > 1e-3:
        sys.exit(f"forecasts differ by {difference:.1e} from those of adcast score")


if __name__ == "__main__":
    main()
