"""Writing what a list or an agenda brought: all of it as one undo step, or nothing."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_found import Found
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import agenda_plan, rows
from mdoverleg.edits.cases import alias_key
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def add_people(store: Store, who: Who, found: Found) -> tuple[str, ...]:
    """Add the people of a list and return their ids; one undo step."""
    with store.write(_from(who, found), "people.import") as session:
        return tuple(rows.insert(session, "Person", values).id for values in found.records)


def add_cases(store: Store, who: Who, found: Found) -> tuple[str, ...]:
    """Add the cases of a list and return their ids; one undo step. Refused when an alias has come in use meanwhile."""
    with store.write(_from(who, found), "cases.import") as session:
        return tuple(_add_case(session, values) for values in found.records)


def add_agenda(store: Store, who: Who, found: Found) -> tuple[str, ...]:
    """Plan the meetings of agendas and return their ids; one undo step."""
    with store.write(_from(who, found), "meetings.import") as session:
        return tuple(_plan(session, record) for record in found.records)


def _from(who: Who, found: Found) -> Who:
    # A command has no window: there the log says where it came from.
    return who._replace(window=who.window or found.source)


def _add_case(session: Session, values: Mapping[str, Any]) -> str:
    key = alias_key(values["alias"])
    if session.exec(select(tables.Case.pk).where(tables.Case.alias_key == key)).first() is not None:
        raise Refused(_("There is a case {alias} already.").format(alias=values["alias"]))
    added: str = rows.insert(session, "Case", values, alias_key=key).id
    return added


def _plan(session: Session, record: Mapping[str, Any]) -> str:
    if record["template"] is None:
        slots = [
            agenda_plan.Slot(item["kind"], item["minutes"], item["title"], item["case"]) for item in record["items"]
        ]
    else:
        minutes = agenda_plan.minutes_per_case(session)
        template = agenda_plan.template_named(session, record["template"])
        slots = agenda_plan.filled(agenda_plan.slots_of_template(session, template), record["cases"], minutes)
    meeting = dict(record["meeting"])
    start = meeting["planned_start"]
    meeting.setdefault("planned_end", agenda_plan.planned_end(start, slots or [agenda_plan.Slot("opening", 60)]))
    row = rows.insert(session, "Meeting", meeting)
    agenda_plan.write_agenda(session, row.pk, start, slots)
    planned: str = row.id
    return planned
