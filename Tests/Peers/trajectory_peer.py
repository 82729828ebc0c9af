"""Takes Adcast's training steps in PyTorch, from the same weights on the same batches, and compares the losses.

    python3 trajectory_peer.py DIRECTORY

DIRECTORY is what `training-trajectory` of the Benchmarks package wrote. Prints one JSON line: how far the losses are from what
PyTorch finds in double precision. How far PyTorch in single precision is from that says what
rounding does: it grows from step to step, whoever computes, since Adam's first steps depend on the signs of gradients alone.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from adcast_files import read_tensors
from m2m_torch import M2M, Batch, Sizes, optimiser, prepare, train_step


def main() -> None:
    """Compares the losses of every step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    prepare(arguments.threads)
    trajectory = json.loads((arguments.directory / "trajectory.json").read_text("utf-8"))
    exported = read_tensors(arguments.directory / "batches.safetensors")
    model_sizes = trajectory["model"]
    sizes = Sizes.of(model_sizes, trajectory["features"], trajectory["state"])
    shares = torch.tensor(trajectory["state"]["positive_shares"])
    rows, expected = trajectory["rows"], trajectory["losses"]

    def batch(index: int, precision: torch.dtype) -> Batch:
        part = {name: torch.from_numpy(values[index * rows:(index + 1) * rows].copy()) for name, values in exported.items()}
        empty = torch.zeros(rows, 0)
        floats = {name: part[name] for name in ("dense", "labels", "weights")}
        floats["numbers"] = part.get("numeric_values", empty)
        return {
            "behaviour": part["behaviour_codes"].long().view(rows, sizes.days, -1),
            "performance": part["performance_codes"].long().view(rows, sizes.days, -1),
            "categories": part.get("categorical_codes", empty).long(),
            **{name: values.to(precision) for name, values in floats.items()},
        }

    def losses(precision: torch.dtype) -> list[float]:
        model = M2M("paper" if model_sizes["generator_rank"] == "full" else "best", sizes)
        model.load(read_tensors(arguments.directory / "weights.safetensors"))
        model.to(precision)
        adam = optimiser(model, trajectory["learning_rate"])
        return [float(train_step(model, adam, batch(index, precision), shares.to(precision)))
                for index in range(len(expected))]

    def greatest(one: list[float], other: list[float]) -> float:
        return max(abs(a - b) / abs(b) for a, b in zip(one, other))

    found, exact = losses(torch.float32), losses(torch.float64)
    mean = sum(map(abs, expected)) / len(expected)
    print(json.dumps({
        "peer": "pytorch", "steps": len(expected), "rows": rows, "mean_loss": mean, "least_loss": min(map(abs, expected)),
        "greatest_relative_difference_from_double": greatest(expected, exact),
        "greatest_relative_difference_of_peer_from_double": greatest(found, exact),
        "greatest_relative_difference": greatest(found, expected),
    }))


if __name__ == "__main__":
    main()
