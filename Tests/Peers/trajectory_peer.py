"""Takes Adcast's training steps in PyTorch, from the same weights on the same batches, and compares the losses.

    python3 trajectory_peer.py DIRECTORY

DIRECTORY is what `training-trajectory` of the Benchmarks package wrote. Prints one JSON line; fails where a loss differs by
more than --tolerance, relative.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch

from adcast_files import read_tensors
from m2m_torch import M2M, Batch, Sizes, optimiser, prepare, train_step


def main() -> None:
    """Compares the losses of every step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--tolerance", type=float, default=1e-4)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    prepare(arguments.threads)
    trajectory = json.loads((arguments.directory / "trajectory.json").read_text("utf-8"))
    exported = read_tensors(arguments.directory / "batches.safetensors")
    model_sizes = trajectory["model"]
    sizes = Sizes.of(model_sizes, trajectory["features"], trajectory["state"])
    model = M2M("paper" if model_sizes["generator_rank"] == "full" else "best", sizes)
    model.load(read_tensors(arguments.directory / "weights.safetensors"))
    adam = optimiser(model, trajectory["learning_rate"])
    shares = torch.tensor(trajectory["state"]["positive_shares"])
    rows, expected = trajectory["rows"], trajectory["losses"]

    def batch(index: int) -> Batch:
        part = {name: torch.from_numpy(values[index * rows:(index + 1) * rows].copy()) for name, values in exported.items()}
        empty = torch.zeros(rows, 0)
        return {
            "behaviour": part["behaviour_codes"].long().view(rows, sizes.days, -1),
            "performance": part["performance_codes"].long().view(rows, sizes.days, -1),
            "categories": part.get("categorical_codes", empty).long(), "numbers": part.get("numeric_values", empty),
            "dense": part["dense"], "labels": part["labels"], "weights": part["weights"],
        }

    losses = [float(train_step(model, adam, batch(index), shares)) for index in range(len(expected))]
    differences = [abs(found - wanted) / abs(wanted) for found, wanted in zip(losses, expected)]
    print(json.dumps({
        "peer": "pytorch", "steps": len(losses), "rows": rows, "first_loss": expected[0], "last_loss": expected[-1],
        "last_loss_of_peer": losses[-1], "greatest_relative_difference": max(differences),
    }))
    if not max(differences) <= arguments.tolerance:
        sys.exit(f"the losses differ by {max(differences):.2e}, more than {arguments.tolerance:.0e}")


if __name__ == "__main__":
    main()
