"""Gradient-boosted trees on lag features: what a platform's analysts would build, as a row of `adcast compare`.

    adcast compare --config C --export-samples SAMPLES
    python3 lightgbm_peer.py SAMPLES FORECASTS
    adcast compare --config C --report DIR --peer lightgbm=FORECASTS

Reads every part below SAMPLES (`main`, `heldout_7` …) and writes FORECASTS/PART.csv. A task gets three models: a Poisson
regression for the mean, and a hurdle for the points, made of a classifier of activity and a median regression of the logarithm
of what is positive. With --means-alone the mean is every point, too, which takes a third of the time. README.md beside this file
says more.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import time
from pathlib import Path
from statistics import NormalDist

# Threads that wait in a loop slow each other down on a machine that does something else too.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import lightgbm as lgb  # noqa: E402
import numpy as np  # noqa: E402

ROUNDS, PATIENCE = 600, 50
EPOCH = datetime.date(1970, 1, 1)


class Samples:
    """One of the parts train, validation and test of an experiment."""

    def __init__(self, directory: Path, part: str) -> None:
        def load(name: str) -> np.ndarray:
            return np.load(directory / f"{part}_{name}.npy")

        self.features, self.labels = load("features"), load("labels")
        self.weights, self.keys = load("weights"), load("keys")


class Trees:
    """Boosted trees for several targets of the same samples, whose features are binned once."""

    def __init__(self, train: Samples, validation: Samples, categorical: list[int], threads: int) -> None:
        self.parameters = {
            "num_leaves": 63, "learning_rate": 0.05, "num_threads": threads, "seed": 1, "deterministic": True,
            "force_col_wise": True, "verbosity": -1,
        }
        self.train = lgb.Dataset(
            train.features, categorical_feature=categorical, params=self.parameters, free_raw_data=False).construct()
        self.validation = lgb.Dataset(
            validation.features, reference=self.train, categorical_feature=categorical, params=self.parameters,
            free_raw_data=False).construct()
        self.weights = train.weights, validation.weights

    def fit(self, objective: str, train: np.ndarray, validation: np.ndarray, used: tuple | None = None) -> lgb.Booster:
        """Fits trees to the targets, to those rows of each part that `used` marks."""
        data = []
        for dataset, target, weights, rows in zip(
                (self.train, self.validation), (train, validation), self.weights, used or (None, None)):
            if rows is not None:
                dataset = dataset.subset(np.flatnonzero(rows)).construct()
                target, weights = target[rows], weights[rows]
            dataset.set_label(target)
            dataset.set_weight(weights)
            data.append(dataset)
        return lgb.train(
            self.parameters | {"objective": objective}, data[0], ROUNDS, valid_sets=[data[1]],
            callbacks=[lgb.early_stopping(PATIENCE, verbose=False)])


def smape_point(activity: np.ndarray, location: np.ndarray, residuals: np.ndarray) -> np.ndarray:
    """What minimises SMAPE, given the probability of activity and the median of ln y if active.

    `residuals` are those of ln y on the active validation samples.
    """
    # What an active sample costs by equation 21, halved, when its median is forecast.
    cost = float(np.mean(np.tanh(np.abs(residuals) / 2)))
    return np.where(1 - activity > (1 - cost) / (2 - cost), 0, np.exp(location))


def nmae_point(activity: np.ndarray, location: np.ndarray, residuals: np.ndarray) -> np.ndarray:
    """What minimises NMAE: the median of everything; arguments as for `smape_point`."""
    spread = float(np.median(np.abs(residuals))) / NormalDist().inv_cdf(0.75)
    # 0 where activity is the less likely case, else a quantile below the median of what is active.
    level = np.clip((activity - 0.5) / np.maximum(activity, 1e-9), 1e-9, 0.5)
    grid = np.linspace(0, 0.5, 2049)[1:]
    quantile = np.interp(level, grid, [NormalDist().inv_cdf(value) for value in grid])
    return np.where(activity <= 0.5, 0, np.exp(location + spread * quantile))


def forecast(directory: Path, columns: dict, threads: int, means_alone: bool) -> tuple[Samples, np.ndarray]:
    """Trains on a part; returns its test samples with mean and the points of SMAPE and NMAE, [sample, task, 3]."""
    train, validation, test = (Samples(directory, part) for part in ("train", "validation", "test"))
    categorical = [columns["features"].index(name) for name in columns["categorical"]]
    trees = Trees(train, validation, categorical, threads)
    # Tasks of the same days are active together: one classifier serves them all.
    classifiers: dict[bytes, lgb.Booster] = {}
    forecasts = np.zeros((*test.labels.shape, 3))
    for task, aggregate in enumerate(columns["aggregates"]):
        labels, held = train.labels[:, task], validation.labels[:, task]
        scale = max(float(labels.mean()), 1e-12)
        if means_alone and aggregate != "active":
            rate = trees.fit("poisson", labels / scale, held / scale)
            limit = columns["horizon_days"] if aggregate == "active_days" else np.inf
            forecasts[:, task] = np.minimum(rate.predict(test.features) * scale, limit)[:, None]
            print(f"{directory.name}: {columns['tasks'][task]}: rounds {rate.best_iteration} (mean)", flush=True)
            continue
        active = labels > 0, held > 0
        alike = active[0].tobytes() + active[1].tobytes()
        if alike not in classifiers:
            classifiers[alike] = trees.fit("binary", active[0].astype(np.float32), active[1].astype(np.float32))
        activity = classifiers[alike]
        probability = activity.predict(test.features)
        if aggregate == "active":
            forecasts[:, task, 0] = probability
            forecasts[:, task, 1:] = (probability >= 0.5)[:, None]
            continue
        rate = trees.fit("poisson", labels / scale, held / scale)
        forecasts[:, task, 0] = rate.predict(test.features) * scale
        logarithms = [np.log(np.maximum(values, 1e-12)) for values in (labels, held)]
        median = trees.fit("regression_l1", *logarithms, used=active)
        residuals = logarithms[1][active[1]] - median.predict(validation.features[active[1]])
        location = median.predict(test.features)
        forecasts[:, task, 1] = smape_point(probability, location, residuals)
        forecasts[:, task, 2] = nmae_point(probability, location, residuals)
        if aggregate == "active_days":
            forecasts[:, task] = np.minimum(forecasts[:, task], columns["horizon_days"])
        print(
            f"{directory.name}: {columns['tasks'][task]}: rounds {activity.best_iteration} (active), "
            f"{rate.best_iteration} (mean), {median.best_iteration} (median)", flush=True)
    return test, forecasts


def write(path: Path, columns: dict, test: Samples, forecasts: np.ndarray) -> None:
    unfinished = path.with_suffix(".partial")
    with unfinished.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["advertiser", "scenario", "as_of", "task", "mean", "smape_point", "nmae_point"])
        for row, (advertiser, scenario, day) in enumerate(test.keys.tolist()):
            name, context = columns["advertisers"][advertiser], columns["scenarios"][scenario]
            date = (EPOCH + datetime.timedelta(days=day)).isoformat()
            for task, title in enumerate(columns["tasks"]):
                rows.writerow([name, context, date, title, *(f"{value:.7g}" for value in forecasts[row, task])])
    unfinished.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("samples", type=Path, help="what adcast compare --export-samples wrote")
    parser.add_argument("forecasts", type=Path, help="directory for the forecasts, a file a part")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--means-alone", action="store_true", help="no hurdles: points are the mean")
    arguments = parser.parse_args()
    parts = sorted(path.parent for path in arguments.samples.glob("*/columns.json"))
    if not parts:
        parser.error(f"{arguments.samples} has no part with a columns.json")
    arguments.forecasts.mkdir(parents=True, exist_ok=True)
    for directory in parts:
        start = time.monotonic()
        columns = json.loads((directory / "columns.json").read_text())
        write(
            arguments.forecasts / f"{directory.name}.csv", columns,
            *forecast(directory, columns, arguments.threads, arguments.means_alone))
        print(f"{directory.name}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
