"""M2M in PyTorch, timed: the yardstick for this project's training and scoring speed.

    python3 training_peer.py --variant paper    the equations as they are written
    python3 training_peer.py --variant best     the same function in the form that suits PyTorch best

Prints one JSON line. README.md beside this file says what is measured.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, embedding, leaky_relu

BINS, FIELD_WIDTH, ATTRIBUTE_WIDTH, TASK_WIDTH, HEADS = 17, 16, 8, 16, 2
FIELDS = {"behaviour": 8, "performance": 10}
DAYS, DENSE, ATTRIBUTES, CATEGORIES = 40, 144, 7, 8
EXPERTS, VIEW, KNOWLEDGE, RANK, TASKS = 4, 64, 64, 16, 5
DROPOUT, LEARNING_RATE, CLIP = 0.3, 1e-3, 3.0
FIRST_STEPS = 5

Batch = dict[str, Tensor]


def matrix(*shape: int, deviation: float | None = None) -> nn.Parameter:
    """A parameter whose deviation is, unless said, 1/√(its second last dimension)."""
    return nn.Parameter(torch.randn(*shape) * (shape[-2] ** -0.5 if deviation is None else deviation))


def bias(*shape: int) -> nn.Parameter:
    """A parameter of zeros."""
    return nn.Parameter(torch.zeros(*shape))


class SequenceEncoder(nn.Module):
    """Equations 2 to 5 of one sequence: [B, T, F] codes → mean and last day [B, 2·D]."""

    def __init__(self, fields: int, head_width: int | None, pool_first: bool) -> None:
        super().__init__()
        self.width = FIELD_WIDTH * (fields + 1)
        self.value_width = (self.width + 1) // 2
        self.head_width = head_width or self.value_width
        self.pool_first = pool_first
        self.table = matrix(fields * BINS, FIELD_WIDTH, deviation=0.1)
        self.position = matrix(DAYS, FIELD_WIDTH, deviation=0.1)
        self.query_key = matrix(self.width, 2 * HEADS * self.head_width)
        self.value = matrix(self.width, HEADS * self.value_width)
        self.output = matrix(HEADS * self.value_width, self.width)
        self.register_buffer("first_rows", torch.arange(fields) * BINS)

    def forward(self, codes: Tensor) -> Tensor:
        rows = codes.shape[0]
        fields = embedding(codes + self.first_rows, self.table).flatten(start_dim=2)
        days = torch.cat([fields, self.position.expand(rows, DAYS, FIELD_WIDTH)], dim=-1)
        projected = (days @ self.query_key).view(rows, DAYS, 2, HEADS, self.head_width).permute(2, 0, 3, 1, 4)
        scores = projected[0] @ projected[1].transpose(-1, -2) / math.sqrt(self.head_width)
        weights = torch.softmax(scores, dim=-1)  # [B, H, T, T]
        if not self.pool_first:
            value = (days @ self.value).view(rows, DAYS, HEADS, self.value_width).transpose(1, 2)
            attended = (weights @ value).transpose(1, 2).flatten(start_dim=2) @ self.output
            return torch.cat([attended.mean(dim=1), attended[:, -1]], dim=-1)
        pooled_weights = torch.stack([weights.mean(dim=2), weights[:, :, -1]], dim=2)  # [B, H, 2, T]
        pooled_days = (pooled_weights.flatten(1, 2) @ days).view(rows, HEADS, 2, self.width)
        value = torch.einsum("bhpd,dhv->bphv", pooled_days, self.value.view(self.width, HEADS, self.value_width))
        return (value.flatten(start_dim=2) @ self.output).flatten(start_dim=1)


class FullMetaUnit(nn.Module):
    """Equations 9 to 13 with one layer and a generated matrix for every row: [B, N, d] → [B, N, d]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.generator = matrix(KNOWLEDGE, width * width, deviation=0.1 * math.sqrt(2 / (width * KNOWLEDGE)))
        self.static = matrix(width, width, deviation=math.sqrt(2 / width))
        self.bias_generator = matrix(KNOWLEDGE, width)
        self.bias = bias(width)

    def forward(self, hidden: Tensor, knowledge: Tensor) -> Tensor:
        weight = (knowledge @ self.generator).view(-1, self.width, self.width) + self.static
        generated_bias = (knowledge @ self.bias_generator + self.bias).unsqueeze(1)
        return leaky_relu(torch.bmm(hidden, weight) + generated_bias, 0.01)


class FullMetaLearning(nn.Module):
    """Equations 14 to 18 and the last layer, task by task: [B, k, W] experts → [B, Y] log-rates."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.ModuleList(FullMetaUnit(2 * VIEW) for _ in range(TASKS))
        self.tower = nn.ModuleList(FullMetaUnit(VIEW) for _ in range(TASKS))
        self.score = matrix(TASKS, 2 * VIEW, 1)
        self.head = matrix(TASKS, VIEW, 1, deviation=0.02)
        self.head_bias = bias(TASKS)

    def forward(self, experts: Tensor, task_views: Tensor, knowledge: Tensor) -> Tensor:
        outputs = []
        for task in range(TASKS):
            hidden = torch.cat([experts, task_views[task].expand_as(experts)], dim=-1)
            scores = self.attention[task](hidden, knowledge) @ self.score[task]
            combined = (torch.softmax(scores, dim=1) * experts).sum(dim=1)
            tower = leaky_relu(self.tower[task](combined.unsqueeze(1), knowledge).squeeze(1) + combined, 0.01)
            outputs.append(tower @ self.head[task] + self.head_bias[task])
        return torch.cat(outputs, dim=-1)


class FactoredMetaUnits(nn.Module):
    """The meta units of all tasks, one layer, W = V₀ + A·diag(S̃·C + c₀)·B; the input is the same for all tasks or not.

    `constant_width` is the part of the input that is the same for every row of a task: it is multiplied once a task.
    """

    def __init__(self, width: int, constant_width: int = 0) -> None:
        super().__init__()
        self.width = width
        self.constant_width = constant_width
        # V₀ and A side by side: one product gives both h·V₀ and h·A.
        scale = torch.cat([torch.full((width,), math.sqrt(2 / width)), torch.full((RANK,), width ** -0.5)])
        self.static_left = nn.Parameter(torch.randn(TASKS, width, width + RANK) * scale)
        self.right = matrix(TASKS, RANK, width)
        # C and V_b of all tasks side by side: one product a batch gives every modulation and bias.
        self.generators = matrix(KNOWLEDGE, TASKS * (RANK + width), deviation=0.1 * KNOWLEDGE ** -0.5)
        self.generator_bias = bias(TASKS * (RANK + width))

    def forward(self, hidden: Tensor, constant: Tensor | None, knowledge: Tensor) -> Tensor:
        """hidden [B, k, W'] for all tasks or [Y, B, W'] → [Y, B, k, d] or [Y, B, d]."""
        generated = torch.addmm(self.generator_bias, knowledge, self.generators)
        generated = generated.view(-1, TASKS, RANK + self.width).transpose(0, 1)  # [Y, B, r + d]
        varying = self.static_left[:, :self.width - self.constant_width]
        if constant is None:
            product = torch.bmm(hidden, varying)
        else:
            every_task = varying.transpose(0, 1).flatten(start_dim=1)  # [W', Y·(d + r)]
            product = (hidden.flatten(0, 1) @ every_task).view(*hidden.shape[:2], TASKS, -1).permute(2, 0, 1, 3)
            fixed = torch.bmm(constant.unsqueeze(1), self.static_left[:, self.width - self.constant_width:])
            product = product + fixed.unsqueeze(1)
            generated = generated.unsqueeze(2)
        static, left = product.split([self.width, RANK], dim=-1)
        modulation, generated_bias = generated.split([RANK, self.width], dim=-1)
        dynamic = torch.bmm((left * modulation).reshape(TASKS, -1, RANK), self.right).view(static.shape)
        return leaky_relu(static + dynamic + generated_bias, 0.01)


class FactoredMetaLearning(nn.Module):
    """Equations 14 to 18 and the last layer for all tasks at once: [B, k, W] experts → [B, Y] log-rates."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = FactoredMetaUnits(2 * VIEW, constant_width=VIEW)
        self.tower = FactoredMetaUnits(VIEW)
        self.score = matrix(TASKS, 2 * VIEW, 1)
        self.head = matrix(TASKS, VIEW, 1, deviation=0.02)
        self.head_bias = bias(TASKS)

    def forward(self, experts: Tensor, task_views: Tensor, knowledge: Tensor) -> Tensor:
        hidden = self.attention(experts, task_views, knowledge)
        scores = torch.bmm(hidden.flatten(1, 2), self.score).view(TASKS, -1, EXPERTS)
        attention = torch.softmax(scores, dim=-1).transpose(0, 1)  # [B, Y, k]
        combined = torch.bmm(attention, experts).transpose(0, 1)  # [Y, B, W]
        tower = leaky_relu(self.tower(combined, None, knowledge) + combined, 0.01)
        return torch.bmm(tower, self.head).squeeze(-1).t() + self.head_bias


class M2M(nn.Module):
    """The whole model: a batch → [B, Y] log-rates."""

    def __init__(self, variant: str) -> None:
        super().__init__()
        best = variant == "best"
        self.encoders = nn.ModuleDict({sequence: SequenceEncoder(fields, 16 if best else None, pool_first=best)
                                       for sequence, fields in FIELDS.items()})
        self.unknown = matrix(ATTRIBUTES, ATTRIBUTE_WIDTH)
        self.difference = matrix(ATTRIBUTES * (CATEGORIES + 1), ATTRIBUTE_WIDTH, deviation=0.01)  # row 0: nothing
        inputs = sum(2 * encoder.width for encoder in self.encoders.values()) + DENSE + ATTRIBUTES * ATTRIBUTE_WIDTH
        self.experts, self.experts_bias = matrix(inputs, EXPERTS * VIEW), bias(EXPERTS * VIEW)
        self.task_embedding = matrix(TASKS, TASK_WIDTH)
        self.task_view, self.task_view_bias = matrix(TASK_WIDTH, VIEW), bias(VIEW)
        self.knowledge, self.knowledge_bias = matrix(ATTRIBUTES * ATTRIBUTE_WIDTH, KNOWLEDGE), bias(KNOWLEDGE)
        self.meta = FactoredMetaLearning() if best else FullMetaLearning()
        self.register_buffer("first_categories", torch.arange(ATTRIBUTES) * (CATEGORIES + 1))
        self.register_buffer("known", (torch.arange(CATEGORIES + 1) > 0).float().repeat(ATTRIBUTES).unsqueeze(1))

    def forward(self, batch: Batch) -> Tensor:
        difference = embedding(batch["attributes"] + self.first_categories, self.difference * self.known)
        attributes = (self.unknown + difference).flatten(start_dim=1)
        pooled = torch.cat([encoder(batch[sequence]) for sequence, encoder in self.encoders.items()], dim=-1)
        pooled = dropout(pooled, DROPOUT, self.training)
        features = torch.cat([pooled, batch["dense"], attributes], dim=-1)
        experts = leaky_relu(torch.addmm(self.experts_bias, features, self.experts), 0.01)  # equation 6
        task_views = leaky_relu(torch.addmm(self.task_view_bias, self.task_embedding, self.task_view), 0.01)  # 7
        knowledge = leaky_relu(torch.addmm(self.knowledge_bias, attributes, self.knowledge), 0.01)  # equation 8
        return self.meta(experts.view(-1, EXPERTS, VIEW), task_views, knowledge)


def random_batch(rows: int) -> Batch:
    """Inputs and labels of the default preset's shapes."""
    batch = {sequence: torch.randint(0, BINS, (rows, DAYS, fields)) for sequence, fields in FIELDS.items()}
    batch["attributes"] = torch.randint(0, CATEGORIES + 1, (rows, ATTRIBUTES))
    batch["dense"] = torch.randn(rows, DENSE)
    batch["labels"] = torch.rand(rows, TASKS) * (torch.rand(rows, TASKS) > 0.4) * 3
    batch["weights"] = torch.rand(rows, 1) * 2
    return batch


def rate(run: Callable[[int], None], seconds: float) -> float:
    """How often a second `run` completes over about so many seconds, after a few runs that are not counted."""
    for index in range(FIRST_STEPS):
        run(index)
    completed, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        run(completed)
        completed += 1
    return completed / elapsed


def main() -> None:
    """Measures training, scoring in batches and scoring one pair."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variant", choices=["paper", "best"], required=True)
    parser.add_argument("--seconds", type=float, default=20, help="how long each measurement takes")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=256)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    model = M2M(arguments.variant)
    batches = [random_batch(arguments.batch) for _ in range(16)]
    pair = random_batch(1)
    adam = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.998), eps=1e-9, fused=True)

    def train(index: int) -> None:
        batch = batches[index % len(batches)]
        adam.zero_grad(set_to_none=True)
        output = model(batch).clamp(-15, 15)
        loss = (batch["weights"] * (torch.exp(output) - batch["labels"] * output)).sum() / arguments.batch
        loss.backward()
        torch.nn.utils.clip_grad_value_(model.parameters(), CLIP)
        adam.step()

    training_rate = rate(train, arguments.seconds) * arguments.batch
    model.eval()
    with torch.inference_mode():
        forward_rate = rate(lambda index: model(batches[index % len(batches)]).exp(), arguments.seconds)
        pair_rate = rate(lambda _: model(pair).exp(), arguments.seconds / 4)
    print(json.dumps({
        "peer": "pytorch", "variant": arguments.variant, "torch": torch.__version__, "threads": arguments.threads,
        "batch": arguments.batch, "parameters": sum(value.numel() for value in model.parameters()),
        "training_samples_per_second": round(training_rate),
        "forward_samples_per_second": round(forward_rate * arguments.batch),
        "one_pair_milliseconds": round(1000 / pair_rate, 3),
    }))


if __name__ == "__main__":
    main()
