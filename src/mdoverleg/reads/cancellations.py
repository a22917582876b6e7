"""Meetings that were taken off the list, out of the log, and which of them somebody still holds an invitation to."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import KIND
from mdoverleg.domain.facts import TableFacts
from mdoverleg.domain.meeting_papers import CancellationPaper
from mdoverleg.domain.papers import MeetingHead
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.calendar_ids import revisions
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import day_of
from mdoverleg.reads.paper_head import paper_head, person_ref
from mdoverleg.store.reading import Reader

_OFF: Final = """SELECT row_pk, before, max(id) FROM change_item WHERE table_name = 'meeting' AND op = 'delete'
  AND row_pk NOT IN (SELECT pk FROM meeting) GROUP BY row_pk ORDER BY row_pk"""
_MADE: Final = "SELECT after FROM change_item WHERE table_name = ? AND op = 'insert'"
_NEXT: Final = "SELECT min(held_on) FROM meeting WHERE held_on >= ? AND actual_start IS NULL AND closed_at IS NULL"


class CalledOff(NamedTuple):
    """A meeting that is not on the list any more, as it was last."""

    pk: int
    id: str
    held_on: date
    values: dict[str, Any]
    """Its fields, as the log has them."""


def called_off(reader: Reader) -> tuple[CalledOff, ...]:
    """Return the meetings that were taken off the list; what the log does not hold any more is left out."""
    return tuple(_found(reader))


def _found(reader: Reader) -> Iterator[CalledOff]:
    for pk, before, _last in reader.rows(_OFF):
        values = _values(before)
        day = day_of(values.get("held_on"))
        if day is not None and values.get("id"):
            yield CalledOff(pk, str(values["id"]), day, values)


def still_invited(reader: Reader, today: date) -> tuple[int, ...]:
    """Return the keys of meetings to come that were called off after an agenda went out, and not yet cancelled."""
    made = [_values(after) for (after,) in reader.rows(_MADE, (KIND,))]
    told = {one.get("meeting_id") for one in made if one.get("document") == "agenda"}
    cancelled = {one.get("meeting_id") for one in made if one.get("document") == "cancellation"}
    return tuple(
        one.pk for one in called_off(reader) if one.held_on >= today and one.pk in told and one.pk not in cancelled
    )


def cancellation_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> CancellationPaper:
    """Return what tells that a meeting does not take place; Refused where it was not called off."""
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by)
    found = next((one for one in called_off(reader) if one.pk == asked.meeting_pk), None)
    if found is None:
        raise Refused(_("This meeting was not called off."))
    changed = revisions(reader, "meeting", (found.pk,))
    meeting = _head(found.values, table)._replace(revision=changed.get(found.pk, 0))
    upcoming = day_of(reader.value(_NEXT, (head.made_at.date().isoformat(),)))
    return CancellationPaper(head._replace(meeting=meeting), upcoming)


def _head(values: dict[str, Any], table: TableFacts) -> MeetingHead:
    return MeetingHead(
        id=str(values["id"]),
        kind=values.get("kind", "case_table"),
        title=values.get("title") or "",
        held_on=day_of(values["held_on"]) or date.min,
        start=values["planned_start"],
        end=values["planned_end"],
        location=values.get("location") or "",
        chair=person_ref(values.get("chair_id"), table).name,
        secretary=person_ref(values.get("secretary_id"), table).name,
        version=0,
        is_final=False,
    )


def _values(text: str | None) -> dict[str, Any]:
    """Return what an item of the log says; nothing of what was erased or damaged."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
