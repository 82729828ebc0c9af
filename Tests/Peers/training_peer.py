"""The speed of M2M in PyTorch: the yardstick for training and scoring.

    python3 training_peer.py --variant paper    the equations as they are written
    python3 training_peer.py --variant best     the same function in the form that suits PyTorch best

Prints one JSON line. README.md beside this file says what is measured.
"""

from __future__ import annotations

import argparse
import functools
import json
import time
from collections.abc import Callable

import torch

from m2m_torch import BINS, M2M, SEQUENCES, Batch, Sizes, optimiser, prepare, train_step

FIRST_STEPS = 5


def random_batch(rows: int, sizes: Sizes) -> Batch:
    """Inputs and labels of a model's shapes."""
    batch = {sequence: torch.randint(0, BINS, (rows, sizes.days, fields))
             for sequence, fields in zip(SEQUENCES, sizes.fields)}
    counts = [count for count in sizes.categories if count is not None]
    batch["categories"] = torch.stack([torch.randint(0, count + 1, (rows,)) for count in counts], dim=1)
    batch["numbers"] = torch.randn(rows, len(sizes.categories) - len(counts))
    batch["dense"] = torch.randn(rows, sizes.dense)
    batch["labels"] = torch.rand(rows, len(sizes.tasks)) * (torch.rand(rows, len(sizes.tasks)) > 0.4) * 3
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
    parser.add_argument("--head", choices=["poisson", "hurdle"], default="hurdle")
    parser.add_argument("--widths", choices=["default", "paper"], default="default",
                        help="views 64 wide and one layer of each kind, or 256 with K = 3 and L = 2")
    parser.add_argument("--compile", action="store_true", help="let torch.compile fuse operations (needs a C++ compiler)")
    arguments = parser.parse_args()
    prepare(arguments.threads)
    widths = {"view": 256, "meta_layers": 3, "tower_layers": 2, "dropout": 0.0} if arguments.widths == "paper" else {}
    sizes = Sizes(hurdle=arguments.head == "hurdle", anchored=arguments.variant == "best", **widths)
    model = M2M(arguments.variant, sizes)
    batches = [random_batch(arguments.batch, sizes) for _ in range(16)]
    pair = random_batch(1, sizes)
    adam = optimiser(model, 1e-3)
    shares = torch.full((len(sizes.tasks),), 0.6)

    step = functools.partial(train_step, torch.compile(model) if arguments.compile else model, adam)
    training_rate = rate(lambda index: step(batches[index % len(batches)], shares), arguments.seconds) * arguments.batch
    model.eval()
    forward = torch.compile(model) if arguments.compile else model
    with torch.inference_mode():
        forward_rate = rate(lambda index: forward(batches[index % len(batches)]).exp(), arguments.seconds)
        pair_rate = rate(lambda _: model(pair).exp(), arguments.seconds / 4)
    print(json.dumps({
        "peer": "pytorch", "variant": arguments.variant, "compiled": arguments.compile, "widths": arguments.widths,
        "head": arguments.head, "torch": torch.__version__, "threads": arguments.threads, "batch": arguments.batch,
        "parameters": sum(value.numel() for value in model.parameters()),
        "training_samples_per_second": round(training_rate),
        "forward_samples_per_second": round(forward_rate * arguments.batch),
        "one_pair_milliseconds": round(1000 / pair_rate, 3),
    }))


if __name__ == "__main__":
    main()
