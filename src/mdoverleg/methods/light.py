"""The little of a method that the board asks for at every start: who holds what, and the steps of a case."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.words import p_
from mdoverleg.methods.values import SlotRule, Step

FOLDER: Final = Path(__file__).resolve().parent
DEFAULT: Final = "casustafel"

ANY_NUMBER: Final = SlotRule("any", "family", required=False)
"""The rule of a role that a method says nothing about."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of the ways of working that come with the tool."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


@cache
def slot_rules(method: str | None) -> Mapping[str, SlotRule]:
    """Return the rules of a method's role slots by role code; of an unknown method those of `casustafel`.

    A role that is not in it has `ANY_NUMBER`.
    """
    return {slot["role"]: rule_of(slot) for slot in _raw(method)["slots"]}


@cache
def steps(method: str | None) -> tuple[Step, ...]:
    """Return the steps of a case in a method, with their seconds; of an unknown method those of `casustafel`."""
    return tuple(Step(**step) for step in _raw(method)["steps"])


@cache
def _raw(method: str | None) -> Mapping[str, Any]:
    name = method if method in names() else DEFAULT
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def rule_of(slot: Mapping[str, Any]) -> SlotRule:
    """Read the rule of one checked `[[slots]]` entry."""
    how_many = slot["how_many"]
    return SlotRule(how_many, slot.get("for_whom", "family"), slot.get("required", how_many != "any"))


def step_label(code: str) -> str:
    """Return what a step of a case is called in the current language."""
    labels = {
        "previous_actions": p_("step", "previous action points"),
        "family_voice": p_("step", "the family's voice"),
        "since_last_time": p_("step", "since last time"),
        "scores": p_("step", "scores"),
        "plan_and_roles": p_("step", "plan and roles"),
        "actions": p_("step", "action points"),
        "agreements": p_("step", "if-then, next date, feedback"),
        "read_back": p_("step", "read back"),
    }
    return labels[code]
