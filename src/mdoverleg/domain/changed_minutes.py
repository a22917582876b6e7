"""What differs between two versions of the minutes of one meeting: line by line, new, changed or gone."""

from collections.abc import Iterator
from typing import Literal

from mdoverleg.domain.meeting_papers import ChangedLine, InTheRoom, MinutesLine, MinutesPaper, NextReview
from mdoverleg.domain.papers import ListedAction

Key = tuple[str, ...]


def changed_lines(before: MinutesPaper, after: MinutesPaper) -> tuple[ChangedLine, ...]:
    """Return the lines that are new, changed or gone, in the order of the minutes; what is gone comes last."""
    old, new = dict(_lines(before)), dict(_lines(after))
    found = [
        ChangedLine("changed" if key in old else "new", key[0], old.get(key), line)
        for key, line in new.items()
        if key not in old or _said(old[key]) != _said(line)
    ]
    return (*found, *(ChangedLine("gone", key[0], line, None) for key, line in old.items() if key not in new))


def mark_of(before: ListedAction | None, after: ListedAction) -> Literal["", "new", "changed"]:
    """Tell whether an action point is new or changed since a version of the minutes that held `before`, or nothing."""
    if before is None:
        return "new"
    return "" if _said(before) == _said(after) else "changed"


def actions_of(paper: MinutesPaper) -> dict[str, ListedAction]:
    """Return the action points of minutes by their ids."""
    return {line.id: line for line in (*(line for case in paper.cases for line in case.actions), *paper.loose)}


def _lines(paper: MinutesPaper) -> Iterator[tuple[Key, MinutesLine]]:
    """Give every line with what tells it from others: the alias of its case first, then what it is."""
    for person in paper.attendance:
        yield ("", "attendance", person.name, person.organisation), person
    for case in paper.cases:
        alias = case.case.name
        yield (alias, "room"), InTheRoom(case.present)
        for decision in case.decisions:
            yield (alias, "decision", str(decision.number)), decision
        for role in case.roles:
            yield (alias, "role", role.what, role.role.code, role.name, role.members), role
        for action in case.actions:
            yield (alias, "action", action.id), action
        yield (alias, "review"), NextReview(case.next_review)
    for action in paper.loose:
        yield ("", "action", action.id), action


def _said(line: MinutesLine | None) -> object:
    """Return what the minutes say of a line: an answer that came later, or a day that passed, is no change of them."""
    if isinstance(line, ListedAction):
        return line.text, line.owner.name, line.organisation.name, line.due
    return line
