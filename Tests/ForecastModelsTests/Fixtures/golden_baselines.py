"""The baselines of section 5.1.2 for golden trajectories.

Imported by `make_golden_trajectories.py`, beside this file. A tower is two LeakyReLU layers as wide as a view.
"""

from __future__ import annotations

import math

import numpy
import torch

from golden_cases import HEADS, ROWS, TASKS, VIEW, Batch, Drawing
from golden_networks import Network

TASK_NAMES = [task for task, _, _ in TASKS]


class Baseline(Network):
    """What they share: towers and gates."""

    @staticmethod
    def draw_tower(drawing: Drawing, task: str, inputs: int) -> None:
        drawing.layer(f"tower.{task}.layer0", inputs, VIEW)
        drawing.layer(f"tower.{task}.layer1", VIEW, VIEW)
        drawing.head(task)

    @staticmethod
    def draw_gate(drawing: Drawing, task: str, inputs: int, experts: int) -> None:
        drawing.draw(f"gate.{task}.weight", inputs, experts, 2 / math.sqrt(inputs))

    def tower(self, task: str, hidden: torch.Tensor) -> torch.Tensor:
        """The tower and the head of a task → [B]."""
        for layer in range(2):
            hidden = self.dense_layer(f"tower.{task}.layer{layer}", hidden)
        return self.head(task, hidden)

    def gated(self, task: str, features: torch.Tensor, experts: list[torch.Tensor]) -> torch.Tensor:
        """Σ g_i·E_i with g = softmax(F·G)."""
        gate = torch.softmax(features @ self.parameters[f"gate.{task}.weight"], dim=-1)
        return torch.einsum("bk,bkw->bw", gate, torch.stack(experts, dim=1))


class SingleTask(Baseline):
    """A network for each task, from its own embeddings on."""

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        for task in TASK_NAMES:
            drawing.layer(f"network.{task}.bottom", drawing.backbone(f"network.{task}.backbone"), VIEW)
            cls.draw_tower(drawing, task, VIEW)

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        return [self.tower(task, self.dense_layer(f"network.{task}.bottom",
                                                  self.features(batch, f"network.{task}.backbone")))
                for task in TASK_NAMES]


class SharedBottom(Baseline):
    """One layer for all, as wide as all experts together."""

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        drawing.layer("bottom", drawing.backbone(), drawing.case.experts * VIEW)
        for task in TASK_NAMES:
            cls.draw_tower(drawing, task, drawing.case.experts * VIEW)

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        bottom = self.dense_layer("bottom", self.features(batch))
        return [self.tower(task, bottom) for task in TASK_NAMES]


class CrossStitch(Baseline):
    """Parallel networks with a cross-stitch unit after the bottom layer and one after the first tower layer."""

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        width, tasks = drawing.backbone(), len(TASK_NAMES)
        for task in TASK_NAMES:
            drawing.layer(f"bottom.{task}", width, VIEW)
        near_identity = 0.9 * numpy.eye(tasks) + 0.1 / (tasks - 1) * (1 - numpy.eye(tasks))
        for stage in range(2):
            drawing.draw(f"stitch.stage{stage}.weight", tasks, tasks, 0.2, mean=near_identity)
        for task in TASK_NAMES:
            cls.draw_tower(drawing, task, VIEW)

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        features = self.features(batch)
        hidden = torch.stack([self.dense_layer(f"bottom.{task}", features) for task in TASK_NAMES])
        for stage in range(2):
            stitched = torch.einsum("tj,jbw->tbw", self.parameters[f"stitch.stage{stage}.weight"], hidden)
            hidden = torch.stack([self.dense_layer(f"tower.{task}.layer{stage}", rows)
                                  for task, rows in zip(TASK_NAMES, stitched)])
        return [self.head(task, rows) for task, rows in zip(TASK_NAMES, hidden)]


class MMoE(Baseline):
    """Shared experts, a gate for each task."""

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        width = drawing.backbone()
        drawing.layer("backbone.experts", width, drawing.case.experts * VIEW)
        for task in TASK_NAMES:
            cls.draw_gate(drawing, task, width, drawing.case.experts)
            cls.draw_tower(drawing, task, VIEW)

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        features = self.features(batch)
        experts = list(self.dense_layer("backbone.experts", features).chunk(self.case.experts, dim=-1))
        return [self.tower(task, self.gated(task, features, experts)) for task in TASK_NAMES]


class CGC(Baseline):
    """Half of a task's experts are its own and come first, the others are shared."""

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        width, half = drawing.backbone(), drawing.case.experts // 2
        drawing.layer("shared_experts", width, half * VIEW)
        for task in TASK_NAMES:
            drawing.layer(f"task_experts.{task}", width, half * VIEW)
            cls.draw_gate(drawing, task, width, drawing.case.experts)
            cls.draw_tower(drawing, task, VIEW)

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        features, half = self.features(batch), self.case.experts // 2
        shared = self.dense_layer("shared_experts", features).chunk(half, dim=-1)
        columns = []
        for task in TASK_NAMES:
            own = self.dense_layer(f"task_experts.{task}", features).chunk(half, dim=-1)
            columns.append(self.tower(task, self.gated(task, features, [*own, *shared])))
        return columns


class MRAN(Baseline):
    """Attention among views, among tasks, and of tasks to views, each added to what asks and normalised."""

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        width, experts = drawing.backbone(), drawing.case.experts
        drawing.layer("backbone.experts", width, experts * VIEW)
        drawing.draw("task_embedding.weight", len(TASK_NAMES), VIEW, 0.8)
        head_width = (VIEW + 1) // 2
        for relation in ("feature_relation", "task_relation", "task_feature_relation"):
            for part in ("query", "key", "value"):
                drawing.draw(f"{relation}.{part}.weight", VIEW, HEADS * head_width, 1.5 / math.sqrt(VIEW))
            drawing.draw(f"{relation}.output.weight", HEADS * head_width, VIEW, 1.5 / math.sqrt(VIEW))
            drawing.draw(f"{relation}.normalisation.gain", 1, VIEW, 0.2, mean=1)
            drawing.draw(f"{relation}.normalisation.bias", 1, VIEW, 0.2)
        for task in TASK_NAMES:
            cls.draw_tower(drawing, task, VIEW + experts * VIEW)

    def relation(self, prefix: str, queries: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        """LayerNorm(MultiHead(x, memory, memory) + x) on [B, q, W] and [B, k, W]."""
        projections = [self.parameters[f"{prefix}.{part}.weight"].chunk(HEADS, dim=1)
                       for part in ("query", "key", "value")]
        heads = []
        for query_weight, key_weight, value_weight in zip(*projections):
            query, key, value = queries @ query_weight, memory @ key_weight, memory @ value_weight
            scores = torch.einsum("bqd,bkd->bqk", query, key) / math.sqrt(key.shape[-1])
            heads.append(torch.softmax(scores, dim=-1) @ value)
        attended = torch.cat(heads, dim=-1) @ self.parameters[f"{prefix}.output.weight"] + queries
        centred = attended - attended.mean(dim=-1, keepdim=True)
        normalised = centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + 1e-5)
        return (normalised * self.parameters[f"{prefix}.normalisation.gain"]
                + self.parameters[f"{prefix}.normalisation.bias"])

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        views = self.dense_layer("backbone.experts", self.features(batch)).reshape(ROWS, self.case.experts, VIEW)
        related = self.relation("feature_relation", views, views)
        embedding = self.parameters["task_embedding.weight"][None]
        tasks = self.relation("task_relation", embedding, embedding)[0]
        columns = []
        for task, query in zip(TASK_NAMES, tasks):
            aligned = self.relation("task_feature_relation", query.expand(ROWS, 1, VIEW), related)[:, 0]
            columns.append(self.tower(task, torch.cat([aligned, related.flatten(start_dim=1)], dim=-1)))
        return columns
