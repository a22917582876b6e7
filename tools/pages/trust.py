"""docs/trust.md: every promise with its goal, what was measured, and the tests that hold it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from tools.pages.markdown import GENERATED, prose, table
from tools.trust_musts import MUSTS
from tools.trust_promises import NUMBERS, PROMISES
from tools.trust_runs import RUNS

FIGURES: Final = Path(__file__).resolve().parents[2] / "docs" / "trust-figures.json"
"""What each run of `make trust` measured last; committed, so that the page can be made again without measuring."""
INTRO: Final = """What is promised to those who put the lives of families in this program, and what was measured of it.
`make trust` runs the proofs, two at a time, and writes this page anew; with `ARGS="--only WORD"` some of them."""
APART: Final = FIGURES.with_name("apart-figures.json")
"""What is measured apart from it, with a tool that the lock does not hold: `make coverage`."""
_GOAL: Final = re.compile(r"^(<=|>=)? ?([\d.,]+)(?: (\D.*)| ?(%))?$")

Figure = Mapping[str, Any]


def measured() -> dict[str, Any]:
    """What each run measured last, and where; nothing before the first."""
    empty: dict[str, Any] = {"runs": [], "where": ""}
    return {**empty, **json.loads(FIGURES.read_text(encoding="utf-8"))} if FIGURES.exists() else empty


def apart() -> list[dict[str, Any]]:
    """What was measured apart, each with the day in its note; nothing before the first."""
    return json.loads(APART.read_text(encoding="utf-8")) if APART.exists() else []


def page() -> str:
    """The promises, the goals in numbers, the dangers, the runs, and what is not measured."""
    found = measured()
    runs = found["runs"]
    figures = gathered({**figure} for run in runs for figure in run["figures"])
    parts = [
        "# Trust",
        GENERATED,
        INTRO,
        f"Measured on {found['where']}; the day stands with each run." if runs else "Not measured yet.",
    ]
    parts += ["## The promises", table(("", "promise", "goal", "measured", "held by"), _promises(figures))]
    parts += ["## The goals in numbers", table(("what", "goal", "measured"), _numbers([*figures, *apart()]))]
    parts += ["## The dangers", *_dangers()]
    parts += ["## The runs", table(("run", "promises", "rounds", "ended"), _runs(runs))]
    return "\n\n".join([*parts, prose("trust_limits.md")]) + "\n"


def gathered(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put figures of one name together: whole numbers are added up, of others the last one counts; as they came."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for line in lines:
        before = found.get((line["promise"], line["what"]))
        if before is not None and isinstance(line["value"], int) and isinstance(before["value"], int):
            line["value"] += before["value"]
        found[line["promise"], line["what"]] = line
    return list(found.values())


def verdict(value: object, goal: str) -> str:
    """`met` or `missed` for a value that is a number and a goal that compares numbers; else nothing."""
    asked = _GOAL.match(goal)
    if asked is None or not isinstance(value, int | float):
        return ""
    limit = float(asked[2].replace(",", ""))
    met = {"<=": value <= limit, ">=": value >= limit, None: value == limit}[asked[1]]
    return "met" if met else "missed"


def said(figure: Figure) -> str:
    """One figure in words: what, value with the unit of its goal, goal, whether it was met, and its note."""
    value, goal = figure["value"], figure["goal"]
    asked = _GOAL.match(goal)
    unit = (asked[3] or asked[4] or "") if asked else ""
    shown = f"{value:,.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    end = verdict(value, goal)
    note = f" ({figure['note']})" if figure.get("note") else ""
    return f"{figure['what']}: **{shown}{' ' if unit else ''}{unit}**" + (" (missed)" if end == "missed" else "") + note


def _promises(figures: Sequence[Figure]) -> Iterable[tuple[str, ...]]:
    for promise in PROMISES:
        own = [said(figure) for figure in figures if figure["promise"] == promise.id]
        shown = "<br>".join([*own, *([promise.open] if promise.open else [])])
        yield promise.id, promise.words, promise.goal, shown or "held by tests alone", _tests(promise.tests)


def _tests(tests: Iterable[str]) -> str:
    # A name may break after its file, else the table is as wide as the longest.
    return (
        "<br>".join(f"`{file}` {f'`{name}`' if name else ''}".strip() for file, _c, name in map(_parted, tests)) or "-"
    )


def _parted(test: str) -> tuple[str, str, str]:
    return test.removeprefix("tests/").partition("::")


def _numbers(figures: Sequence[Figure]) -> Iterable[tuple[str, ...]]:
    by_name = {figure["what"]: figure for figure in figures}
    for number in NUMBERS:
        own = [said(by_name[name]) for name in number.figures if name in by_name]
        yield number.words, number.goal, "<br>".join([*own, *([number.open] if number.open else [])]) or "not measured"


def _dangers() -> Iterable[str]:
    for danger, musts in groupby(MUSTS, key=lambda must: must.danger):
        rows = ((must.words, "<br>".join(filter(None, (_tests(must.tests).strip("-"), must.open)))) for must in musts)
        yield f"### {danger}"
        yield table(("must", "shown by"), rows)


def _runs(runs: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    ended = {run["name"]: run for run in runs}
    for run in RUNS:
        last = ended.get(run.name)
        end = f"{last['ended']} on {last['on']}, {last['tests']} tests, {last['seconds']} s" if last else "not run yet"
        rounds = " ".join(f"{name}={value}" for name, value in run.rounds.items())
        yield run.name, " ".join(run.promises) or "-", f"`{rounds}`" if rounds else "-", end
