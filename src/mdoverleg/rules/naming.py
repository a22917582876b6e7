"""What checks and their limits are called, for pages and lists that speak of them without a warning at hand."""

import re

from mdoverleg.domain.words import _
from mdoverleg.rules import CHECKS


def check_name(id_: str) -> str:
    """Return a check as people read it, with its id: its title without what a warning fills in."""
    check = CHECKS.get(id_)
    title = re.sub(r"\{\w+\}", "…", _(check.title)) if check else ""
    return f"{id_} {title.removesuffix(': …')}".strip()


def limit_name(name: str) -> str:
    """Return a limit (of checks.md, such as E31.days) as people read it: its check, and what is counted."""
    check, _dot, what = name.partition(".")
    words = {
        "days": _("days"),
        "red_days": _("days until red"),
        "days_immediate": _("days, in the phase of immediate safety"),
        "days_other": _("days, in the other phases"),
        "score": _("score"),
        "scores": _("scores"),
        "spread": _("points apart"),
        "drop": _("points lower"),
        "holders": _("holders"),
        "times": _("times"),
        "per_person": _("per person"),
        "per_case": _("per case"),
        "words": _("words"),
        "evaluations": _("evaluations"),
        "people": _("people"),
        "amber": _("percent, amber"),
        "full": _("percent, red"),
        "over": _("percent, red again"),
        "minutes": _("minutes"),
        "percent": _("percent"),
        "meetings": _("meetings"),
    }
    return f"{check_name(check)} · {words.get(what, what)}"
