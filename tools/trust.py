"""`make trust`: run the long proofs, and write what they measured in docs/trust.md.

    python -m tools.trust [--quick] [--only WORD]... [--jobs 2]

Two go at a time, and those that measure time have the machine to themselves, before the others. Each run keeps its own
figures in docs/trust-figures.json, in the place of those of the time before; `--quick` prints them and writes nothing.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tools.docs import PAGES
from tools.pages.trust import FIGURES, gathered, measured, said, verdict
from tools.trust_runs import RUNS, Run

ROOT = Path(__file__).resolve().parent.parent
_COUNTED = re.compile(r"(\d+) passed")


def main() -> int:
    """Run, print, write; 1 when a proof failed or a goal was missed."""
    parser = argparse.ArgumentParser(prog="trust", description="Run the long proofs of what is promised.")
    parser.add_argument("--quick", action="store_true", help="few rounds: some minutes instead of half an hour")
    parser.add_argument("--only", action="append", default=[], help="runs with this word in their name")
    parser.add_argument("--jobs", type=int, default=2, help="how many go at a time; those that measure time go alone")
    given = parser.parse_args()
    chosen = [run for run in RUNS if not given.only or any(word in run.name for word in given.only)]
    begin, ended = time.monotonic(), []
    for one in proved(chosen, given.jobs, quick=given.quick):
        ended.append(one)
        print(f"{one['ended']:<8} {one['seconds']:>5} s  {one['name']}", flush=True)
        if one["ended"] != "passed":
            print(one["output"], file=sys.stderr, flush=True)
        if not given.quick:
            keep(one)
    figures = gathered(figure for one in ended for figure in one["figures"])
    for figure in figures:
        asked = f"; goal {figure['goal']}" if figure["goal"] else ""
        print(f"{figure['promise']:>4}  {said(figure).replace('**', '')}{asked}")
    print(f"{time.monotonic() - begin:.0f} s")
    missed = [figure for figure in figures if verdict(figure["value"], figure["goal"]) == "missed"]
    return int(any(run["ended"] != "passed" for run in ended) or (bool(missed) and not given.quick))


def proved(runs: list[Run], jobs: int, *, quick: bool) -> Iterator[dict[str, Any]]:
    """Prove those that measure time one by one, then the others some at a time, long ones first; as they end."""
    for run in runs:
        if run.alone:
            yield prove(run, quick=quick)
    others = sorted((run for run in runs if not run.alone), key=lambda run: -run.seconds)
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for going in as_completed([pool.submit(prove, run, quick=quick) for run in others]):
            yield going.result()


def prove(run: Run, *, quick: bool) -> dict[str, Any]:
    """Run one proof in a process of its own, and tell how it ended, with the end of what pytest said."""
    rounds = run.quick if quick else run.rounds
    own = {name: value for name, value in os.environ.items() if not name.startswith("MDOVERLEG_")}
    command = [sys.executable, "-m", "pytest", "-q", f"--timeout={run.seconds}", "-p", "no:cacheprovider", *run.tests]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="trust-") as folder:
        file = Path(folder, "figures")
        file.touch()
        around = {**own, **rounds, "MDOVERLEG_FIGURES": str(file), "PYTHONPATH": python_path()}
        try:
            ran = subprocess.run(
                command, cwd=ROOT, env=around, capture_output=True, text=True, check=False, timeout=run.seconds
            )
            said_, good = ran.stdout + ran.stderr, ran.returncode == 0
        except subprocess.TimeoutExpired:
            said_, good = f"not ready within {run.seconds} s\n", False
        figures = gathered(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
    counted = _COUNTED.search(said_)
    return {
        "name": run.name,
        "ended": "passed" if good else "FAILED",
        "tests": int(counted[1]) if counted else 0,
        "seconds": round(time.monotonic() - began),
        "on": f"{datetime.now(UTC):%Y-%m-%d}",
        "figures": figures,
        "output": said_[-4000:],
    }


def python_path() -> str:
    """Where the project's own modules are, before whatever is set."""
    return os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", ""))))


def keep(ended: dict[str, Any]) -> None:
    """Write how one run ended and what it measured, and the page that is made from all of them."""
    where = (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"sqlcipher3 {version('sqlcipher3')}, Textual {version('textual')}"
    )
    kept_of_it = {name: value for name, value in ended.items() if name != "output"}
    known = {run["name"]: run for run in measured()["runs"]} | {ended["name"]: kept_of_it}
    kept = {"where": where, "runs": [known[run.name] for run in RUNS if run.name in known]}
    FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    page = ROOT / "docs" / "trust.md"
    page.write_text(PAGES["docs/trust.md"](), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
