"""Trains M2M in PyTorch on the training part of a study version and tells its validation error after every epoch.

    python3 error_peer.py --database world.sqlite --version models/1 --variant paper

The version, made by `adcast train --split study`, says which dates and features there are and how to train; its weights
are not used. Dense features and codes are built before the clock starts; gathering a batch, and all of a step, is counted,
validation is not. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch

from adcast_files import read_version
from adcast_samples import Database, Encoder, Panel, day_number
from m2m_torch import M2M, Batch, Sizes, means, optimiser, prepare, train_step

FINAL_RATE_SHARE = 0.02


class Part:
    """The samples of some as-of dates."""

    def __init__(self, encoder: Encoder, panel: Panel, codes: dict, attributes: tuple[np.ndarray, np.ndarray],
                 days: list[int]) -> None:
        self.pairs, self.dates = encoder.samples(panel, days)
        self.dense = np.concatenate([encoder.dense(panel, pairs, dates) for pairs, dates in zip(
            np.array_split(self.pairs, 1 + len(self.pairs) // 50_000),
            np.array_split(self.dates, 1 + len(self.dates) // 50_000))])
        self.labels = encoder.labels(panel, self.pairs, self.dates)
        self.scenarios = panel.pair_scenario[self.pairs]
        self.encoder, self.panel, self.codes, self.attributes = encoder, panel, codes, attributes

    def batch(self, rows: np.ndarray) -> Batch:
        """The inputs and labels of some samples."""
        encoder, pairs = self.encoder, self.pairs[rows]
        windows = encoder.sequence_windows(self.codes, self.panel, pairs, self.dates[rows])
        return {
            **{name: torch.from_numpy(values).int() for name, values in windows.items()},
            "dense": torch.from_numpy(self.dense[rows]),
            "categories": torch.from_numpy(self.attributes[0][pairs]),
            "numbers": torch.from_numpy(self.attributes[1][pairs]),
            "labels": torch.from_numpy(self.labels[rows] / encoder.scales),
            "weights": torch.from_numpy(encoder.scenario_weights[self.scenarios[rows]]).unsqueeze(1),
        }


def validation_error(model: M2M, part: Part) -> float:
    """The NMAE of the means, averaged over cells of scenario and task whose outcomes do not sum to zero."""
    encoder = part.encoder
    scales, limits = torch.from_numpy(encoder.scales), torch.from_numpy(encoder.limits())
    model.eval()
    with torch.inference_mode():
        found = np.concatenate([means(model(part.batch(rows)), scales, limits).numpy() for rows in np.array_split(
            np.arange(len(part.pairs)), 1 + len(part.pairs) // 1024)])
    model.train()
    errors = np.abs(found.astype(np.float64) - part.labels)
    cells = []
    for scenario in np.unique(part.scenarios):
        inside = part.scenarios == scenario
        outcomes = part.labels[inside].sum(axis=0, dtype=np.float64)
        cells += list(errors[inside].sum(axis=0)[outcomes > 0] / outcomes[outcomes > 0])
    return float(np.mean(cells))


def drop_attributes(batch: Batch, probabilities: tuple[torch.Tensor, torch.Tensor]) -> None:
    """Makes attributes unknown at random."""
    categorical, numeric = probabilities
    batch["categories"] *= torch.rand(batch["categories"].shape) >= categorical
    batch["numbers"] *= torch.rand(batch["numbers"].shape) >= numeric


def main() -> None:
    """Trains and validates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", required=True)
    parser.add_argument("--version", type=Path, required=True, help="the directory of a version of --split study")
    parser.add_argument("--variant", choices=["paper", "best"], default="paper")
    parser.add_argument("--epochs", type=int, help="instead of the version's")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    prepare(arguments.threads)
    manifest, _ = read_version(arguments.version)
    features, state, training, split = (manifest["features"], manifest["states"]["serving"], manifest["training"],
                                        manifest["split"])
    database = Database(arguments.database, features)
    encoder = Encoder(features, state, database)
    panel = database.whole_panel(database.oldest_day(), database.newest_day())
    codes, attributes = encoder.day_codes(panel), encoder.attributes(panel, database.profiles())
    last, stride = day_number(split["train"]["last"]), training["as_of_stride_days"]
    train = Part(encoder, panel, codes, attributes, list(range(day_number(split["train"]["first"]), last + 1, stride)))
    validation = Part(encoder, panel, codes, attributes, list(range(
        day_number(split["validation"]["first"]), day_number(split["validation"]["last"]) + 1)))

    model = M2M(arguments.variant, Sizes.of({**manifest["model"], "anchor": False}, features, state))
    adam = optimiser(model, training["learning_rate"])
    shares = torch.tensor(state["positive_shares"])
    dropped = training["attribute_dropout"]
    fields = state["attributes"]
    chances = [0.0 if field["role"] == "profile" else dropped["name" if field["column"] == "scenario" else "other"]
               for field in fields]
    numeric = ["standardised" in field["encoding"] for field in fields]
    probabilities = tuple(torch.tensor([chance for chance, is_number in zip(chances, numeric) if is_number is wanted])
                          for wanted in (False, True))
    epochs, size = arguments.epochs or training["epochs"], training["batch_size"]
    steps = epochs * math.ceil(len(train.pairs) / size)
    order = np.random.default_rng(1)
    step, seconds, reports = 0, 0.0, []
    model.train()
    for epoch in range(epochs):
        start = time.perf_counter()
        shuffled = order.permutation(len(train.pairs))
        for first in range(0, len(shuffled), size):
            if training["schedule"] == "cosine":
                share = FINAL_RATE_SHARE + (1 - FINAL_RATE_SHARE) * (1 + math.cos(math.pi * step / steps)) / 2
                adam.param_groups[0]["lr"] = training["learning_rate"] * share
            batch = train.batch(shuffled[first:first + size])
            drop_attributes(batch, probabilities)
            train_step(model, adam, batch, shares)
            step += 1
        seconds += time.perf_counter() - start
        reports.append({"epoch": epoch, "seconds": round(seconds, 3), "nmae": validation_error(model, validation)})
    print(json.dumps({
        "peer": "pytorch", "variant": arguments.variant, "samples": len(train.pairs),
        "validation_samples": len(validation.pairs), "seconds": round(seconds, 3),
        "samples_per_second": round(epochs * len(train.pairs) / seconds, 1), "nmae": reports[-1]["nmae"],
        "epochs": reports,
    }))


if __name__ == "__main__":
    main()
