"""Builds a model's inputs from the SQLite database, as MODEL_FORMAT.md says: this side's own reading of it, in NumPy."""

from __future__ import annotations

import dataclasses
import datetime
import sqlite3
from collections.abc import Iterator

import numpy as np

DENSE_WINDOWS, SHARE_WINDOWS = (1, 3, 7, 14, 28), (7, 28)
EPOCH = datetime.date(1970, 1, 1)


def day_number(text: str) -> int:
    """Days since 1970-01-01."""
    return (datetime.date.fromisoformat(text) - EPOCH).days


def day_text(number: int) -> str:
    """YYYY-MM-DD."""
    return (EPOCH + datetime.timedelta(days=number)).isoformat()


@dataclasses.dataclass
class Panel:
    """Days of some (advertiser, scenario) pairs, those of an advertiser one after the other."""

    first_day: int
    advertisers: list[str]
    pair_advertiser: np.ndarray  # [pair], a position in `advertisers`
    pair_scenario: np.ndarray  # [pair], a position in the database's `scenarios`
    own: np.ndarray  # [pair, day, measure], float32
    all: np.ndarray  # [advertiser, day, measure], float32
    has_row: np.ndarray  # [pair, day]


class Database:
    """A database of snapshots and the columns that a model reads."""

    def __init__(self, path: str, features: dict, check_same_thread: bool = True) -> None:
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=check_same_thread)
        self.columns = features["columns"]
        measures = ", ".join(f'"{name}"' for name in self.columns["measures"])
        self.rows_query = f'SELECT advertiser, scenario, date, {measures} FROM daily_snapshots WHERE '
        scenario_columns = "".join(f', "{name}"' for name in self.columns["scenario"])
        rows = self.connection.execute(f"SELECT scenario{scenario_columns} FROM scenarios ORDER BY scenario").fetchall()
        self.scenarios = [row[0] for row in rows]
        self.scenario_positions = {name: position for position, name in enumerate(self.scenarios)}
        self.scenario_attributes = [row[1:] for row in rows]
        self.profile_columns = "".join(f', "{name}"' for name in self.columns["profile"])

    def newest_day(self) -> int:
        """The newest complete day."""
        return day_number(self.connection.execute("SELECT max(date) FROM snapshot_days").fetchone()[0])

    def oldest_day(self) -> int:
        """The oldest day."""
        return day_number(self.connection.execute("SELECT min(date) FROM snapshot_days").fetchone()[0])

    def profiles(self) -> dict[str, tuple]:
        """The profile columns of every advertiser."""
        rows = self.connection.execute(f"SELECT advertiser{self.profile_columns} FROM advertisers")
        return {row[0]: row[1:] for row in rows}

    def profile(self, advertiser: str) -> tuple:
        """The profile columns of one advertiser."""
        row = self.connection.execute(f"SELECT advertiser{self.profile_columns} FROM advertisers WHERE advertiser = ?",
                                      (advertiser,)).fetchone()
        return row[1:] if row else (None,) * len(self.columns["profile"])

    def panels(self, first_day: int, last_day: int, rows: int = 100_000) -> Iterator[Panel]:
        """All advertisers with a row from the first to the last day, about so many rows at a time."""
        cursor = self.connection.execute(
            self.rows_query + "date BETWEEN ? AND ? ORDER BY advertiser, scenario, date",
            (day_text(first_day), day_text(last_day)))
        rest: list[tuple] = []
        while fetched := cursor.fetchmany(rows):
            rest += fetched
            # The last advertiser may go on in the next rows.
            last, end = rest[-1][0], len(rest)
            while end > 0 and rest[end - 1][0] == last:
                end -= 1
            if end > 0:
                yield self.panel(rest[:end], first_day, last_day)
                rest = rest[end:]
        if rest:
            yield self.panel(rest, first_day, last_day)

    def whole_panel(self, first_day: int, last_day: int) -> Panel:
        """All advertisers in one."""
        rows = self.connection.execute(
            self.rows_query + "date BETWEEN ? AND ? ORDER BY advertiser, scenario, date",
            (day_text(first_day), day_text(last_day))).fetchall()
        return self.panel(rows, first_day, last_day)

    def advertiser_panel(self, advertiser: str, first_day: int, last_day: int) -> Panel:
        """One advertiser."""
        rows = self.connection.execute(
            self.rows_query + "advertiser = ? AND date BETWEEN ? AND ?",
            (advertiser, day_text(first_day), day_text(last_day))).fetchall()
        return self.panel(rows, first_day, last_day)

    def panel(self, rows: list[tuple], first_day: int, last_day: int) -> Panel:
        """Rows sorted by advertiser and scenario as dense days."""
        offsets = {day_text(day): day - first_day for day in range(first_day, last_day + 1)}
        day_count, measure_count = len(offsets), len(self.columns["measures"])
        names, scenarios, dates, *measures = zip(*rows) if rows else ([], [], [])
        days = np.fromiter(map(offsets.__getitem__, dates), np.int64, len(rows))
        advertisers: list[str] = []
        pair_advertiser, pair_scenario, pairs = [], [], np.empty(len(rows), np.int64)
        last_name = last_scenario = None
        pair = -1
        for index, (name, scenario) in enumerate(zip(names, scenarios)):
            if scenario != last_scenario or name != last_name:
                if name != last_name:
                    advertisers.append(name)
                    last_name = name
                last_scenario = scenario
                pair += 1
                pair_advertiser.append(len(advertisers) - 1)
                pair_scenario.append(self.scenario_positions[scenario])
            pairs[index] = pair
        own = np.zeros((pair + 1, day_count, measure_count), np.float32)
        if rows:
            values = np.empty((len(rows), measure_count), np.float32)
            for measure, column in enumerate(measures):
                values[:, measure] = np.array(column, np.float64) if None not in column else [x or 0 for x in column]
            own[pairs, days] = values
        has_row = np.zeros((pair + 1, day_count), bool)
        has_row[pairs, days] = True
        owners = np.array(pair_advertiser, np.int64)
        total = np.zeros((len(advertisers), day_count, measure_count), np.float64)
        np.add.at(total, owners, own)
        return Panel(first_day, advertisers, owners, np.array(pair_scenario, np.int64), own,
                     total.astype(np.float32), has_row)


class Encoder:
    """From panels to the arrays of a model, under a version's fitted state."""

    def __init__(self, features: dict, state: dict, database: Database) -> None:
        self.features, self.state = features, state
        self.window, self.horizon = features["window_days"], features["horizon_days"]
        self.pattern, self.level = features.get("pattern_days", 0), min(28, self.window)
        columns = features["columns"]
        measures = columns["measures"]
        self.sequences = {name: [measures.index(column) for column in columns[name]]
                          for name in ("behaviour", "performance")}
        self.edges = {name: {view: [np.array(edges, np.float32) for edges in state[f"{name}_bins"][view]]
                             for view in ("own", "all")} for name in self.sequences}
        self.dense_measures = self.sequences["behaviour"] + self.sequences["performance"]
        self.sums = [days for days in DENSE_WINDOWS if days < self.window] + [self.window]
        self.shares = sorted({min(days, self.window) for days in SHARE_WINDOWS})
        self.dense_means = np.array(state["dense_means"], np.float32)
        self.dense_deviations = np.array(state["dense_deviations"], np.float32)
        if self.horizon % 7:
            raise ValueError("this side knows horizons of whole weeks only")
        self.task_columns = [measures.index(task["column"]) for task in features["tasks"]]
        self.counts_days = [task["aggregate"] == "active_days" for task in features["tasks"]]
        self.scales = np.array(state["task_scales"], np.float32)
        attributes = state["attributes"]
        self.profile_fields = [attribute for attribute in attributes if attribute["role"] == "profile"]
        scenario_fields = [attribute for attribute in attributes if attribute["role"] == "scenario"]
        records = [(name,) + tuple(values)
                   for name, values in zip(database.scenarios, database.scenario_attributes)]
        self.scenario_codes = [self.codes(scenario_fields, record) for record in records]
        weights = dict(zip(state["training_scenarios"], state["scenario_weights"]))
        self.scenario_weights = np.array([weights.get(name, 1) for name in database.scenarios], np.float32)

    @staticmethod
    def codes(fields: list[dict], values: tuple) -> tuple[list[int], list[float]]:
        """Category codes and standardised numbers of attribute values."""
        categories, numbers = [], []
        for field, value in zip(fields, values):
            encoding = field["encoding"]
            if "standardised" in encoding:
                given = encoding["standardised"]
                numbers.append(0.0 if value is None else
                               min(max((float(value) - given["mean"]) / given["deviation"], -1e6), 1e6))
            elif value is None:
                categories.append(0)
            elif "binned" in encoding:
                categories.append(1 + sum(value >= edge for edge in encoding["binned"]["edges"]))
            else:
                vocabulary = encoding["categorical"]["vocabulary"]
                text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
                categories.append(1 + vocabulary.index(text) if text in vocabulary else 0)
        return categories, numbers

    def day_codes(self, panel: Panel) -> dict[str, dict[str, np.ndarray]]:
        """The bin of every measure of every day, [block, day, measure], by sequence and view."""
        result = {}
        for name, measures in self.sequences.items():
            result[name] = {}
            for view, values in (("own", panel.own), ("all", panel.all)):
                codes = np.empty((*values.shape[:2], len(measures)), np.uint8)
                for position, (measure, edges) in enumerate(zip(measures, self.edges[name][view])):
                    column = values[:, :, measure]
                    codes[:, :, position] = np.where(column > 0, 1 + np.searchsorted(edges, column, "right"), 0)
                result[name][view] = codes
        return result

    def sequence_windows(self, codes: dict, panel: Panel, pairs: np.ndarray, as_of: np.ndarray) -> dict[str, np.ndarray]:
        """[row, day, field] of samples: pairs on as-of offsets."""
        days = as_of[:, None] - self.window + 1 + np.arange(self.window)
        owners = panel.pair_advertiser[pairs]
        return {name: np.concatenate([views["own"][pairs[:, None], days], views["all"][owners[:, None], days]], axis=2)
                for name, views in codes.items()}

    def dense(self, panel: Panel, pairs: np.ndarray, as_of: np.ndarray) -> np.ndarray:
        """[row, feature], standardised."""
        parts, views = [], []
        for values, blocks in ((panel.own, pairs), (panel.all, panel.pair_advertiser[pairs])):
            values = values[:, :, self.dense_measures]
            totals = np.zeros((values.shape[0], values.shape[1] + 1, values.shape[2]))
            np.cumsum(values, axis=1, dtype=np.float64, out=totals[:, 1:])
            counts = np.zeros(totals.shape, np.int32)
            np.cumsum(values > 0, axis=1, out=counts[:, 1:])
            end = as_of + 1
            sums = np.stack([totals[blocks, end] - totals[blocks, end - days] for days in self.sums], axis=2)
            shares = np.stack([(counts[blocks, end] - counts[blocks, end - days]) / days for days in self.shares], axis=2)
            logarithms = np.log1p(np.maximum(sums, 0)).astype(np.float32)
            views.append(logarithms.reshape(len(pairs), -1))
            parts += [
                views[-1], shares.reshape(len(pairs), -1),
                (logarithms[:, :, :-1] - logarithms[:, :, 1:]).reshape(len(pairs), -1)]
        parts.append(views[0] - views[1])
        if self.pattern:
            parts += self.single_days(panel.own[:, :, self.dense_measures], pairs, as_of)
        raw = np.concatenate(parts, axis=1).astype(np.float32)
        return (raw - self.dense_means) / self.dense_deviations

    def single_days(self, own: np.ndarray, pairs: np.ndarray, as_of: np.ndarray) -> list[np.ndarray]:
        """What the newest days are above the usual day, and whether they are above zero; both [row, measure and day]."""
        days = as_of[:, None] - np.arange(max(self.pattern, self.level))
        values = own[pairs[:, None], days].transpose(0, 2, 1)
        logarithms, active = np.log1p(np.maximum(values, 0)), values > 0
        counts = active[:, :, :self.level].sum(2, keepdims=True)
        usual = logarithms[:, :, :self.level].sum(2, keepdims=True) / np.maximum(counts, 1)
        above = np.where(active, logarithms - usual, 0)[:, :, :self.pattern]
        return [above.reshape(len(pairs), -1), active[:, :, :self.pattern].reshape(len(pairs), -1)]

    def attributes(self, panel: Panel, profiles: dict[str, tuple]) -> tuple[np.ndarray, np.ndarray]:
        """Category codes and numbers of every pair."""
        unknown = (None,) * len(self.profile_fields)
        own = [self.codes(self.profile_fields, profiles.get(name, unknown)) for name in panel.advertisers]
        categories = [own[advertiser][0] + self.scenario_codes[scenario][0]
                      for advertiser, scenario in zip(panel.pair_advertiser, panel.pair_scenario)]
        numbers = [own[advertiser][1] + self.scenario_codes[scenario][1]
                   for advertiser, scenario in zip(panel.pair_advertiser, panel.pair_scenario)]
        return (np.array(categories, np.int64).reshape(len(categories), -1),
                np.array(numbers, np.float32).reshape(len(numbers), -1))

    def labels(self, panel: Panel, pairs: np.ndarray, as_of: np.ndarray) -> np.ndarray:
        """[row, task], in the tasks' units."""
        days = as_of[:, None] + 1 + np.arange(self.horizon)
        columns = []
        for measure, counts_days in zip(self.task_columns, self.counts_days):
            values = panel.own[pairs[:, None], days, measure]
            columns.append((values > 0).sum(axis=1) if counts_days else values.sum(axis=1, dtype=np.float64))
        return np.stack(columns, axis=1).astype(np.float32)

    def samples(self, panel: Panel, as_of_days: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """The samples of as-of dates: pairs, and offsets of the dates, of pairs with a row in the window."""
        totals = np.zeros((panel.has_row.shape[0], panel.has_row.shape[1] + 1), np.int32)
        np.cumsum(panel.has_row, axis=1, out=totals[:, 1:])
        offsets = np.array(as_of_days, np.int64) - panel.first_day
        pairs, dates = np.nonzero(totals[:, offsets + 1] - totals[:, offsets + 1 - self.window])
        return pairs, offsets[dates]

    def limits(self) -> np.ndarray:
        """The greatest forecast of each task."""
        return np.where(self.counts_days, np.float32(self.horizon), np.float32(np.inf)).astype(np.float32)
