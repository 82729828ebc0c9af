"""What a golden trajectory starts from: sizes, initial weights, a batch.

Imported by `make_golden_trajectories.py`, beside this file.
"""

from __future__ import annotations

import dataclasses
import math

import numpy
import torch

Parameters = dict[str, torch.Tensor]
Batch = dict[str, torch.Tensor]

BINS, FIELD_WIDTH, ATTRIBUTE_WIDTH, TASK_WIDTH, HEADS = 17, 16, 8, 16, 2
DAYS, DENSE, VIEW, KNOWLEDGE, ROWS = 5, 7, 6, 5, 8
LEARNING_RATE = 2e-3

# (role, column, categories); no categories: a numeric attribute. The scenario's own name comes before its attributes.
ATTRIBUTES = [("profile", "category", 4), ("profile", "star", 3), ("scenario", "scenario", 3), ("scenario", "type", 2),
              ("scenario", "reach", 0)]
# (name, aggregate, λ of equation 19)
TASKS = [("clicks", "sum", 1.0), ("spend", "sum", 0.5), ("active", "active", 1.0)]


@dataclasses.dataclass(frozen=True)
class Case:
    """What one fixture varies. `rank` is that of a factored generator, None for a full one; baselines have neither."""

    name: str
    behaviour_fields: int
    performance_fields: int
    rank: int | None = None
    meta_layers: int = 1
    tower_layers: int = 1
    architecture: str = "m2m"
    experts: int = 3
    head_width: int | None = 3  # None: half of the sequence's width
    pooling: str = "mean_last"
    transformer: bool = True
    penalty_generators: float = 0.0
    penalty_static: float = 0.0
    large_labels: bool = True
    head: str = "poisson"
    members: int = 1
    anchored: bool = False

    def sequences(self) -> list[tuple[str, int]]:
        """The two sequences and their numbers of fields."""
        return [("behaviour", self.behaviour_fields), ("performance", self.performance_fields)]

    def configuration(self) -> dict:
        """The sizes and switches as the fixture states them."""
        return {
            "architecture": self.architecture,
            "view_width": VIEW, "experts": self.experts, "knowledge_width": KNOWLEDGE, "meta_layers": self.meta_layers,
            "tower_layers": self.tower_layers, "generator": self.rank or "full", "transformer": self.transformer,
            "head_width": self.head_width or "half", "pooling": self.pooling, "window_days": DAYS,
            "behaviour_fields": self.behaviour_fields, "performance_fields": self.performance_fields,
            "dense_width": DENSE, "bin_count": BINS,
            "attributes": [{"role": role, "column": column, "kind": "categorical" if categories else "numeric",
                            "categories": categories} for role, column, categories in ATTRIBUTES],
            "tasks": [{"name": name, "aggregate": aggregate, "weight": weight} for name, aggregate, weight in TASKS],
            "penalty": {"generators": self.penalty_generators, "static": self.penalty_static},
            "learning_rate": LEARNING_RATE, "batch_rows": ROWS,
            **({"head": self.head} if self.head != "poisson" else {}),
            **({"members": self.members} if self.members > 1 else {}),
            **({"anchor": True} if self.anchored else {}),
        }

    def head_width_of(self, aggregate: str) -> int:
        """Columns of a task's last layer."""
        return 4 if self.head == "hurdle" and aggregate != "active" else 1


def float32_values(values: numpy.ndarray | list[float]) -> torch.Tensor:
    """Values rounded to float32, held as float64."""
    return torch.tensor(numpy.asarray(values, numpy.float32).astype(numpy.float64))


class Drawing:
    """Initial parameters, drawn in the order of the fixture, at three decimals and rounded to float32.

    The scales are not the product's: they make every part of a network matter from the first step.
    """

    def __init__(self, case: Case, random: numpy.random.RandomState) -> None:
        self.case = case
        self.random = random
        self.parameters: Parameters = {}
        self.prefix = ""  # of the names drawn now

    def draw(self, name: str, rows: int, columns: int, deviation: float,
             mean: float | numpy.ndarray = 0.0) -> None:
        """A normal matrix around `mean`."""
        values = numpy.round(mean + deviation * self.random.randn(rows, columns), 3) + 0.0
        self.parameters[self.prefix + name] = float32_values(values).requires_grad_()

    def layer(self, prefix: str, inputs: int, outputs: int) -> None:
        """A fully connected layer."""
        self.draw(f"{prefix}.weight", inputs, outputs, 1.5 / math.sqrt(inputs))
        self.draw(f"{prefix}.bias", 1, outputs, 0.2)

    def backbone(self, prefix: str = "backbone") -> int:
        """The embeddings and the transformer; the width of the features that come out of them."""
        case = self.case
        feature_width = DENSE + ATTRIBUTE_WIDTH * len(ATTRIBUTES)
        for sequence, fields in case.sequences():
            p, width = f"{prefix}.{sequence}", FIELD_WIDTH * fields + FIELD_WIDTH
            self.draw(f"{p}.embedding.weight", fields * BINS, FIELD_WIDTH, 0.6)
            self.draw(f"{p}.position.weight", DAYS, FIELD_WIDTH, 0.6)
            if case.transformer:
                key_width, value_width = case.head_width or (width + 1) // 2, (width + 1) // 2
                self.draw(f"{p}.attention.query.weight", width, HEADS * key_width, 2 / math.sqrt(width))
                self.draw(f"{p}.attention.key.weight", width, HEADS * key_width, 2 / math.sqrt(width))
                self.draw(f"{p}.attention.value.weight", width, HEADS * value_width, 1.2 / math.sqrt(width))
                self.draw(f"{p}.attention.output.weight", HEADS * value_width, width, 1.2 / math.sqrt(width))
            feature_width += width * (DAYS if case.pooling == "flatten" else 2)
        for role, column, categories in ATTRIBUTES:
            p = f"{prefix}.attributes.{role}.{column}"
            self.draw(f"{p}.unknown", 1, ATTRIBUTE_WIDTH, 0.5)
            self.draw(f"{p}.difference" if categories else f"{p}.slope", categories or 1, ATTRIBUTE_WIDTH, 0.5)
        return feature_width

    def head(self, task: str) -> None:
        """The last layer of a task."""
        width = self.case.head_width_of(next(aggregate for name, aggregate, _ in TASKS if name == task))
        self.draw(f"head.{task}.weight", VIEW, width, 0.4)
        self.draw(f"head.{task}.bias", 1, width, 0.2)

    def anchor(self) -> None:
        """A linear forecast of each task but those of `active`."""
        columns = sum(aggregate != "active" for _, aggregate, _ in TASKS)
        self.draw("anchor.weight", DENSE, columns, 0.3)
        self.draw("anchor.bias", 1, columns, 0.2)


def random_batch(case: Case, random: numpy.random.RandomState) -> Batch:
    """Draws a batch: codes of every kind, unknown attributes, labels that are zero, ordinary and (if asked) large."""
    batch: Batch = {}
    for sequence, fields in case.sequences():
        codes = random.randint(0, BINS, (ROWS, DAYS, fields))
        batch[f"{sequence}_codes"] = torch.tensor(codes * (random.rand(ROWS, DAYS, fields) > 0.2))
    batch["dense"] = float32_values(numpy.round(random.randn(ROWS, DENSE), 3) + 0.0)
    categorical = [random.randint(1, categories + 1, ROWS) for _, _, categories in ATTRIBUTES if categories]
    for index, codes in enumerate(categorical):
        codes[[index, index + 4]] = 0  # each attribute is unknown in two rows
    batch["categorical_codes"] = torch.tensor(numpy.stack(categorical, axis=1))
    numeric = numpy.round(random.randn(ROWS, sum(not categories for _, _, categories in ATTRIBUTES)), 3) + 0.0
    numeric[3] = 0
    batch["numeric_values"] = float32_values(numeric)
    labels = numpy.round(random.gamma(0.8, 1.2, (ROWS, len(TASKS))), 3) * (random.rand(ROWS, len(TASKS)) > 0.35)
    if case.large_labels:
        labels[3, 0], labels[1, 1] = 22.5, 9.25
    labels[:, 2] = labels[:, 2] > 0.5
    labels[:2, 2] = [0, 1]  # both classes
    batch["labels"] = float32_values(labels)
    batch["weights"] = float32_values([0.25, 1.75, 0.5, 2.5, 0.75, 0.5, 1.5, 0.25])
    assert float(batch["weights"].mean()) == 1
    return batch
