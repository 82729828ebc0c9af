"""Answers POST /predict with FastAPI, uvicorn and M2M in PyTorch, from the same database and weights as Adcast.

    python3 live_peer.py --database world.sqlite --version models/1 --port 8090

A request names an advertiser and may name an as-of date: {"advertiser":"a000001","as_of":"2020-03-01"}. Every answer is
computed: the advertiser's rows are read, the inputs built, and the model run in the form that suits PyTorch best.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import orjson
import torch
import uvicorn
from fastapi import FastAPI, Request, Response

from adcast_files import read_version
from adcast_samples import Database, Encoder, day_number, day_text
from m2m_torch import M2M, Sizes, means, prepare


def application(database_path: str, version: Path) -> FastAPI:
    """The service."""
    manifest, tensors = read_version(version)
    features, state = manifest["features"], manifest["states"]["serving"]
    model = M2M("best", Sizes.of(manifest["model"], features, state))
    model.load(tensors)
    model.eval()
    database = Database(database_path, features, check_same_thread=False)
    encoder = Encoder(features, state, database)
    newest = database.newest_day()
    scales, limits = torch.from_numpy(encoder.scales), torch.from_numpy(encoder.limits())
    tasks = [(task["name"], task["unit"]) for task in features["tasks"]]
    service = FastAPI()

    @service.get("/readyz")
    async def ready() -> dict:
        return {"status": "ready"}

    # One core computes, so that handing requests to threads would only add to their time.
    @service.post("/predict")
    async def predict(request: Request) -> Response:
        query = orjson.loads(await request.body())
        advertiser = query["advertiser"]
        as_of = day_number(query["as_of"]) if "as_of" in query else newest
        panel = database.advertiser_panel(advertiser, as_of - encoder.window + 1, as_of)
        predictions = []
        if len(panel.pair_scenario):
            pairs, dates = encoder.samples(panel, [as_of])
            windows = encoder.sequence_windows(encoder.day_codes(panel), panel, pairs, dates)
            categories, numbers = encoder.attributes(panel, {advertiser: database.profile(advertiser)})
            with torch.inference_mode():
                rows = means(model({
                    **{name: torch.from_numpy(values).int() for name, values in windows.items()},
                    "dense": torch.from_numpy(encoder.dense(panel, pairs, dates)),
                    "categories": torch.from_numpy(categories), "numbers": torch.from_numpy(numbers),
                }), scales, limits).numpy().astype(np.float64).tolist()
            predictions = [
                {"scenario": database.scenarios[scenario], "task": task, "unit": unit, "mean": mean}
                for scenario, row in zip(panel.pair_scenario[pairs], rows) for (task, unit), mean in zip(tasks, row)]
        return Response(media_type="application/json", content=orjson.dumps({
            "model_version": int(version.name), "advertiser": advertiser, "as_of": day_text(as_of),
            "from": day_text(as_of + 1), "to": day_text(as_of + encoder.horizon), "predictions": predictions,
        }))

    return service


def main() -> None:
    """Serves until it is stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", required=True)
    parser.add_argument("--version", type=Path, required=True, help="the directory of a published version")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=1, help="PyTorch's; one suits a server confined to a core")
    arguments = parser.parse_args()
    prepare(arguments.threads)
    uvicorn.run(application(arguments.database, arguments.version), port=arguments.port, log_level="warning",
                access_log=False)


if __name__ == "__main__":
    main()
