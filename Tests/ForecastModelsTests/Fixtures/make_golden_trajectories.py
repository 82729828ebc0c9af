"""Golden trajectories: a second implementation, in PyTorch, that the Swift one must agree with.

Run it where PyTorch and numpy are installed; it needs no argument and writes `<case>.json` beside itself:

    python3 make_golden_trajectories.py

It follows the paper ("Leaving No One Behind", WSDM 2022) and those of its baselines to the letter and takes no short cut:
every day is projected to query, key and value, every head attends for itself, and the generated matrix of every sample is
written out. All arithmetic is in float64, from initial weights that float32 holds. Running it again gives the same bytes.

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

from golden_baselines import CGC, MRAN, CrossStitch, MMoE, SharedBottom, SingleTask
from golden_cases import HEADS, LEARNING_RATE, Batch, Case, Drawing, Parameters, random_batch
from golden_networks import M2M, M2MOfMembers, M2MWithoutMetaAttention, M2MWithoutMetaTower, Network

COMMENT = "Written by make_golden_trajectories.py, beside this file; regenerate: python3 make_golden_trajectories.py"
STEPS, CLIP = 10, 3.0
KINK_MARGIN = 1e-4

NETWORKS: dict[str, type[Network]] = {
    "m2m": M2M, "single_task": SingleTask, "shared_bottom": SharedBottom, "cross_stitch": CrossStitch, "mmoe": MMoE,
    "mran": MRAN, "cgc": CGC, "m2m_without_meta_tower": M2MWithoutMetaTower,
    "m2m_without_meta_attention": M2MWithoutMetaAttention,
}


def baseline(architecture: str, **settings: object) -> Case:
    """A case of a baseline, named like it; where nothing else is said, small enough without the transformer."""
    return Case(architecture, 2, 2, architecture=architecture, **{"experts": 4, "transformer": False, **settings})


CASES = [
    Case("factored", 2, 4, rank=2, meta_layers=2, tower_layers=2, penalty_generators=0.02, penalty_static=0.005),
    Case("full", 2, 2, rank=None, meta_layers=2, tower_layers=1, head_width=None, penalty_generators=0.02,
         penalty_static=0.005),
    Case("flatten_full", 2, 2, rank=None, meta_layers=1, tower_layers=2, pooling="flatten"),
    Case("without_transformer", 4, 6, rank=3, meta_layers=1, tower_layers=1, transformer=False, large_labels=False),
    baseline("single_task"),
    baseline("shared_bottom", penalty_static=0.005),
    baseline("cross_stitch", penalty_static=0.005),
    baseline("mmoe", transformer=True, large_labels=False),
    baseline("mran", penalty_static=0.005),
    baseline("cgc"),
    Case("m2m_without_meta_tower", 2, 2, rank=2, meta_layers=2, tower_layers=2, transformer=False,
         architecture="m2m_without_meta_tower", penalty_generators=0.02, penalty_static=0.005),
    Case("m2m_without_meta_attention", 2, 2, rank=2, meta_layers=2, tower_layers=2, transformer=False,
         architecture="m2m_without_meta_attention", penalty_generators=0.02, penalty_static=0.005),
    Case("full_without_meta_tower", 2, 2, rank=None, transformer=False, architecture="m2m_without_meta_tower"),
    Case("full_without_meta_attention", 2, 2, rank=None, transformer=False,
         architecture="m2m_without_meta_attention"),
    Case("hurdle_members", 2, 2, rank=2, tower_layers=2, transformer=False, penalty_generators=0.02,
         head="hurdle", members=2, anchored=True),
]


def network(case: Case, parameters: Parameters) -> Network:
    """The case's network with these parameters."""
    return kind(case)(case, parameters)


def kind(case: Case) -> type[Network]:
    """The class of the case's networks."""
    return M2MOfMembers if case.members > 1 else NETWORKS[case.architecture]


def penalty_strength(case: Case, name: str) -> float:
    """α of equation 19 for a parameter: generators, other matrices, and nothing for embeddings, biases and
    the weights of cross-stitch units, which start near one and zero."""
    last = name.rsplit(".", 1)[-1]
    if last in ("generator", "bias_generator", "left", "right", "modulation"):
        return case.penalty_generators
    unpenalised = name.startswith("stitch.") or name.endswith(("embedding.weight", "position.weight"))
    if last == "static" or (last == "weight" and not unpenalised):
        return case.penalty_static
    return 0.0


def trajectory(case: Case, initial: Parameters, batch: Batch, clip: float = CLIP) -> tuple[list[float], Parameters]:
    """Losses of ten Adam steps on one batch (eleven values) and the gradients of the first, as the loss gives them."""
    parameters = {name: value.detach().clone() for name, value in initial.items()}
    trained = {name: value.requires_grad_() for name, value in parameters.items() if not name.startswith("anchor.")}
    adam = torch.optim.Adam(trained.values(), lr=LEARNING_RATE, betas=(0.9, 0.998), eps=1e-9, foreach=False)
    losses: list[float] = []
    first: Parameters = {}
    for _ in range(STEPS):
        adam.zero_grad()
        loss = network(case, parameters).loss(batch)
        loss.backward()
        losses.append(loss.item())
        first = first or {name: value.grad.clone() for name, value in trained.items()}
        with torch.no_grad():
            for name, value in trained.items():
                value.grad.add_(2 * penalty_strength(case, name) * value).clamp_(-clip, clip)
        adam.step()
    losses.append(network(case, parameters).loss(batch).item())
    return losses, first


def drawn_case(case: Case, seed: int) -> tuple[Parameters, Batch]:
    """The first draw, from `seed` on, whose trajectory does not hang on rounding.

    At the first step no activation is near its kink and no output near its clamp.
    """
    while True:
        random = numpy.random.RandomState(seed)
        drawing = Drawing(case, random)
        kind(case).draw(drawing)
        parameters, batch = drawing.parameters, random_batch(case, random)
        network(case, parameters).settle(batch)
        settled = network(case, parameters)
        largest_output = settled.outputs(batch).detach().abs().max()
        nearest_kink = min(inputs.abs().min() for layer in settled.pre_activations.values() for inputs in layer)
        if nearest_kink > KINK_MARGIN and largest_output < 4 and settled.is_settled():
            return parameters, batch
        seed += 1


def check_pooling_identity(case: Case, parameters: Parameters, batch: Batch) -> None:
    """Nothing non-linear follows attention: averaging the softmax rows before V equals averaging after it."""
    model = network(case, parameters)
    for sequence, _ in case.sequences():
        prefix = f"backbone.{sequence}.attention"
        embedded = model.embedded_sequence(f"backbone.{sequence}", batch[f"{sequence}_codes"])
        pooled_heads = []
        for query_weight, key_weight, value_weight in zip(
                *(parameters[f"{prefix}.{part}.weight"].chunk(HEADS, dim=1) for part in ("query", "key", "value"))):
            scores = torch.einsum("bsk,btk->bst", embedded @ query_weight, embedded @ key_weight)
            rows = torch.softmax(scores / math.sqrt(key_weight.shape[1]), dim=-1)
            weights = torch.stack([rows.mean(dim=1), rows[:, -1]], dim=1)  # [B, 2, T]
            pooled_heads.append((weights @ embedded) @ value_weight)
        pooled = (torch.cat(pooled_heads, dim=-1) @ parameters[f"{prefix}.output.weight"]).flatten(start_dim=1)
        difference = (pooled - model.pooled_sequence(f"backbone.{sequence}", batch[f"{sequence}_codes"])).abs().max().item()
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
    for penalty in ("penalty_generators", "penalty_static"):
        if getattr(case, penalty):
            variants.append(trajectory(dataclasses.replace(case, **{penalty: 0.0}), initial, batch)[0])
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
        if case.rank is not None and case.architecture == "m2m" and case.members == 1:
            check_multiplying_out(case, parameters, batch)
        fixture = {
            "case": case.name, "comment": COMMENT, "configuration": case.configuration(),
            "parameters": [{"name": name, "shape": list(value.shape), "values": exact(value)}
                           for name, value in parameters.items()],
            "batch": {name: exact(value) for name, value in batch.items()},
            "outputs": significant(network(case, parameters).predictions(batch)),
            **({"head_outputs": [significant(output) for output in network(case, parameters).head_outputs(batch)]}
               if case.head == "hurdle" else {}),
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
