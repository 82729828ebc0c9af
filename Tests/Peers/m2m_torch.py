"""M2M in PyTorch, in two forms of the same function, at the sizes that a version of Adcast has.

`paper` writes the equations as the paper does: a generated matrix for every row, the values of every day, one task after
the other. `best` is the form that suits PyTorch best: factored generators of which no matrix is written out, softmax rows
pooled before values apply, all tasks in one product. Both start as Adcast starts, or take the weights of its files.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, embedding, leaky_relu, softplus

BINS, FIELD_WIDTH, ATTRIBUTE_WIDTH, TASK_WIDTH, HEADS = 17, 16, 8, 16, 2
SEQUENCES = ("behaviour", "performance")
LEAST_SPREAD, LOG_RATE_LIMIT, ANCHOR_LIMIT, CLIP = 0.05, 15, 8, 3.0

Batch = dict[str, Tensor]
Tensors = dict[str, np.ndarray]


@dataclasses.dataclass(frozen=True)
class Sizes:
    """What decides the shape of every parameter. The defaults are those of the demonstration's default preset."""

    fields: tuple[int, int] = (8, 10)
    days: int = 40
    dense: int = 540
    categories: tuple[int | None, ...] = (4, 9, 5, 5, 3, 4, 2, None)  # one an attribute; None: a number
    attribute_names: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ("impressions", "clicks", "expenditure", "gmv", "active_days")
    view: int = 64
    experts: int = 4
    knowledge: int = 64
    meta_layers: int = 1
    tower_layers: int = 2
    rank: int = 16
    head_width: int = 16
    dropout: float = 0.3
    hurdle: bool = True
    anchored: bool = True

    @staticmethod
    def of(model: dict, features: dict, state: dict) -> "Sizes":
        """Those of a manifest or an exported trajectory."""
        if model["pooling"] != "mean_last" or not model["transformer"]:
            raise ValueError("these models pool by mean_last, after a transformer")
        if model.get("members", 1) != 1:
            raise ValueError("these models have one member")
        if any(task["aggregate"] == "active" for task in features["tasks"]):
            raise ValueError("these models have no tasks of aggregate 'active'")
        columns = features["columns"]
        measures = len(columns["behaviour"]) + len(columns["performance"])
        windows = len([days for days in (1, 3, 7, 14, 28) if days < features["window_days"]]) + 1
        shares = len({min(days, features["window_days"]) for days in (7, 28)})
        weekday = 0 if features["horizon_days"] % 7 == 0 else 7
        single_days = 2 * measures * features.get("pattern_days", 0)
        return Sizes(
            fields=(2 * len(columns["behaviour"]), 2 * len(columns["performance"])), days=features["window_days"],
            dense=2 * measures * (windows + shares + windows - 1) + measures * windows + weekday + single_days,
            categories=tuple(category_count(attribute["encoding"]) for attribute in state["attributes"]),
            attribute_names=tuple(f"{attribute['role']}.{attribute['column']}" for attribute in state["attributes"]),
            tasks=tuple(task["name"] for task in features["tasks"]), view=model["view_width"],
            experts=model["experts"], knowledge=model["knowledge_width"], meta_layers=model["meta_layers"],
            tower_layers=model["tower_layers"],
            rank=model["generator_rank"] if model["generator_rank"] != "full" else 16,
            head_width=model["head_width"] if model["head_width"] != "half" else 16,
            dropout=model["dropout"], hurdle=model["head"] == "hurdle",
            anchored=model.get("anchor", False))

    @property
    def outputs(self) -> int:
        """Columns of a task's head."""
        return 4 if self.hurdle else 1


def category_count(encoding: dict) -> int | None:
    """Codes above 0 of an attribute; None for a number that is standardised."""
    if "categorical" in encoding:
        return len(encoding["categorical"]["vocabulary"])
    return len(encoding["binned"]["edges"]) + 1 if "binned" in encoding else None


def normal(*shape: int, deviation: float) -> nn.Parameter:
    """A parameter of normal numbers."""
    return nn.Parameter(torch.randn(*shape) * deviation)


def uniform(*shape: int, bound: float) -> nn.Parameter:
    """A parameter of uniform numbers in ± `bound`."""
    return nn.Parameter((torch.rand(*shape) * 2 - 1) * bound)


def zeros(*shape: int) -> nn.Parameter:
    """A parameter of zeros."""
    return nn.Parameter(torch.zeros(*shape))


class SequenceEncoder(nn.Module):
    """Equations 2 to 5 of one sequence: [B, T, F] codes → mean and last day [B, 2·D]."""

    def __init__(self, fields: int, sizes: Sizes, best: bool) -> None:
        super().__init__()
        self.days, self.best = sizes.days, best
        self.width = FIELD_WIDTH * (fields + 1)
        self.value_width = (self.width + 1) // 2
        self.head_width = sizes.head_width if best else self.value_width
        self.table = normal(fields * BINS, FIELD_WIDTH, deviation=0.1)
        self.position = normal(sizes.days, FIELD_WIDTH, deviation=0.1)
        self.query_key = uniform(self.width, 2 * HEADS * self.head_width,
                                 bound=math.sqrt(6 / (self.width + HEADS * self.head_width)))
        self.value = uniform(self.width, HEADS * self.value_width,
                             bound=math.sqrt(6 / (self.width + HEADS * self.value_width)))
        self.output = uniform(HEADS * self.value_width, self.width,
                              bound=math.sqrt(6 / (self.width + HEADS * self.value_width)))
        self.register_buffer("first_rows", torch.arange(fields) * BINS)

    def forward(self, codes: Tensor) -> Tensor:
        rows = codes.shape[0]
        fields = embedding(codes + self.first_rows, self.table).flatten(start_dim=2)
        days = torch.cat([fields, self.position.expand(rows, self.days, FIELD_WIDTH)], dim=-1)
        projected = (days @ self.query_key).view(rows, self.days, 2, HEADS, self.head_width).permute(2, 0, 3, 1, 4)
        scores = projected[0] @ projected[1].transpose(-1, -2) / math.sqrt(self.head_width)
        weights = torch.softmax(scores, dim=-1)  # [B, H, T, T]
        if not self.best:
            value = (days @ self.value).view(rows, self.days, HEADS, self.value_width).transpose(1, 2)
            attended = (weights @ value).transpose(1, 2).flatten(start_dim=2) @ self.output
            return torch.cat([attended.mean(dim=1), attended[:, -1]], dim=-1)
        pooled_weights = torch.stack([weights.mean(dim=2), weights[:, :, -1]], dim=2)  # [B, H, 2, T]
        pooled_days = (pooled_weights.flatten(1, 2) @ days).view(rows, HEADS, 2, self.width)
        value = torch.einsum("bhpd,dhv->bphv", pooled_days, self.value.view(self.width, HEADS, self.value_width))
        return (value.flatten(start_dim=2) @ self.output).flatten(start_dim=1)

    def load(self, prefix: str, tensors: Tensors) -> None:
        """Takes the weights of an Adcast file, whose head width is this form's."""
        assign(self.table, tensors[f"{prefix}.embedding.weight"])
        assign(self.position, tensors[f"{prefix}.position.weight"])
        assign(self.query_key, np.hstack([tensors[f"{prefix}.attention.{part}.weight"] for part in ("query", "key")]))
        assign(self.value, tensors[f"{prefix}.attention.value.weight"])
        assign(self.output, tensors[f"{prefix}.attention.output.weight"])


class FullMetaLayer(nn.Module):
    """Equations 9 to 13, one layer of one task, a matrix generated for every row: [B, N, d] → [B, N, d]."""

    def __init__(self, width: int, knowledge: int) -> None:
        super().__init__()
        self.width = width
        self.generator = normal(knowledge, width * width, deviation=0.1 * math.sqrt(2 / (width * knowledge)))
        self.static = normal(width, width, deviation=math.sqrt(2 / width))
        self.bias_generator = uniform(knowledge, width, bound=knowledge ** -0.5)
        self.bias = zeros(width)

    def forward(self, hidden: Tensor, knowledge: Tensor) -> Tensor:
        weight = (knowledge @ self.generator).view(-1, self.width, self.width) + self.static
        generated_bias = (knowledge @ self.bias_generator + self.bias).unsqueeze(1)
        return leaky_relu(torch.bmm(hidden, weight) + generated_bias, 0.01)

    def load(self, prefix: str, tensors: Tensors) -> None:
        for name in ("generator", "static", "bias_generator"):
            assign(getattr(self, name), tensors[f"{prefix}.{name}"])
        assign(self.bias, tensors[f"{prefix}.bias"])


class FullMetaLearning(nn.Module):
    """Equations 14 to 18 and the last layer, task by task: [B, k, W] experts → [B, Y, outputs]."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes, tasks, view = sizes, range(len(sizes.tasks)), sizes.view

        def layers(width: int) -> nn.ModuleList:
            return nn.ModuleList(FullMetaLayer(width, sizes.knowledge) for _ in range(sizes.meta_layers))

        self.attention = nn.ModuleList(layers(2 * view) for _ in tasks)
        self.tower = nn.ModuleList(nn.ModuleList(layers(view) for _ in range(sizes.tower_layers)) for _ in tasks)
        self.score = normal(len(tasks), 2 * view, 1, deviation=0.1 * (2 * view) ** -0.5)
        self.head = normal(len(tasks), view, sizes.outputs, deviation=0.1 * view ** -0.5)
        self.head_bias = zeros(len(tasks), sizes.outputs)

    def forward(self, experts: Tensor, task_views: Tensor, knowledge: Tensor) -> Tensor:
        outputs = []
        for task, attention in enumerate(self.attention):
            hidden = torch.cat([experts, task_views[task].expand_as(experts)], dim=-1)
            for layer in attention:
                hidden = layer(hidden, knowledge)
            weights = torch.softmax(hidden @ self.score[task], dim=1)
            level = (weights * experts).sum(dim=1, keepdim=True)
            for block in self.tower[task]:
                inner = level
                for layer in block:
                    inner = layer(inner, knowledge)
                level = leaky_relu(inner + level, 0.01)
            outputs.append(level.squeeze(1) @ self.head[task] + self.head_bias[task])
        return torch.stack(outputs, dim=1)

    def load(self, tensors: Tensors) -> None:
        for task, name in enumerate(self.sizes.tasks):
            for index, layer in enumerate(self.attention[task]):
                layer.load(f"meta_attention.{name}.layer{index}", tensors)
            for block_index, block in enumerate(self.tower[task]):
                for index, layer in enumerate(block):
                    layer.load(f"meta_tower.{name}.block{block_index}.layer{index}", tensors)
        load_heads(self, self.sizes, tensors)


class FactoredMetaLayers(nn.Module):
    """One meta layer of all tasks, W = V₀ + A·diag(S̃·C + c₀)·B; the input is the same for all tasks or not.

    `constant_width` is the part of the input that is the same for every row of a task: it is multiplied once a task.
    """

    def __init__(self, width: int, sizes: Sizes, constant_width: int = 0) -> None:
        super().__init__()
        self.width, self.constant_width, self.rank, self.tasks = width, constant_width, sizes.rank, len(sizes.tasks)
        # V₀ and A side by side: one product gives both h·V₀ and h·A.
        static = torch.randn(self.tasks, width, width) * math.sqrt(2 / width)
        left = (torch.rand(self.tasks, width, sizes.rank) * 2 - 1) * width ** -0.5
        self.static_left = nn.Parameter(torch.cat([static, left], dim=-1))
        self.right = uniform(self.tasks, sizes.rank, width, bound=sizes.rank ** -0.5)
        # C and V_b of all tasks side by side: one product a batch gives every modulation and bias.
        modulation = torch.randn(self.tasks, sizes.knowledge, sizes.rank) * 0.1 * sizes.knowledge ** -0.5
        biases = (torch.rand(self.tasks, sizes.knowledge, width) * 2 - 1) * sizes.knowledge ** -0.5
        joined = torch.cat([modulation, biases], dim=-1).transpose(0, 1).flatten(start_dim=1)
        self.generators = nn.Parameter(joined.contiguous())
        self.generator_bias = zeros(self.tasks * (sizes.rank + width))

    def forward(self, hidden: Tensor, constant: Tensor | None, knowledge: Tensor) -> Tensor:
        """hidden [B, k, W'] for all tasks, with `constant` [Y, d − W'], or [Y, B, k, d] or [Y, B, d] → [Y, B, …, d]."""
        generated = torch.addmm(self.generator_bias, knowledge, self.generators)
        generated = generated.view(-1, self.tasks, self.rank + self.width).transpose(0, 1)  # [Y, B, r + d]
        varying = self.static_left[:, :self.width - self.constant_width]
        if constant is None:
            product = torch.bmm(hidden.flatten(1, -2), varying).view(*hidden.shape[:-1], self.width + self.rank)
        else:
            every_task = varying.transpose(0, 1).flatten(start_dim=1)  # [W', Y·(d + r)]
            product = (hidden.flatten(0, 1) @ every_task).view(*hidden.shape[:2], self.tasks, -1).permute(2, 0, 1, 3)
            fixed = torch.bmm(constant.unsqueeze(1), self.static_left[:, self.width - self.constant_width:])
            product = product + fixed.unsqueeze(1)
        if product.dim() == 4:
            generated = generated.unsqueeze(2)
        static, left = product.split([self.width, self.rank], dim=-1)
        modulation, generated_bias = generated.split([self.rank, self.width], dim=-1)
        dynamic = torch.bmm((left * modulation).reshape(self.tasks, -1, self.rank), self.right).view(static.shape)
        return leaky_relu(static + dynamic + generated_bias, 0.01)

    def load(self, prefix: Callable[[str], str], names: tuple[str, ...], tensors: Tensors) -> None:
        def stacked(*parts: str) -> np.ndarray:
            return np.stack([np.hstack([tensors[f"{prefix(name)}.{part}"] for part in parts]) for name in names])

        assign(self.static_left, stacked("static", "left"))
        assign(self.right, stacked("right"))
        assign(self.generators, np.hstack(list(stacked("modulation", "bias_generator"))))
        assign(self.generator_bias, np.hstack(list(stacked("modulation_bias", "bias"))))


class FactoredMetaLearning(nn.Module):
    """Equations 14 to 18 and the last layer for all tasks at once: [B, k, W] experts → [B, Y, outputs]."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes, view, tasks = sizes, sizes.view, len(sizes.tasks)
        self.attention = nn.ModuleList(
            FactoredMetaLayers(2 * view, sizes, constant_width=0 if index else view)
            for index in range(sizes.meta_layers))
        self.tower = nn.ModuleList(
            nn.ModuleList(FactoredMetaLayers(view, sizes) for _ in range(sizes.meta_layers))
            for _ in range(sizes.tower_layers))
        self.score = normal(tasks, 2 * view, 1, deviation=0.1 * (2 * view) ** -0.5)
        self.head = normal(tasks, view, sizes.outputs, deviation=0.1 * view ** -0.5)
        self.head_bias = zeros(tasks, sizes.outputs)

    def forward(self, experts: Tensor, task_views: Tensor, knowledge: Tensor) -> Tensor:
        hidden = self.attention[0](experts, task_views, knowledge)
        for layer in self.attention[1:]:
            hidden = layer(hidden, None, knowledge)
        scores = torch.bmm(hidden.flatten(1, 2), self.score).view(len(self.sizes.tasks), -1, self.sizes.experts)
        attention = torch.softmax(scores, dim=-1).transpose(0, 1)  # [B, Y, k]
        level = torch.bmm(attention, experts).transpose(0, 1)  # [Y, B, W]
        for block in self.tower:
            inner = level
            for layer in block:
                inner = layer(inner, None, knowledge)
            level = leaky_relu(inner + level, 0.01)
        return torch.bmm(level, self.head).transpose(0, 1) + self.head_bias

    def load(self, tensors: Tensors) -> None:
        names = self.sizes.tasks
        for index, layer in enumerate(self.attention):
            layer.load(lambda task: f"meta_attention.{task}.layer{index}", names, tensors)
        for block_index, block in enumerate(self.tower):
            for index, layer in enumerate(block):
                layer.load(lambda task: f"meta_tower.{task}.block{block_index}.layer{index}", names, tensors)
        load_heads(self, self.sizes, tensors)


def load_heads(meta: nn.Module, sizes: Sizes, tensors: Tensors) -> None:
    """v of equation 14 and the last layers."""
    assign(meta.score, np.stack([tensors[f"meta_attention.{task}.score.weight"] for task in sizes.tasks]))
    assign(meta.head, np.stack([tensors[f"head.{task}.weight"] for task in sizes.tasks]))
    assign(meta.head_bias, np.stack([tensors[f"head.{task}.bias"][0] for task in sizes.tasks]))


def assign(parameter: nn.Parameter, values: np.ndarray) -> None:
    """Overwrites a parameter, whose shape may count rows of one apart."""
    with torch.no_grad():
        parameter.copy_(torch.tensor(values).view(parameter.shape))


class M2M(nn.Module):
    """The whole model: a batch → [B, Y, outputs]."""

    def __init__(self, variant: str, sizes: Sizes) -> None:
        super().__init__()
        self.sizes, best = sizes, variant == "best"
        self.encoders = nn.ModuleDict({sequence: SequenceEncoder(fields, sizes, best)
                                       for sequence, fields in zip(SEQUENCES, sizes.fields)})
        categorical = [count for count in sizes.categories if count is not None]
        attributes, numeric = len(sizes.categories), len(sizes.categories) - len(categorical)
        firsts = np.cumsum([0] + [count + 1 for count in categorical])
        # Row 0 of a category's block stands for unknown and stays zero.
        known = torch.ones(int(firsts[-1]), 1)
        known[torch.from_numpy(firsts[:-1])] = 0
        self.unknown = normal(attributes, ATTRIBUTE_WIDTH, deviation=0.1)
        self.difference = normal(int(firsts[-1]), ATTRIBUTE_WIDTH, deviation=0.01)
        self.slope = normal(numeric, ATTRIBUTE_WIDTH, deviation=0.01)
        places = [index for index, count in enumerate(sizes.categories) if count is not None]
        places += [index for index, count in enumerate(sizes.categories) if count is None]
        self.register_buffer("known", known)
        self.register_buffer("first_categories", torch.from_numpy(firsts[:-1]))
        self.register_buffer("places", torch.argsort(torch.tensor(places)))
        self.in_order = places == sorted(places)
        inputs = (sum(2 * encoder.width for encoder in self.encoders.values()) + sizes.dense
                  + attributes * ATTRIBUTE_WIDTH)
        self.experts = normal(inputs, sizes.experts * sizes.view, deviation=math.sqrt(2 / inputs))
        self.experts_bias = zeros(sizes.experts * sizes.view)
        self.task_embedding = normal(len(sizes.tasks), TASK_WIDTH, deviation=1)
        self.task_view = normal(TASK_WIDTH, sizes.view, deviation=math.sqrt(2 / TASK_WIDTH))
        self.task_view_bias = zeros(sizes.view)
        self.knowledge = normal(attributes * ATTRIBUTE_WIDTH, sizes.knowledge,
                                deviation=math.sqrt(2 / (attributes * ATTRIBUTE_WIDTH)))
        self.knowledge_bias = zeros(sizes.knowledge)
        self.meta = FactoredMetaLearning(sizes) if best else FullMetaLearning(sizes)
        if sizes.anchored:
            # The columns of a head that start from the linear forecast: log-rate and location.
            starts = torch.tensor([1.0, 0, 1, 0] if sizes.hurdle else [1.0])
            self.register_buffer("anchored_outputs", starts)
            self.register_buffer("anchor", torch.zeros(sizes.dense, len(sizes.tasks)))
            self.register_buffer("anchor_bias", torch.zeros(len(sizes.tasks)))

    def forward(self, batch: Batch) -> Tensor:
        difference = embedding(batch["categories"] + self.first_categories, self.difference * self.known)
        if len(self.slope):
            difference = torch.cat([difference, batch["numbers"].unsqueeze(-1) * self.slope], dim=1)
            if not self.in_order:
                difference = difference[:, self.places]
        attributes = (self.unknown + difference).flatten(start_dim=1)
        pooled = torch.cat([encoder(batch[sequence]) for sequence, encoder in self.encoders.items()], dim=-1)
        if self.sizes.dropout > 0:
            pooled = dropout(pooled, self.sizes.dropout, self.training)
        features = torch.cat([pooled, batch["dense"], attributes], dim=-1)
        experts = leaky_relu(torch.addmm(self.experts_bias, features, self.experts), 0.01)  # equation 6
        task_views = leaky_relu(torch.addmm(self.task_view_bias, self.task_embedding, self.task_view), 0.01)  # 7
        knowledge = leaky_relu(torch.addmm(self.knowledge_bias, attributes, self.knowledge), 0.01)  # equation 8
        outputs = self.meta(experts.view(-1, self.sizes.experts, self.sizes.view), task_views, knowledge)
        if not self.sizes.anchored:
            return outputs
        linear = torch.addmm(self.anchor_bias, batch["dense"], self.anchor).clamp(-ANCHOR_LIMIT, ANCHOR_LIMIT)
        return outputs + linear.unsqueeze(-1) * self.anchored_outputs

    def load(self, tensors: Tensors) -> None:
        """Takes the weights of an Adcast file of the same sizes and form."""
        for sequence, encoder in self.encoders.items():
            encoder.load(f"backbone.{sequence}", tensors)
        prefix = "backbone.attributes."
        names, counts = self.sizes.attribute_names, self.sizes.categories
        assign(self.unknown, np.vstack([tensors[f"{prefix}{name}.unknown"] for name in names]))
        blocks = [np.vstack([np.zeros((1, ATTRIBUTE_WIDTH), np.float32), tensors[f"{prefix}{name}.difference"][:count]])
                  for name, count in zip(names, counts) if count is not None]
        assign(self.difference, np.vstack(blocks))
        slopes = [tensors[f"{prefix}{name}.slope"] for name, count in zip(names, counts) if count is None]
        if slopes:
            assign(self.slope, np.vstack(slopes))
        assign(self.experts, tensors["backbone.experts.weight"])
        assign(self.experts_bias, tensors["backbone.experts.bias"])
        assign(self.task_embedding, tensors["backbone.task_view.embedding.weight"])
        assign(self.task_view, tensors["backbone.task_view.weight"])
        assign(self.task_view_bias, tensors["backbone.task_view.bias"])
        assign(self.knowledge, tensors["backbone.scenario_knowledge.weight"])
        assign(self.knowledge_bias, tensors["backbone.scenario_knowledge.bias"])
        self.meta.load(tensors)
        if self.sizes.anchored:
            assign(self.anchor, tensors["anchor.weight"])
            assign(self.anchor_bias, tensors["anchor.bias"])


def joint_loss(outputs: Tensor, labels: Tensor, weights: Tensor, positive_shares: Tensor) -> Tensor:
    """Equation 20 summed over tasks, joined with activity and size where the head is a hurdle.

    `labels` [B, Y] are in units of the tasks' scales, `weights` is [B, 1].
    """
    rate = outputs[..., 0].clamp(-LOG_RATE_LIMIT, LOG_RATE_LIMIT)
    terms = torch.exp(rate) - labels * rate
    if outputs.shape[-1] == 4:
        positive = labels > 0
        activity = positive.to(outputs.dtype)
        spread = softplus(outputs[..., 3]) + LEAST_SPREAD
        # The logarithm of 1 stands in where there is no label, so that no gradient is lost to infinity.
        deviation = (torch.log(torch.where(positive, labels, torch.ones_like(labels))) - outputs[..., 2]) / spread
        size = activity / positive_shares * (torch.sqrt(1 + deviation * deviation) + torch.log(spread))
        bce = binary_cross_entropy_with_logits(outputs[..., 1], activity, reduction="none")
        terms = terms + 0.5 * (bce + size)
    return (weights * terms).sum() / len(labels)


def optimiser(model: nn.Module, learning_rate: float) -> torch.optim.Optimizer:
    """Adam with the settings of section 5.1.3, as Adcast has them."""
    return torch.optim.Adam(model.parameters(), lr=learning_rate, betas=(0.9, 0.998), eps=1e-9, fused=True)


def train_step(model: M2M, adam: torch.optim.Optimizer, batch: Batch, positive_shares: Tensor) -> Tensor:
    """One step; returns the loss before it."""
    adam.zero_grad(set_to_none=True)
    loss = joint_loss(model(batch), batch["labels"], batch["weights"], positive_shares)
    loss.backward()
    torch.nn.utils.clip_grad_value_(model.parameters(), CLIP)
    adam.step()
    return loss.detach()


def means(outputs: Tensor, scales: Tensor, limits: Tensor) -> Tensor:
    """The forecast mean of each task, [B, Y]; `limits` are the horizon for active days and infinite elsewhere."""
    return torch.minimum(torch.exp(outputs[..., 0].clamp(-LOG_RATE_LIMIT, LOG_RATE_LIMIT)) * scales, limits)


def prepare(threads: int) -> None:
    """Settings that PyTorch is measured with."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
