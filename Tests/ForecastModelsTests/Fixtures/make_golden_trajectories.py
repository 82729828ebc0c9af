"""Golden trajectories of M2M: a second implementation, in PyTorch, that the Swift one must agree with.

Run it where PyTorch and numpy are installed; it needs no argument and writes `<case>.json` beside itself:

    python3 make_golden_trajectories.py

It follows the paper ("Leaving No One Behind", WSDM 2022) to the letter and takes no short cut: every day is projected
to query, key and value, every head attends for itself, and the generated matrix of every sample is written out. All
arithmetic is in float64, from initial weights that float32 holds. Running it again gives the same bytes.

Matrices are [input, output], rows of a batch multiply from the left (y = x·W + b). Every array in a fixture is flat and
row-major. Initial weights and the batch are decimals that are exact as written, gradients have 7 significant digits and
everything else 9. `losses[i]` is the loss before Adam step i + 1; the eleventh is the loss after ten steps.
"""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import numpy
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, leaky_relu

Parameters = dict[str, torch.Tensor]
Batch = dict[str, torch.Tensor]

COMMENT = "Written by make_golden_trajectories.py, beside this file; regenerate: python3 make_golden_trajectories.py"
BINS, FIELD_WIDTH, ATTRIBUTE_WIDTH, TASK_WIDTH, HEADS = 17, 16, 8, 16, 2
DAYS, DENSE, VIEW, EXPERTS, KNOWLEDGE, ROWS = 5, 7, 6, 3, 5, 8
STEPS, LEARNING_RATE, CLIP = 10, 2e-3, 3.0
KINK_MARGIN = 1e-4

# (role, column, categories); no categories: a numeric attribute. The scenario's own name comes before its attributes.
ATTRIBUTES = [("profile", "category", 4), ("profile", "star", 3), ("scenario", "scenario", 3), ("scenario", "type", 2),
              ("scenario", "reach", 0)]
# (name, aggregate, λ of equation 19)
TASKS = [("clicks", "sum", 1.0), ("spend", "sum", 0.5), ("active", "active", 1.0)]


@dataclasses.dataclass(frozen=True)
class Case:
    """What one fixture varies. `rank` is that of a factored generator, None for a full one."""

    name: str
    behaviour_fields: int
    performance_fields: int
    rank: int | None
    meta_layers: int
    tower_layers: int
    head_width: int | None = 3  # None: half of the sequence's width
    pooling: str = "mean_last"
    transformer: bool = True
    penalty_generators: float = 0.0
    penalty_static: float = 0.0
    large_labels: bool = True

    def sequences(self) -> list[tuple[str, int]]:
        """The two sequences and their numbers of fields."""
        return [("behaviour", self.behaviour_fields), ("performance", self.performance_fields)]

    def configuration(self) -> dict:
        """The sizes and switches as the fixture states them."""
        return {
            "view_width": VIEW, "experts": EXPERTS, "knowledge_width": KNOWLEDGE, "meta_layers": self.meta_layers,
            "tower_layers": self.tower_layers, "generator": self.rank or "full", "transformer": self.transformer,
            "head_width": self.head_width or "half", "pooling": self.pooling, "window_days": DAYS,
            "behaviour_fields": self.behaviour_fields, "performance_fields": self.performance_fields,
            "dense_width": DENSE, "bin_count": BINS,
            "attributes": [{"role": role, "column": column, "kind": "categorical" if categories else "numeric",
                            "categories": categories} for role, column, categories in ATTRIBUTES],
            "tasks": [{"name": name, "aggregate": aggregate, "weight": weight} for name, aggregate, weight in TASKS],
            "penalty": {"generators": self.penalty_generators, "static": self.penalty_static},
            "learning_rate": LEARNING_RATE, "batch_rows": ROWS,
        }


CASES = [
    Case("factored", 2, 4, rank=2, meta_layers=2, tower_layers=2, penalty_generators=0.02, penalty_static=0.005),
    Case("full", 2, 2, rank=None, meta_layers=2, tower_layers=1, head_width=None, penalty_generators=0.02,
         penalty_static=0.005),
    Case("flatten_full", 2, 2, rank=None, meta_layers=1, tower_layers=2, pooling="flatten"),
    Case("without_transformer", 4, 6, rank=3, meta_layers=1, tower_layers=1, transformer=False, large_labels=False),
]


def float32_values(values: numpy.ndarray | list[float]) -> torch.Tensor:
    """Values rounded to float32, held as float64."""
    return torch.tensor(numpy.asarray(values, numpy.float32).astype(numpy.float64))


def initial_parameters(case: Case, random: numpy.random.RandomState) -> Parameters:
    """Draws every parameter, in the order of the fixture, at three decimals and rounded to float32.

    The scales are not the product's: they make generated weights matter as much as static ones from the first step.
    """
    parameters: Parameters = {}

    def draw(name: str, rows: int, columns: int, deviation: float) -> None:
        values = numpy.round(deviation * random.randn(rows, columns), 3) + 0.0
        parameters[name] = float32_values(values).requires_grad_()

    def draw_meta_unit(prefix: str, width: int) -> None:
        for layer in range(case.meta_layers):
            p = f"{prefix}.layer{layer}"
            draw(f"{p}.static", width, width, math.sqrt(1.5 / width))
            if case.rank is None:
                draw(f"{p}.generator", KNOWLEDGE, width * width, math.sqrt(0.8 / (width * KNOWLEDGE)))
            else:
                draw(f"{p}.left", width, case.rank, math.sqrt(2 / width))
                draw(f"{p}.right", case.rank, width, math.sqrt(0.7 / case.rank))
                draw(f"{p}.modulation", KNOWLEDGE, case.rank, math.sqrt(1.5 / KNOWLEDGE))
                draw(f"{p}.modulation_bias", 1, case.rank, 0.5)
            draw(f"{p}.bias_generator", KNOWLEDGE, width, 0.3)
            draw(f"{p}.bias", 1, width, 0.2)

    expert_input = DENSE + ATTRIBUTE_WIDTH * len(ATTRIBUTES)
    for sequence, fields in case.sequences():
        p, width = f"backbone.{sequence}", FIELD_WIDTH * fields + FIELD_WIDTH
        draw(f"{p}.embedding.weight", fields * BINS, FIELD_WIDTH, 0.6)
        draw(f"{p}.position.weight", DAYS, FIELD_WIDTH, 0.6)
        if case.transformer:
            key_width, value_width = case.head_width or (width + 1) // 2, (width + 1) // 2
            draw(f"{p}.attention.query.weight", width, HEADS * key_width, 2 / math.sqrt(width))
            draw(f"{p}.attention.key.weight", width, HEADS * key_width, 2 / math.sqrt(width))
            draw(f"{p}.attention.value.weight", width, HEADS * value_width, 1.2 / math.sqrt(width))
            draw(f"{p}.attention.output.weight", HEADS * value_width, width, 1.2 / math.sqrt(width))
        expert_input += width * (DAYS if case.pooling == "flatten" else 2)
    for role, column, categories in ATTRIBUTES:
        p = f"backbone.attributes.{role}.{column}"
        draw(f"{p}.unknown", 1, ATTRIBUTE_WIDTH, 0.5)
        draw(f"{p}.difference" if categories else f"{p}.slope", categories or 1, ATTRIBUTE_WIDTH, 0.5)
    draw("backbone.experts.weight", expert_input, EXPERTS * VIEW, 1.5 / math.sqrt(expert_input))
    draw("backbone.experts.bias", 1, EXPERTS * VIEW, 0.2)
    draw("backbone.task_view.embedding.weight", len(TASKS), TASK_WIDTH, 0.6)
    draw("backbone.task_view.weight", TASK_WIDTH, VIEW, 0.35)
    draw("backbone.task_view.bias", 1, VIEW, 0.2)
    draw("backbone.scenario_knowledge.weight", ATTRIBUTE_WIDTH * len(ATTRIBUTES), KNOWLEDGE, 0.25)
    draw("backbone.scenario_knowledge.bias", 1, KNOWLEDGE, 0.2)
    for task, _, _ in TASKS:
        draw_meta_unit(f"meta_attention.{task}", 2 * VIEW)
        draw(f"meta_attention.{task}.score.weight", 2 * VIEW, 1, 0.6)
        for block in range(case.tower_layers):
            draw_meta_unit(f"meta_tower.{task}.block{block}", VIEW)
        draw(f"head.{task}.weight", VIEW, 1, 0.4)
        draw(f"head.{task}.bias", 1, 1, 0.2)
    return parameters


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


class M2M:
    """The model of sections 4.1 to 4.3 for one set of parameters."""

    def __init__(self, case: Case, parameters: Parameters) -> None:
        self.case = case
        self.parameters = parameters
        self.pre_activations: dict[str, list[torch.Tensor]] = {}

    def activation(self, layer: str, pre_activation: torch.Tensor) -> torch.Tensor:
        """σ: LeakyReLU. Keeps what went into it, for the conditions of `drawn_case`."""
        self.pre_activations.setdefault(layer, []).append(pre_activation.detach())
        return leaky_relu(pre_activation, 0.01)

    def dense_layer(self, prefix: str, inputs: torch.Tensor) -> torch.Tensor:
        """f_MLP of equations 6 to 8: one layer."""
        weight, bias = self.parameters[f"{prefix}.weight"], self.parameters[f"{prefix}.bias"]
        return self.activation(prefix, inputs @ weight + bias)

    def embedded_sequence(self, sequence: str, codes: torch.Tensor) -> torch.Tensor:
        """4.1.1: the embeddings of a day's fields side by side, then its position's → [B, T, D]."""
        table = self.parameters[f"backbone.{sequence}.embedding.weight"]
        position = self.parameters[f"backbone.{sequence}.position.weight"]
        rows = []
        for row in codes:
            days = []
            for day, day_codes in enumerate(row):
                fields = [table[field * BINS + int(code)] for field, code in enumerate(day_codes)]
                days.append(torch.cat(fields + [position[day]]))
            rows.append(torch.stack(days))
        return torch.stack(rows)

    def multi_head_attention(self, sequence: str, embedded: torch.Tensor) -> torch.Tensor:
        """Equations 2 to 4, head by head and day by day → [B, T, D]."""
        projections = [self.parameters[f"backbone.{sequence}.attention.{part}.weight"].chunk(HEADS, dim=1)
                       for part in ("query", "key", "value")]
        heads = []
        for query_weight, key_weight, value_weight in zip(*projections):
            query, key, value = embedded @ query_weight, embedded @ key_weight, embedded @ value_weight
            scores = torch.einsum("bsk,btk->bst", query, key) / math.sqrt(key.shape[-1])
            heads.append(torch.softmax(scores, dim=-1) @ value)
        return torch.cat(heads, dim=-1) @ self.parameters[f"backbone.{sequence}.attention.output.weight"]

    def pooled_sequence(self, sequence: str, codes: torch.Tensor) -> torch.Tensor:
        """The sequence's part of equation 5: mean over days and last day, or all days side by side → [B, P·D]."""
        days = self.embedded_sequence(sequence, codes)
        if self.case.transformer:
            days = self.multi_head_attention(sequence, days)
        if self.case.pooling == "flatten":
            return days.flatten(start_dim=1)
        return torch.cat([days.mean(dim=1), days[:, -1]], dim=-1)

    def embedded_attributes(self, batch: Batch) -> torch.Tensor:
        """Profile A and scenario S of equation 8, each "unknown" plus what is known → [B, 8·attributes]."""
        categorical, numeric = iter(batch["categorical_codes"].T), iter(batch["numeric_values"].T)
        embedded = []
        for role, column, categories in ATTRIBUTES:
            prefix = f"backbone.attributes.{role}.{column}"
            unknown = self.parameters[f"{prefix}.unknown"]
            if categories:
                difference = self.parameters[f"{prefix}.difference"]
                nothing = torch.zeros(ATTRIBUTE_WIDTH, dtype=torch.float64)
                known = [difference[code - 1] if code > 0 else nothing for code in next(categorical)]
                embedded.append(unknown + torch.stack(known))
            else:
                embedded.append(unknown + torch.outer(next(numeric), self.parameters[f"{prefix}.slope"][0]))
        return torch.cat(embedded, dim=-1)

    def generated_weight(self, prefix: str, knowledge: torch.Tensor) -> torch.Tensor:
        """Equation 11, one matrix a sample → [B, d, d]; factored: W = V₀ + A·diag(S̃·C + c₀)·B."""
        static = self.parameters[f"{prefix}.static"]
        if self.case.rank is None:
            return (knowledge @ self.parameters[f"{prefix}.generator"]).reshape(-1, *static.shape) + static
        diagonal = knowledge @ self.parameters[f"{prefix}.modulation"] + self.parameters[f"{prefix}.modulation_bias"]
        left, right = self.parameters[f"{prefix}.left"], self.parameters[f"{prefix}.right"]
        return static + torch.einsum("iq,bq,qj->bij", left, diagonal, right)

    def meta(self, prefix: str, hidden: torch.Tensor, knowledge: torch.Tensor) -> torch.Tensor:
        """Equations 9 to 13 on [B, d]."""
        for layer in range(self.case.meta_layers):
            p = f"{prefix}.layer{layer}"
            weight = self.generated_weight(p, knowledge)
            bias = knowledge @ self.parameters[f"{p}.bias_generator"] + self.parameters[f"{p}.bias"]  # equation 12
            hidden = self.activation(p, torch.einsum("bi,bij->bj", hidden, weight) + bias)
        return hidden

    def outputs(self, batch: Batch) -> torch.Tensor:
        """What each task's last layer gives: a log-rate, clamped to ±15, or a logit → [B, Y]."""
        parameters = self.parameters
        attributes = self.embedded_attributes(batch)
        pooled = [self.pooled_sequence(sequence, batch[f"{sequence}_codes"]) for sequence, _ in self.case.sequences()]
        features = torch.cat([*pooled, batch["dense"], attributes], dim=-1)
        experts = self.dense_layer("backbone.experts", features).chunk(EXPERTS, dim=-1)  # equation 6
        task_views = self.dense_layer("backbone.task_view", parameters["backbone.task_view.embedding.weight"])  # 7
        knowledge = self.dense_layer("backbone.scenario_knowledge", attributes)  # equation 8
        columns = []
        for (task, aggregate, _), task_view in zip(TASKS, task_views):
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
            output = (tower @ parameters[f"head.{task}.weight"] + parameters[f"head.{task}.bias"])[:, 0]
            columns.append(output if aggregate == "active" else output.clamp(-15, 15))
        return torch.stack(columns, dim=-1)

    def predictions(self, batch: Batch) -> torch.Tensor:
        """Rates (in units of the task's scale) and probabilities → [B, Y]."""
        columns = zip(TASKS, self.outputs(batch).T)
        return torch.stack([torch.sigmoid(column) if aggregate == "active" else torch.exp(column)
                            for (_, aggregate, _), column in columns], dim=-1)

    def loss(self, batch: Batch) -> torch.Tensor:
        """Equation 19 without its penalty: equation 20 (its log ŷ is the output) or cross-entropy, weighted by row."""
        total = torch.zeros((), dtype=torch.float64)
        for (_, aggregate, task_weight), output, label in zip(TASKS, self.outputs(batch).T, batch["labels"].T):
            if aggregate == "active":
                losses = binary_cross_entropy_with_logits(output, label, reduction="none")
            else:
                losses = torch.exp(output) - label * output
            total = total + task_weight * (batch["weights"] * losses).sum() / ROWS
        return total


def penalty_strength(case: Case, name: str) -> float:
    """α of equation 19 for a parameter: generators, other matrices, and nothing for embeddings and biases."""
    last = name.rsplit(".", 1)[-1]
    if last in ("generator", "bias_generator", "left", "right", "modulation"):
        return case.penalty_generators
    if last == "static" or (last == "weight" and not name.endswith(("embedding.weight", "position.weight"))):
        return case.penalty_static
    return 0.0


def trajectory(case: Case, initial: Parameters, batch: Batch, clip: float = CLIP) -> tuple[list[float], Parameters]:
    """Losses of ten Adam steps on one batch (eleven values) and the gradients of the first, as the loss gives them."""
    parameters = {name: value.detach().clone().requires_grad_() for name, value in initial.items()}
    adam = torch.optim.Adam(parameters.values(), lr=LEARNING_RATE, betas=(0.9, 0.998), eps=1e-9, foreach=False)
    losses: list[float] = []
    first: Parameters = {}
    for _ in range(STEPS):
        adam.zero_grad()
        loss = M2M(case, parameters).loss(batch)
        loss.backward()
        losses.append(loss.item())
        first = first or {name: value.grad.clone() for name, value in parameters.items()}
        with torch.no_grad():
            for name, value in parameters.items():
                value.grad.add_(2 * penalty_strength(case, name) * value).clamp_(-clip, clip)
        adam.step()
    losses.append(M2M(case, parameters).loss(batch).item())
    return losses, first


def drawn_case(case: Case, seed: int) -> tuple[Parameters, Batch]:
    """The first draw, from `seed` on, whose trajectory does not hang on rounding.

    At the first step no activation is near its kink and no output near its clamp. Softmax ignores what a unit of the
    last attention layer adds to all experts alike: a unit that is on one side of its kink for all of them has a bias
    gradient that cancels to zero, and Adam turns the rounding that is left into whole steps. So these units are
    centred, and each must be on both sides among the experts of some row.
    """
    last_layers = [f"meta_attention.{task}.layer{case.meta_layers - 1}" for task, _, _ in TASKS]
    while True:
        random = numpy.random.RandomState(seed)
        parameters, batch = initial_parameters(case, random), random_batch(case, random)
        model = M2M(case, parameters)
        model.outputs(batch)
        for layer in last_layers:
            centre = torch.cat(model.pre_activations[layer]).mean(dim=0).numpy()
            bias = numpy.round(parameters[f"{layer}.bias"].detach().numpy() - centre, 3) + 0.0
            parameters[f"{layer}.bias"] = float32_values(bias).requires_grad_()
        model = M2M(case, parameters)
        largest_output = model.outputs(batch).detach().abs().max()
        nearest_kink = min(inputs.abs().min() for layer in model.pre_activations.values() for inputs in layer)
        positive = torch.stack([torch.stack(model.pre_activations[layer]) > 0 for layer in last_layers])  # [Y, k, B, d]
        on_both_sides = (positive.any(dim=1) & ~positive.all(dim=1)).any(dim=1)
        if nearest_kink > KINK_MARGIN and largest_output < 4 and bool(on_both_sides.all()):
            return parameters, batch
        seed += 1


def check_pooling_identity(case: Case, parameters: Parameters, batch: Batch) -> None:
    """Nothing non-linear follows attention: averaging the softmax rows before V equals averaging after it."""
    model = M2M(case, parameters)
    for sequence, _ in case.sequences():
        prefix = f"backbone.{sequence}.attention"
        embedded = model.embedded_sequence(sequence, batch[f"{sequence}_codes"])
        pooled_heads = []
        for query_weight, key_weight, value_weight in zip(
                *(parameters[f"{prefix}.{part}.weight"].chunk(HEADS, dim=1) for part in ("query", "key", "value"))):
            scores = torch.einsum("bsk,btk->bst", embedded @ query_weight, embedded @ key_weight)
            rows = torch.softmax(scores / math.sqrt(key_weight.shape[1]), dim=-1)
            weights = torch.stack([rows.mean(dim=1), rows[:, -1]], dim=1)  # [B, 2, T]
            pooled_heads.append((weights @ embedded) @ value_weight)
        pooled = (torch.cat(pooled_heads, dim=-1) @ parameters[f"{prefix}.output.weight"]).flatten(start_dim=1)
        difference = (pooled - model.pooled_sequence(sequence, batch[f"{sequence}_codes"])).abs().max().item()
        assert difference < 1e-12, (case.name, sequence, difference)


def check_multiplying_out(case: Case, parameters: Parameters, batch: Batch) -> None:
    """A factored generator is a full one with V_w[k, i·d+j] = Σ_q A[i,q]·B[q,j]·C[k,q], v_w = V₀ + A·diag(c₀)·B."""
    full: Parameters = {}
    for name, value in parameters.items():
        prefix, last = name.rsplit(".", 1)
        if last == "static":
            left, right, modulation, bias = (
                parameters[f"{prefix}.{part}"] for part in ("left", "right", "modulation", "modulation_bias"))
            full[f"{prefix}.generator"] = torch.einsum("iq,qj,kq->kij", left, right, modulation).flatten(start_dim=1)
            full[name] = value + left @ torch.diag(bias[0]) @ right
        elif last not in ("left", "right", "modulation", "modulation_bias"):
            full[name] = value
    expected = M2M(case, parameters).outputs(batch)
    difference = (M2M(dataclasses.replace(case, rank=None), full).outputs(batch) - expected).abs().max().item()
    assert difference < 1e-12, (case.name, difference)


def check_trajectory(case: Case, initial: Parameters, batch: Batch, losses: list[float], gradients: Parameters) -> None:
    """Makes sure that the fixture can tell right from wrong: nothing is idle, and clipping and penalty change it."""
    for name, gradient in gradients.items():
        assert gradient.abs().max() > 1e-4, (case.name, name, "has next to no gradient")
    clips = any(bool((gradient.abs() > CLIP).any()) for gradient in gradients.values())
    assert clips == case.large_labels, (case.name, "clipping", clips)
    assert losses[-1] < losses[0], case.name
    variants = [trajectory(case, initial, batch, clip=math.inf)[0]] if clips else []
    if case.penalty_generators or case.penalty_static:
        for left_out in ({"penalty_generators": 0.0}, {"penalty_static": 0.0}):
            variants.append(trajectory(dataclasses.replace(case, **left_out), initial, batch)[0])
    for variant in variants:
        assert abs(variant[-1] / losses[-1] - 1) > 1e-4, (case.name, variant[-1], losses[-1])


def significant(values: torch.Tensor | list[float], digits: int = 9) -> list[float | int]:
    """Flat decimals of so many significant digits; whole numbers without a point."""
    flat = values.detach().flatten().tolist() if isinstance(values, torch.Tensor) else values
    rounded = [float(f"{value:.{digits}g}") for value in flat]
    return [int(value) if value == int(value) else value for value in rounded]


def exact(values: torch.Tensor) -> list[float | int]:
    """Flat shortest decimals that name the same float32 values."""
    return significant([float(str(value)) for value in values.detach().numpy().astype(numpy.float32).flatten()])


def compact(value: object) -> str:
    """JSON without spaces; a list of objects has one a line, so that a change shows where it is."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(compact(item) for item in value) + "\n]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{compact(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def main() -> None:
    """Writes every case's fixture."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for index, case in enumerate(CASES):
        parameters, batch = drawn_case(case, seed=1000 * (index + 1))
        losses, gradients = trajectory(case, parameters, batch)
        check_trajectory(case, parameters, batch, losses, gradients)
        if case.transformer and case.pooling == "mean_last":
            check_pooling_identity(case, parameters, batch)
        if case.rank is not None:
            check_multiplying_out(case, parameters, batch)
        fixture = {
            "case": case.name, "comment": COMMENT, "configuration": case.configuration(),
            "parameters": [{"name": name, "shape": list(value.shape), "values": exact(value)}
                           for name, value in parameters.items()],
            "batch": {name: exact(value) for name, value in batch.items()},
            "outputs": significant(M2M(case, parameters).predictions(batch)),
            "step1": {"loss": significant(losses[:1])[0],
                      "gradients": [{"name": name, "values": significant(value, digits=7)}
                                    for name, value in gradients.items()]},
            "losses": significant(losses),
        }
        text = "{" + ",\n".join(f"{json.dumps(key)}:{compact(value)}" for key, value in fixture.items()) + "}\n"
        path = Path(__file__).with_name(f"{case.name}.json")
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(text) // 1000} KB, {sum(value.numel() for value in parameters.values())} parameters, "
              f"loss {losses[0]:.6f} → {losses[-1]:.6f}")


if __name__ == "__main__":
    main()
