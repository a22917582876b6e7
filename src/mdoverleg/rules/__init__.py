"""Checks: facts in, warnings out; pure functions, one file per subject, with the exact rules of checks.md."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from mdoverleg.domain.facts import CaseFacts, MeetingFacts, TableFacts, Warning
from mdoverleg.domain.records import ActionPoint, Case
from mdoverleg.domain.words import _
from mdoverleg.rules import action_points, family, judgement, meeting, plan, recognisable, roles
from mdoverleg.rules.base import Check, Found, TableAt
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import is_checked

__all__ = [
    "CHECKS",
    "CaseAt",
    "Check",
    "Moment",
    "check_table",
    "text_of",
    "warnings_of_case",
    "warnings_of_table",
]

CHECKS: Final[dict[str, Check]] = {
    check.id: check
    for check in sorted(
        (
            *roles.CHECKS,
            *action_points.CHECKS,
            *family.CHECKS,
            *judgement.CHECKS,
            *plan.CHECKS,
            *meeting.CHECKS,
            *recognisable.CHECKS,
        ),
        key=lambda check: check.id,
    )
}
"""Every check by its id, in order."""

_NEWEST: Final = 2


def warnings_of_case(
    table: TableFacts, case: CaseFacts, at: datetime, meeting: MeetingFacts | None, *, release: int = _NEWEST
) -> list[Warning]:
    """Return the warnings of one case, in the order of checks.md, each with whether it is set aside.

    `release` leaves out the checks of a later release; without a meeting no item is running.
    """
    return _of_case(CaseAt(Moment(table, at, meeting), case), release)


def warnings_of_table(
    table: TableFacts,
    loose_actions: tuple[ActionPoint, ...],
    created_here: tuple[ActionPoint, ...],
    at: datetime,
    meeting: MeetingFacts | None,
    *,
    release: int = _NEWEST,
) -> list[Warning]:
    """Return the warnings without a case, in the order of checks.md.

    `loose_actions` are the action points without a case, `created_here` all that were made in the meeting for checked
    cases or without a case (E23).
    """
    return _of_table(TableAt(Moment(table, at, meeting), created_here), loose_actions, release)


def check_table(
    table: TableFacts,
    cases: Iterable[CaseFacts],
    loose_actions: tuple[ActionPoint, ...],
    at: datetime,
    meeting: MeetingFacts | None,
    *,
    release: int = 1,
) -> list[Warning]:
    """Return every warning as `check` prints it: the cases in the order given, then what is about no case."""
    moment = Moment(table, at, meeting)
    here = None if meeting is None else meeting.meeting.pk
    created = [action for action in loose_actions if here is not None and action.created_in_id == here]
    warnings: list[Warning] = []
    for case in cases:
        warnings += _of_case(CaseAt(moment, case), release)
        if here is not None and is_checked(case.case):
            created += [action for action in case.actions if action.created_in_id == here]
    return warnings + _of_table(TableAt(moment, tuple(created)), loose_actions, release)


def text_of(check: Check, found: Found) -> str:
    """Return the sentence of a warning in the current language."""
    title = check.title_of_one if found.value == 1 and check.title_of_one else check.title
    return _(title).format(n=found.value, **found.words)


def _active(moment: Moment, release: int) -> list[Check]:
    off = moment.table.info.checks_off
    return [check for check in CHECKS.values() if check.release <= release and check.id not in off]


def _of_case(case: CaseAt, release: int) -> list[Warning]:
    checked = is_checked(case.case)
    found: list[tuple[Check, Found]] = []
    for check in _active(case.moment, release):
        if not (checked or check.any_case):
            continue
        if check.case_rule:
            found += [(check, one) for one in check.case_rule(case)]
        if check.action_rule:
            found += _of_actions(case.moment, check, case.facts.actions)
    return _in_order(case.moment, found, case.case)


def _of_table(table: TableAt, loose_actions: tuple[ActionPoint, ...], release: int) -> list[Warning]:
    found: list[tuple[Check, Found]] = []
    for check in _active(table.moment, release):
        if check.table_rule:
            found += [(check, one) for one in check.table_rule(table)]
        if check.action_rule:
            found += _of_actions(table.moment, check, loose_actions)
    return _in_order(table.moment, found, None)


def _of_actions(moment: Moment, check: Check, actions: tuple[ActionPoint, ...]) -> Iterator[tuple[Check, Found]]:
    rule = check.action_rule
    if rule is not None:
        for action in actions:
            found = rule(moment, action)
            if found is not None:
                yield check, found


def _in_order(moment: Moment, found: list[tuple[Check, Found]], case: Case | None) -> list[Warning]:
    """Make the warnings: by check, then by subject (nothing first, then by code point), then as they were found."""
    found.sort(key=lambda pair: (pair[0].id, pair[1].subject is not None, pair[1].subject or ""))
    alias, pk = (case.alias, case.pk) if case else (None, None)
    return [
        Warning(
            check.id,
            one.severity or check.severities[0],
            alias,
            one.subject,
            one.value,
            text_of(check, one),
            moment.is_set_aside(check.id, pk, one.subject),
            pk,
        )
        for check, one in found
    ]
