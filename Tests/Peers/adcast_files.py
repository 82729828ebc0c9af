"""Reads what Adcast writes: versions of models and tensor files, as MODEL_FORMAT.md says."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import numpy as np


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """The tensors of a safetensors file by name."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    tensors = {}
    for name, entry in json.loads(content[8:8 + length]).items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(content[8 + length + begin:8 + length + end], "<f4").reshape(entry["shape"])
    return tensors


def read_version(directory: Path, name: str = "model") -> tuple[dict, dict[str, np.ndarray]]:
    """The manifest of a version and the tensors of one of its files."""
    manifest = json.loads((directory / "manifest.json").read_text("utf-8"))
    path = directory / f"{name}.safetensors"
    if hashlib.sha256(path.read_bytes()).hexdigest() != manifest["files"][name]["sha256"]:
        raise ValueError(f"{path} was changed since it was published")
    return manifest, read_tensors(path)


def newest_version(models: Path) -> Path:
    """The directory of the highest version."""
    versions = [path for path in models.iterdir() if path.name.isdigit()]
    if not versions:
        raise FileNotFoundError(f"{models} holds no version; train one first")
    return max(versions, key=lambda path: int(path.name))
