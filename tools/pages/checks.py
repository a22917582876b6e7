"""docs/checks.md: every warning, from the checks in rules/."""

import inspect
from functools import partial

from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.words import _
from mdoverleg.rules import CHECKS, Check
from tools.pages.markdown import GENERATED, both, prose, table

INTRO = """The warnings that a table can raise. None of them blocks anything; each can be set aside with a reason, until
a date, and comes back by itself. *Red*: say it aloud before leaving the case. *Yellow*: look at it. *Blue*: a tip.

A limit can be changed for one table with a row in `thresholds`, a check switched off in `checks_off`. `mdoverleg check`
prints release 1; checks of release 2 are on screen, and in `mdoverleg check --release 2`. In a title, `{n}` is the
number that was found."""


def page() -> str:
    """An overview, then each check with its words, its rule and its limits."""
    rows = [
        (f"[{check.id}](#{check.id.lower()})", ", ".join(check.severities), *_titles(check))
        for check in CHECKS.values()
    ]
    overview = table(("check", "severity", "English", "Dutch"), rows)
    parts = ["# Checks", GENERATED, INTRO, overview, prose("checks_words.md")]
    for check in CHECKS.values():
        parts += [f"## {check.id}", *_about(check)]
    return "\n\n".join(parts) + "\n"


def _titles(check: Check) -> tuple[str, str]:
    return both(partial(_, check.title))


def _about(check: Check) -> list[str]:
    english, dutch = _titles(check)
    why, dutch_why = both(partial(_, check.why))
    facts = [("rule", _rule(check)), ("severity", ", ".join(check.severities)), ("looks at", check.scope)]
    facts += [("subject", check.subject)] if check.subject else []
    facts += [("limit", f"`{limit}`, {LIMITS[limit]} where the table says nothing") for limit in check.limits]
    facts += [("release", str(check.release))] if check.release > 1 else []
    return [f"**{english}** · {why}", f"*{dutch}* · {dutch_why}", table(("", ""), facts)]


def _rule(check: Check) -> str:
    """The first paragraph of the docstring of the function that evaluates it, without the id in front."""
    rule = check.case_rule or check.action_rule or check.table_rule
    told = inspect.getdoc(rule) if rule else None
    if told is None:
        raise ValueError(f"{check.id} has no rule with a docstring")
    text = " ".join(told.partition("\n\n")[0].split()).removeprefix(f"{check.id}: ")
    return text[:1].upper() + text[1:]
