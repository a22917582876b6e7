"""What is still open when a meeting is about to be closed: read aloud, like the agreements of a case."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.facts import CaseFacts, MeetingFacts, TableFacts, Warning
from mdoverleg.domain.groups import LIVE, OPEN_CASES, THERE
from mdoverleg.domain.labels import label
from mdoverleg.domain.text import capital
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.facts import case_facts, meeting_facts, related_meetings, table_facts
from mdoverleg.reads.parking import CARRIED_KINDS
from mdoverleg.reads.table import zone_of
from mdoverleg.rules import warnings_of_case
from mdoverleg.rules.words import is_checked
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

NEW_ACTIONS = ("E14", "E15")
"""An action point without owner, and one without date."""
LEFT = ("E22", "E33")
"""A case that was left without a decision, or without anybody who tells the family."""


class OpenPoint(NamedTuple):
    """One thing that is open."""

    about: str
    """Alias of the case; nothing: the meeting as a whole."""
    text: str
    note: str = ""
    is_red: bool = False


class Closing(NamedTuple):
    """What is open before closing."""

    points: tuple[OpenPoint, ...] = ()
    """First of the meeting as a whole, then by case in the order of the agenda."""
    next_on: date | None = None
    """Day of the next meeting of this kind that is planned: what is left comes on its agenda."""


NEXT = """
SELECT min(held_on) FROM meeting WHERE kind = ? AND held_on > ? AND actual_start IS NULL AND closed_at IS NULL"""


def read_closing(store: "Store", meeting_pk: int) -> Closing:
    """Return what is open in a meeting now."""
    with store.read() as reader:
        now = store.clock.now(zone_of(reader))
        here = meeting_facts(reader, "pk = ?1", (meeting_pk,))
        if not here:
            return Closing()
        meeting = here[0]
        found = reader.value(NEXT, (meeting.meeting.kind, meeting.meeting.held_on.isoformat()))
        points = list(_of_meeting(reader, meeting, has_next=found is not None))
        discussed = {item.case_id: item.actual_start for item in meeting.agenda if item.actual_start}
        for case_pk in discussed:
            case = case_facts(reader, case_pk) if case_pk is not None else None
            if case is not None:
                related = {one.meeting.pk: one for one in (*related_meetings(reader, case_pk), meeting)}
                by_day = sorted(related.values(), key=lambda one: (one.meeting.held_on, one.meeting.planned_start))
                table = table_facts(reader, tuple(by_day))
                warnings = warnings_of_case(table, case, now, meeting)
                points += _of_case(case, meeting, table, warnings)
        return Closing(tuple(dict.fromkeys(points)), date.fromisoformat(found) if found else None)


def _of_meeting(reader: Reader, meeting: MeetingFacts, *, has_next: bool) -> Iterator[OpenPoint]:
    if not any(row.status in THERE for row in meeting.attendance):
        yield OpenPoint("", _("Nobody is noted as present."))
    for item in meeting.agenda:
        if item.actual_start is None and item.not_held is None and item.kind != "break":
            alias = reader.value('SELECT alias FROM "case" WHERE pk = ?', (item.case_id,)) if item.case_id else None
            goes_along = item.case_id is not None or item.kind in CARRIED_KINDS
            note = _("goes to the next meeting") if has_next else _("stays parked")
            title = alias or item.title or capital(label("AgendaItemKind", item.kind))
            yield OpenPoint("", _("Not discussed: {item}").format(item=title), note if goes_along else "")


def _of_case(case: CaseFacts, meeting: MeetingFacts, table: TableFacts, warnings: list[Warning]) -> Iterator[OpenPoint]:
    alias, here = case.case.alias, meeting.meeting
    new = {action.id: action for action in case.actions if action.created_in_id == here.pk and action.status in LIVE}
    for warning in warnings:
        if warning.check in NEW_ACTIONS and warning.subject in new and not warning.set_aside:
            yield OpenPoint(alias, f"{warning.subject}: {warning.text}", new[warning.subject].text)
    texts = {action.id: action.text for action in case.actions}
    silent = [action for action in new.values() if action.owner_id is not None and not action.accepted]
    if silent:
        words = n_(
            "{n} new action point that its owner did not say yes to",
            "{n} new action points that their owners did not say yes to",
            len(silent),
        )
        names = dict.fromkeys(table.person_name(action.owner_id) for action in silent)
        yield OpenPoint(alias, words.format(n=len(silent)), ", ".join(names))
    following = case.case.next_evaluation
    if case.case.status in OPEN_CASES and is_checked(case.case) and (following is None or following <= here.held_on):
        yield OpenPoint(alias, _("No day is set for the next evaluation."))
    for warning in warnings:
        said = warning.check in NEW_ACTIONS and warning.subject in new
        if (warning.severity == "red" or warning.check in LEFT) and not warning.set_aside and not said:
            about = texts.get(warning.subject or "", "")
            note = f"{warning.subject} {about}" if about else ""
            yield OpenPoint(alias, f"{warning.check} {warning.text}", note, is_red=warning.severity == "red")
