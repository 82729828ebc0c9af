"""What the comparisons share: running programs, servers and load, and the table of ratios."""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclasses.dataclass
class Ratio:
    """A line of the table: Adcast against its peer, both of this run."""

    what: str
    unit: str
    ours: float
    peer_name: str
    peer: float | None
    target: float
    # Where less is better, the ratio says how much less; where `at_most`, the target is a ceiling.
    less_is_better: bool = False
    at_most: bool = False
    note: str = ""

    @property
    def value(self) -> float:
        """The ratio, or our figure alone where there is no peer."""
        if self.peer is None:
            return self.ours
        return self.peer / self.ours if self.less_is_better and not self.at_most else self.ours / self.peer

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.value <= self.target if self.at_most else self.value >= self.target


def figure(value: float | None) -> str:
    """Four significant digits, thousands apart."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(ratios: list[Ratio]) -> str:
    """The ratios as a Markdown table."""
    lines = ["| what | unit | Adcast | peer | peer's figure | ratio | target | met |", "|---|---|---|---|---|---|---|---|"]
    for ratio in ratios:
        sign, times = ("≤" if ratio.at_most else "≥"), ("×" if ratio.peer is not None else "")
        note = f" ({ratio.note})" if ratio.note else ""
        lines.append(
            f"| {ratio.what}{note} | {ratio.unit} | {figure(ratio.ours)} | {ratio.peer_name} | {figure(ratio.peer)} "
            f"| {ratio.value:.2g}{times} | {sign} {ratio.target:g}{times} | {'yes' if ratio.is_met else '**no**'} |")
    return "\n".join(lines)


def say(text: str) -> None:
    """Progress, on standard error."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


@dataclasses.dataclass
class Finished:
    """What a program left behind."""

    output: str
    seconds: float
    peak_bytes: int
    # Of all its threads, in the kernel too.
    processor_seconds: float

    @property
    def report(self) -> dict:
        """The JSON object of its last line."""
        return json.loads(self.output.strip().splitlines()[-1])


def run(*command: object, environment: dict[str, str] | None = None) -> Finished:
    """Runs a program to its end and measures it alone; its errors end ours."""
    arguments = [str(part) for part in command]
    say(" ".join(arguments))
    start = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}) as child:
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode:
        sys.exit(f"{arguments[0]} ended with {child.returncode}\n{output[-2000:]}")
    scale = 1 if sys.platform == "darwin" else 1024
    return Finished(output, seconds, usage.ru_maxrss * scale, usage.ru_utime + usage.ru_stime)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pinned(core: int | None) -> list[str]:
    """What confines a command to one core, where the system can."""
    return [] if core is None or not sys.platform.startswith("linux") else ["taskset", "-c", str(core)]


def is_ready(port: int) -> bool:
    """Whether GET /readyz says 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextlib.contextmanager
def server(*command: object, port: int, core: int | None = None, log: Path) -> Iterator[float]:
    """A server for the duration of a block; yields the seconds that it took to be ready."""
    arguments = pinned(core) + [str(part) for part in command]
    say(" ".join(arguments))
    with log.open("w") as output:
        start = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=output, stderr=output)
        try:
            while not is_ready(port):
                if process.poll() is not None or time.perf_counter() - start > 120:
                    sys.exit(f"{arguments[0]} does not get ready; {log} says why")
                time.sleep(0.005)
            yield time.perf_counter() - start
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def post(port: int, bodies: list[str]) -> list[str]:
    """The answers to POST /predict; anything but 200 ends the run."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    answers = []
    for body in bodies:
        connection.request("POST", "/predict", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read().decode()
        if response.status != 200:
            sys.exit(f"POST /predict {body} gave {response.status}: {text}")
        answers.append(text.strip())
    connection.close()
    return answers


def closed_loop(port: int, bodies: Path, seconds: float, core: int | None = None) -> float:
    """Requests a second of wrk with one thread and 32 connections. A peer may take its time: late is no error."""
    output = subprocess.run(
        pinned(core) + ["wrk", "-t1", "-c32", "--timeout", "30s", f"-d{max(1, round(seconds))}s",
                        "-s", str(HERE / "wrk_predict.lua"), f"http://127.0.0.1:{port}/predict"],
        env={**os.environ, "PEERS_BODIES": str(bodies)}, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"wrk met errors:\n{output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])


def await_table(port: int) -> None:
    """Waits until Adcast has its table of forecasts, which it makes at low priority."""
    deadline = time.perf_counter() + 120
    while time.perf_counter() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/metrics")
        if b"\nforecast_table_ready 1\n" in connection.getresponse().read():
            return
        connection.close()
        time.sleep(0.2)
    sys.exit("there is no table of forecasts")


def steady_rate(port: int, bodies: Path, seconds: float, core: int | None = None) -> float:
    """The rate once it has stopped rising, as when an interpreter has warmed up."""
    previous, deadline = 0.0, time.perf_counter() + 120
    while time.perf_counter() < deadline:
        current = closed_loop(port, bodies, 2, core)
        if current <= previous * 1.1:
            break
        previous = current
    return closed_loop(port, bodies, seconds, core)


def own_peak_bytes() -> int:
    """The peak resident memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
