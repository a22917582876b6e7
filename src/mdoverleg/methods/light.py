"""The little of a method that the board asks for at every start: who holds what, and the steps of a case."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.text import clean
from mdoverleg.domain.words import current_language, p_
from mdoverleg.methods.values import Method, SlotRule, Step, Words

FOLDER: Final = Path(__file__).resolve().parent
DEFAULT: Final = "casustafel"
KEPT: Final = "method"
"""The setting of a file that holds what it keeps of its method."""

ANY_NUMBER: Final = SlotRule("any", "family", required=False)
"""The rule of a role that a method says nothing about."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of the ways of working that come with the tool."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def slot_rules(method: str | None, kept: str | None = None) -> Mapping[str, SlotRule]:
    """Return the rules of a method's role slots by role code; of an unknown method those of `casustafel`.

    `kept` is what the file keeps of its method, if anything. A role that is not in it has `ANY_NUMBER`.
    """
    return {slot["role"]: rule_of(slot) for slot in _raw(method, kept)["slots"]}


@cache
def steps(method: str | None, kept: str | None = None) -> tuple[Step, ...]:
    """Return the steps of a case in a method, with their seconds; of an unknown method those of `casustafel`."""
    return tuple(
        Step(step["code"], step["seconds"], _words(step.get("title")), _words(step.get("prompt")))
        for step in _raw(method, kept)["steps"]
    )


def kept_of(method: Method) -> str:
    """Return what a table's file keeps of its method, because the table format has no place for it: slots and steps.

    So a file of somebody's own method stands on its own, and one of ours stays as it is when ours changes.
    """
    slots = [{"role": slot.role, **slot.rule._asdict()} for slot in method.slots]
    steps = [
        {"code": step.code, "seconds": step.seconds}
        | {key: words._asdict() for key, words in (("title", step.title), ("prompt", step.prompt)) if words}
        for step in method.steps
    ]
    return json.dumps({"method": method.name, "slots": slots, "steps": steps}, ensure_ascii=False)


@cache
def _raw(method: str | None, kept: str | None) -> Mapping[str, Any]:
    found = _read(kept) if kept else {}
    if found.get("method") == method and {"slots", "steps"} <= found.keys():  # an import since may bring another method
        return found
    name = method if method in names() else DEFAULT
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _read(kept: str) -> dict[str, Any]:
    try:
        found = json.loads(kept)
    except ValueError:  # a damaged file must not keep the board from being shown
        return {}
    return found if isinstance(found, dict) else {}


def _words(text: str | Mapping[str, str] | None) -> Words | None:
    """Read a text of a checked method: one for both languages, or one for each."""
    if not text:
        return None
    nl, en = (text, text) if isinstance(text, str) else (text["nl"], text["en"])
    return Words(clean(nl, one_line=True), clean(en, one_line=True))


def rule_of(slot: Mapping[str, Any]) -> SlotRule:
    """Read the rule of one checked `[[slots]]` entry."""
    how_many = slot["how_many"]
    return SlotRule(how_many, slot.get("for_whom", "family"), slot.get("required", how_many != "any"))


def step_title(step: Step) -> str:
    """Return what a method calls one of its steps, in the current language; without words of its own, the label."""
    return _spoken(step.title) or step_label(step.code)


def step_prompt(step: Step) -> str:
    """Return what a method lets the chair ask or say at a step, in the current language; mostly nothing."""
    return _spoken(step.prompt)


def _spoken(words: Words | None) -> str:
    return getattr(words, current_language()) if words else ""


def step_label(code: str) -> str:
    """Return what a step of a case is called in the current language, whatever the method."""
    labels = {
        "previous_actions": p_("step", "previous action points"),
        "family_voice": p_("step", "the family's voice"),
        "since_last_time": p_("step", "since last time"),
        "scores": p_("step", "scores"),
        "buffers": p_("step", "four buffers"),
        "plan_and_roles": p_("step", "plan and roles"),
        "actions": p_("step", "action points"),
        "agreements": p_("step", "if-then, next date, feedback"),
        "read_back": p_("step", "read back"),
    }
    return labels[code]
