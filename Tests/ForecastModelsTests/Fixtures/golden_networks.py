"""The networks of golden trajectories: what all of them share, and M2M with its ablations.

Imported by `make_golden_trajectories.py`, beside this file. Each network draws its own initial parameters and follows its
paper to the letter; nothing here takes a short cut.
"""

from __future__ import annotations

import math

import numpy
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, leaky_relu, softplus

from golden_cases import (ATTRIBUTE_WIDTH, ATTRIBUTES, BINS, HEADS, KNOWLEDGE, ROWS, TASK_WIDTH, TASKS, VIEW, Batch,
                          Case, Drawing, Parameters, float32_values)


POSITIVE_SHARE = 0.5  # π of every task


class Network:
    """A network for one set of parameters: embeddings, transformer and pooling, heads, loss."""

    def __init__(self, case: Case, parameters: Parameters) -> None:
        self.case = case
        self.parameters = parameters
        self.pre_activations: dict[str, list[torch.Tensor]] = {}

    @staticmethod
    def draw(drawing: Drawing) -> None:
        """Draws the parameters of such a network."""
        raise NotImplementedError

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        """What each task's last layer gives → [B, columns] a task."""
        raise NotImplementedError

    def activation(self, layer: str, pre_activation: torch.Tensor) -> torch.Tensor:
        """σ: LeakyReLU. Keeps what went into it, for the conditions of `drawn_case`."""
        self.pre_activations.setdefault(layer, []).append(pre_activation.detach())
        return leaky_relu(pre_activation, 0.01)

    def dense_layer(self, prefix: str, inputs: torch.Tensor) -> torch.Tensor:
        """f_MLP of equations 6 to 8: one layer."""
        weight, bias = self.parameters[f"{prefix}.weight"], self.parameters[f"{prefix}.bias"]
        return self.activation(prefix, inputs @ weight + bias)

    def embedded_sequence(self, prefix: str, codes: torch.Tensor) -> torch.Tensor:
        """4.1.1: the embeddings of a day's fields side by side, then its position's → [B, T, D]."""
        table = self.parameters[f"{prefix}.embedding.weight"]
        position = self.parameters[f"{prefix}.position.weight"]
        rows = []
        for row in codes:
            days = []
            for day, day_codes in enumerate(row):
                fields = [table[field * BINS + int(code)] for field, code in enumerate(day_codes)]
                days.append(torch.cat(fields + [position[day]]))
            rows.append(torch.stack(days))
        return torch.stack(rows)

    def multi_head_attention(self, prefix: str, embedded: torch.Tensor) -> torch.Tensor:
        """Equations 2 to 4, head by head and day by day → [B, T, D]."""
        projections = [self.parameters[f"{prefix}.attention.{part}.weight"].chunk(HEADS, dim=1)
                       for part in ("query", "key", "value")]
        heads = []
        for query_weight, key_weight, value_weight in zip(*projections):
            query, key, value = embedded @ query_weight, embedded @ key_weight, embedded @ value_weight
            scores = torch.einsum("bsk,btk->bst", query, key) / math.sqrt(key.shape[-1])
            heads.append(torch.softmax(scores, dim=-1) @ value)
        return torch.cat(heads, dim=-1) @ self.parameters[f"{prefix}.attention.output.weight"]

    def pooled_sequence(self, prefix: str, codes: torch.Tensor) -> torch.Tensor:
        """The sequence's part of equation 5: mean over days and last day, or all days side by side → [B, P·D]."""
        days = self.embedded_sequence(prefix, codes)
        if self.case.transformer:
            days = self.multi_head_attention(prefix, days)
        if self.case.pooling == "flatten":
            return days.flatten(start_dim=1)
        return torch.cat([days.mean(dim=1), days[:, -1]], dim=-1)

    def embedded_attributes(self, batch: Batch, prefix: str = "backbone") -> torch.Tensor:
        """Profile A and scenario S of equation 8, each "unknown" plus what is known → [B, 8·attributes]."""
        categorical, numeric = iter(batch["categorical_codes"].T), iter(batch["numeric_values"].T)
        embedded = []
        for role, column, categories in ATTRIBUTES:
            p = f"{prefix}.attributes.{role}.{column}"
            unknown = self.parameters[f"{p}.unknown"]
            if categories:
                difference = self.parameters[f"{p}.difference"]
                nothing = torch.zeros(ATTRIBUTE_WIDTH, dtype=torch.float64)
                known = [difference[code - 1] if code > 0 else nothing for code in next(categorical)]
                embedded.append(unknown + torch.stack(known))
            else:
                embedded.append(unknown + torch.outer(next(numeric), self.parameters[f"{p}.slope"][0]))
        return torch.cat(embedded, dim=-1)

    def features(self, batch: Batch, prefix: str = "backbone") -> torch.Tensor:
        """F of equation 5 with the dense features and the attributes beside it."""
        pooled = [self.pooled_sequence(f"{prefix}.{sequence}", batch[f"{sequence}_codes"])
                  for sequence, _ in self.case.sequences()]
        return torch.cat([*pooled, batch["dense"], self.embedded_attributes(batch, prefix)], dim=-1)

    def head(self, task: str, level: torch.Tensor) -> torch.Tensor:
        """A task's last layer → [B, columns]."""
        return level @ self.parameters[f"head.{task}.weight"] + self.parameters[f"head.{task}.bias"]

    def head_outputs(self, batch: Batch) -> list[torch.Tensor]:
        """The last layers, their log-rates and locations above the linear forecast → [B, columns] a task."""
        outputs = self.raw_outputs(batch)
        if "anchor.weight" not in self.parameters:
            return outputs
        linear = batch["dense"] @ self.parameters["anchor.weight"] + self.parameters["anchor.bias"]
        columns = iter(linear.clamp(-8, 8).T)
        anchored = []
        for (_, aggregate, _), output in zip(TASKS, outputs):
            starts = torch.zeros_like(output)
            if aggregate != "active":
                forecast = next(columns)
                starts[:, 0] = forecast
                if output.shape[1] == 4:
                    starts[:, 2] = forecast
            anchored.append(output + starts)
        return anchored

    def outputs(self, batch: Batch) -> torch.Tensor:
        """A log-rate, clamped to ±15, or a logit of each task → [B, Y]."""
        columns = zip(TASKS, self.head_outputs(batch))
        return torch.stack([output[:, 0] if aggregate == "active" else output[:, 0].clamp(-15, 15)
                            for (_, aggregate, _), output in columns], dim=-1)

    def predictions(self, batch: Batch) -> torch.Tensor:
        """Rates (in units of the task's scale) and probabilities → [B, Y]."""
        columns = zip(TASKS, self.outputs(batch).T)
        return torch.stack([torch.sigmoid(column) if aggregate == "active" else torch.exp(column)
                            for (_, aggregate, _), column in columns], dim=-1)

    def loss(self, batch: Batch) -> torch.Tensor:
        """Equation 19 without its penalty: equation 20 (its log ŷ is the output) or cross-entropy, weighted by row; with
        the hurdle head activity and size beside equation 20."""
        total = torch.zeros((), dtype=torch.float64)
        for (_, aggregate, task_weight), output, label in zip(TASKS, self.head_outputs(batch), batch["labels"].T):
            if aggregate == "active":
                losses = binary_cross_entropy_with_logits(output[:, 0], label, reduction="none")
            else:
                rate = output[:, 0].clamp(-15, 15)
                losses = torch.exp(rate) - label * rate
            if output.shape[1] == 4:
                positive = label > 0
                activity = binary_cross_entropy_with_logits(output[:, 1], positive.double(), reduction="none")
                spread = softplus(output[:, 3]) + 0.05
                distance = (torch.log(torch.where(positive, label, 1.0)) - output[:, 2]) / spread
                size = torch.where(positive, torch.sqrt(1 + distance ** 2) + torch.log(spread), 0.0)
                losses = losses + 0.5 * (activity + size / POSITIVE_SHARE)
            total = total + task_weight * (batch["weights"] * losses).sum() / ROWS
        return total

    def settle(self, batch: Batch) -> None:
        """Moves initial parameters out of places where a trajectory would hang on rounding."""

    def is_settled(self) -> bool:
        """Whether none is in such a place, after a pass."""
        return True


class M2M(Network):
    """The model of sections 4.1 to 4.3."""

    # Without generation, V_w (or C) and V_b are not there.
    generates_attention = True
    generates_tower = True

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        cls.draw_member(drawing, drawing.backbone())
        if drawing.case.anchored:
            drawing.anchor()

    @classmethod
    def draw_member(cls, drawing: Drawing, feature_width: int) -> None:
        """Everything above the features."""
        case, draw = drawing.case, drawing.draw

        def draw_meta_unit(prefix: str, width: int, generates: bool) -> None:
            for layer in range(case.meta_layers):
                p = f"{prefix}.layer{layer}"
                draw(f"{p}.static", width, width, math.sqrt(1.5 / width))
                if case.rank is not None:
                    draw(f"{p}.left", width, case.rank, math.sqrt(2 / width))
                    draw(f"{p}.right", case.rank, width, math.sqrt(0.7 / case.rank))
                    if generates:
                        draw(f"{p}.modulation", KNOWLEDGE, case.rank, math.sqrt(1.5 / KNOWLEDGE))
                    draw(f"{p}.modulation_bias", 1, case.rank, 0.5)
                elif generates:
                    draw(f"{p}.generator", KNOWLEDGE, width * width, math.sqrt(0.8 / (width * KNOWLEDGE)))
                if generates:
                    draw(f"{p}.bias_generator", KNOWLEDGE, width, 0.3)
                draw(f"{p}.bias", 1, width, 0.2)

        drawing.layer("backbone.experts", feature_width, case.experts * VIEW)
        draw("backbone.task_view.embedding.weight", len(TASKS), TASK_WIDTH, 0.6)
        draw("backbone.task_view.weight", TASK_WIDTH, VIEW, 0.35)
        draw("backbone.task_view.bias", 1, VIEW, 0.2)
        draw("backbone.scenario_knowledge.weight", ATTRIBUTE_WIDTH * len(ATTRIBUTES), KNOWLEDGE, 0.25)
        draw("backbone.scenario_knowledge.bias", 1, KNOWLEDGE, 0.2)
        for task, _, _ in TASKS:
            draw_meta_unit(f"meta_attention.{task}", 2 * VIEW, cls.generates_attention)
            draw(f"meta_attention.{task}.score.weight", 2 * VIEW, 1, 0.6)
            for block in range(case.tower_layers):
                draw_meta_unit(f"meta_tower.{task}.block{block}", VIEW, cls.generates_tower)
            drawing.head(task)

    def weight(self, prefix: str, knowledge: torch.Tensor) -> torch.Tensor:
        """Equation 11, one matrix a sample → [B, d, d]; factored: W = V₀ + A·diag(S̃·C + c₀)·B."""
        static = self.parameters[f"{prefix}.static"].expand(ROWS, -1, -1)
        if f"{prefix}.generator" in self.parameters:
            return (knowledge @ self.parameters[f"{prefix}.generator"]).reshape(static.shape) + static
        if f"{prefix}.left" not in self.parameters:
            return static
        diagonal = self.parameters[f"{prefix}.modulation_bias"].expand(ROWS, -1)
        if f"{prefix}.modulation" in self.parameters:
            diagonal = knowledge @ self.parameters[f"{prefix}.modulation"] + diagonal
        left, right = self.parameters[f"{prefix}.left"], self.parameters[f"{prefix}.right"]
        return static + torch.einsum("iq,bq,qj->bij", left, diagonal, right)

    def bias(self, prefix: str, knowledge: torch.Tensor) -> torch.Tensor:
        """Equation 12 → [B, d] or [1, d]."""
        static = self.parameters[f"{prefix}.bias"]
        if f"{prefix}.bias_generator" not in self.parameters:
            return static
        return knowledge @ self.parameters[f"{prefix}.bias_generator"] + static

    def meta(self, prefix: str, hidden: torch.Tensor, knowledge: torch.Tensor) -> torch.Tensor:
        """Equations 9 to 13 on [B, d]."""
        for layer in range(self.case.meta_layers):
            p = f"{prefix}.layer{layer}"
            product = torch.einsum("bi,bij->bj", hidden, self.weight(p, knowledge))
            hidden = self.activation(p, product + self.bias(p, knowledge))
        return hidden

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        parameters = self.parameters
        experts = self.dense_layer("backbone.experts", self.features(batch)).chunk(self.case.experts, dim=-1)  # equation 6
        task_views = self.dense_layer("backbone.task_view", parameters["backbone.task_view.embedding.weight"])  # 7
        knowledge = self.dense_layer("backbone.scenario_knowledge", self.embedded_attributes(batch))  # equation 8
        columns = []
        for (task, _, _), task_view in zip(TASKS, task_views):
            scores = []
            for expert in experts:  # equation 14
                hidden = torch.cat([expert, task_view.expand(ROWS, VIEW)], dim=-1)
                hidden = self.meta(f"meta_attention.{task}", hidden, knowledge)
                scores.append(hidden @ parameters[f"meta_attention.{task}.score.weight"])
            attention = torch.softmax(torch.cat(scores, dim=-1), dim=-1)  # equation 15
            tower = sum(attention[:, [i]] * view for i, view in enumerate(experts))  # equations 16, 17
            for block in range(self.case.tower_layers):  # equation 18
                prefix = f"meta_tower.{task}.block{block}"
                tower = self.activation(prefix, self.meta(prefix, tower, knowledge) + tower)
            columns.append(self.head(task, tower))
        return columns

    # Softmax ignores what a unit of the last attention layer adds to all experts alike: a unit that is on one side of its
    # kink for all of them has a bias gradient that cancels to zero, and Adam turns the rounding that is left into whole
    # steps. So these units are centred, and each must be on both sides among the experts of some row.

    def last_attention_layers(self) -> list[str]:
        return [f"meta_attention.{task}.layer{self.case.meta_layers - 1}" for task, _, _ in TASKS]

    def settle(self, batch: Batch) -> None:
        self.outputs(batch)
        for layer in self.last_attention_layers():
            centre = torch.cat(self.pre_activations[layer]).mean(dim=0).numpy()
            bias = numpy.round(self.parameters[f"{layer}.bias"].detach().numpy() - centre, 3) + 0.0
            self.parameters[f"{layer}.bias"] = float32_values(bias).requires_grad_()

    def is_settled(self) -> bool:
        positive = torch.stack([torch.stack(self.pre_activations[layer]) > 0
                                for layer in self.last_attention_layers()])  # [Y, k, B, d]
        return bool((positive.any(dim=1) & ~positive.all(dim=1)).any(dim=1).all())


class M2MWithoutMetaAttention(M2M):
    """Table 5's "w/o MA": the same shapes, static weights."""

    generates_attention = False


class M2MWithoutMetaTower(M2M):
    """Table 5's "w/o MT"."""

    generates_tower = False


class MemberParameters:
    """The parameters that a member sees: its own by their names without the prefix, and what all share."""

    def __init__(self, parameters: Parameters, prefix: str) -> None:
        self.parameters, self.prefix = parameters, prefix

    def place(self, name: str) -> str:
        """The name under which the member finds a parameter."""
        return self.prefix + name if self.prefix + name in self.parameters else name

    def __getitem__(self, name: str) -> torch.Tensor:
        return self.parameters[self.place(name)]

    def __setitem__(self, name: str, value: torch.Tensor) -> None:
        self.parameters[self.place(name)] = value

    def __contains__(self, name: str) -> bool:
        return self.place(name) in self.parameters


class M2MOfMembers(Network):
    """Several networks on one backbone: outputs and losses are the means of theirs."""

    def __init__(self, case: Case, parameters: Parameters) -> None:
        super().__init__(case, parameters)
        self.members = [M2M(case, MemberParameters(parameters, prefix)) for prefix in self.prefixes(case)]
        self.pre_activations = {}

    @staticmethod
    def prefixes(case: Case) -> list[str]:
        """What the names of each member's parameters begin with."""
        return [f"member{member}." if member else "" for member in range(case.members)]

    @classmethod
    def draw(cls, drawing: Drawing) -> None:
        feature_width = drawing.backbone()
        for drawing.prefix in cls.prefixes(drawing.case):
            M2M.draw_member(drawing, feature_width)
        drawing.prefix = ""
        if drawing.case.anchored:
            drawing.anchor()

    def raw_outputs(self, batch: Batch) -> list[torch.Tensor]:
        outputs = [member.raw_outputs(batch) for member in self.members]
        self.pre_activations = {f"{index}.{layer}": inputs for index, member in enumerate(self.members)
                                for layer, inputs in member.pre_activations.items()}
        return [torch.stack(columns).mean(dim=0) for columns in zip(*outputs)]

    def loss(self, batch: Batch) -> torch.Tensor:
        return torch.stack([member.loss(batch) for member in self.members]).mean()

    def settle(self, batch: Batch) -> None:
        for member in self.members:
            member.settle(batch)

    def is_settled(self) -> bool:
        return all(member.is_settled() for member in self.members)
