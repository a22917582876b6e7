"""Lists of action points that go out: who may see which line, decided here, before anything is laid out.

The rules are those of "What goes out to whom" (docs/what-goes-out.md). Live is open, in progress or waiting.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.changed_minutes import actions_of, mark_of
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import TableFacts
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.papers import ActionsPaper, Audience, CaseContacts, ListedAction, OpenFeedback, Ref
from mdoverleg.domain.roles import CONTACT, LEAD
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked, where_of
from mdoverleg.reads.calendar_ids import revisions
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import among, day_of, load
from mdoverleg.reads.minutes_versions import minutes_before
from mdoverleg.reads.paper_head import case_ref, organisation_of, organisation_ref, paper_head, person_ref
from mdoverleg.rules.sharing import is_message_for
from mdoverleg.rules.words import is_current, is_late, is_live
from mdoverleg.store.reading import Reader

_STILL_TO_ANSWER: Final = f"""(status IN {among(LIVE)}
  AND (created_in_id IS NULL OR created_in_id IN (SELECT pk FROM meeting WHERE held_on < ?))
  AND (case_id IS NULL OR case_id IN (SELECT case_id FROM agenda_item WHERE meeting_id = ? AND not_held IS NULL)))"""
"""Earlier live action points of the cases on an agenda and of no case."""

_STILL_IN_CALENDARS: Final = timedelta(days=31)
"""How long after its last day an entry of a calendar is still called off."""

_ON_AGENDA: Final = """SELECT c.alias FROM agenda_item i JOIN "case" c ON c.pk = i.case_id
  WHERE i.meeting_id = ? ORDER BY i.position"""


def actions_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> ActionsPaper:
    """Return the action points that are asked for, as the one they are for may see them.

    With `organisation_pk` it is that organisation's list, with `person_pk` alone that person's; without either it is
    the table's own. Refused when finished ones are asked for a person or an organisation.
    """
    for_one = asked.person_pk is not None or asked.organisation_pk is not None
    if for_one and asked.status and asked.status not in LIVE:
        raise Refused(_("A list for one person or organisation holds open action points only"))
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by, meeting_pk=asked.meeting_pk)
    today = head.made_at.date()
    only_live = for_one or asked.is_open or asked.is_late or _asks_nothing(asked)
    where, values = _where(reader, asked, today, only_live=only_live)
    found = load(reader, records.ActionPoint, where, values)
    changed = revisions(reader, "action_point", (action.pk for action in found))
    listing = _Listing(table, _names(reader, where, values), today, changed)
    actions = sorted((_line_for(action, asked, listing) for action in found), key=_by_urgency)
    since, gone = 0, tuple[ListedAction, ...]()
    if asked.meeting_pk is not None and _audience(asked) == "table":
        since, actions, gone = _since(reader, asked.meeting_pk, actions)
    return ActionsPaper(
        head=head,
        audience=_audience(asked),
        person=numbered_person(asked.person_pk, table),
        organisation=_recipient(asked, table),
        case=case_ref(reader, asked.case_pk),
        status=asked.status,
        only_live=only_live,
        only_late=asked.is_late,
        actions=tuple(actions),
        case_order=_case_order(reader, asked, actions),
        contacts=_contacts(reader, actions, listing) if asked.organisation_pk is not None else (),
        feedback=_feedback(reader, asked, listing) if _audience(asked) == "person" else (),
        next_meeting=_next_meeting(reader, today) if asked.organisation_pk is None else None,
        lead=table.role(LEAD),
        contact=table.role(CONTACT),
        since=since,
        gone=gone,
        over=tuple(_over(reader, asked, table, today)) if for_one and not (asked.status or asked.is_late) else (),
    )


def _since(
    reader: Reader, meeting_pk: int, actions: list[ListedAction]
) -> tuple[int, list[ListedAction], tuple[ListedAction, ...]]:
    """Return the version of the minutes to compare with, the lines with their marks, and those that were taken out."""
    version, earlier = minutes_before(reader, meeting_pk)
    if earlier is None or earlier.head.meeting is None:
        return 0, actions, ()
    before, meeting = actions_of(earlier), earlier.head.meeting.id
    marked = [
        line._replace(changed=mark_of(before.get(line.id), line)) if line.asked_in == meeting else line
        for line in actions
    ]
    left = {id_ for (id_,) in reader.rows("SELECT id FROM action_point WHERE created_in_id = ?", (meeting_pk,))}
    return version, marked, tuple(line for id_, line in before.items() if id_ not in left)


def _over(reader: Reader, asked: Asked, table: TableFacts, today: date) -> Iterator[ListedAction]:
    """Give what a person or organisation was to do or follow until a day not long ago, and is over."""
    where, values = _where(reader, asked, today, only_live=False)
    recent = (today - _STILL_IN_CALENDARS).isoformat()
    found = load(
        reader,
        records.ActionPoint,
        f"{where} AND status NOT IN {among(LIVE)} AND due >= ?",
        (*values, recent),
    )
    changed = revisions(reader, "action_point", (action.pk for action in found))
    for action in found:
        works_at = action.owner_organisation_id or organisation_of(action.owner_id, table)
        organisation = asked.organisation_pk
        if organisation is None or not is_message_for(action.recipient_message, works_at, organisation):
            yield ListedAction(
                action.id, "", "", due=action.due, status=action.status, revision=changed.get(action.pk, 0)
            )


def _audience(asked: Asked) -> Audience:
    if asked.organisation_pk is not None:
        return "organisation"
    return "table" if asked.person_pk is None else "person"


def _asks_nothing(asked: Asked) -> bool:
    return asked.case_pk is None and asked.meeting_pk is None and not asked.status


# Which rows


def _where(reader: Reader, asked: Asked, today: date, *, only_live: bool) -> tuple[str, tuple[object, ...]]:
    where = where_of(asked, today, only_live=only_live)
    if asked.organisation_pk is not None:
        where.also("pk IN (SELECT parent_id FROM action_point_share_with WHERE value = ?)", asked.organisation_pk)
    if asked.meeting_pk is not None:
        part, given = _of_meeting(reader, asked.meeting_pk, today)
        where.also(part, *given)
    return where.sql or "1", where.values


def _of_meeting(reader: Reader, meeting_pk: int, today: date) -> tuple[str, tuple[object, ...]]:
    """Made or answered in the meeting; until its day is over also what is still to be answered there."""
    made_or_answered = "(created_in_id = ? OR reviewed_in_id = ?)"
    held_on = reader.value("SELECT held_on FROM meeting WHERE pk = ?", (meeting_pk,))
    if held_on is None or held_on < today.isoformat():
        return made_or_answered, (meeting_pk, meeting_pk)
    return f"({made_or_answered} OR {_STILL_TO_ANSWER})", (meeting_pk, meeting_pk, held_on, meeting_pk)


# What a reader sees of a row


class _Names(NamedTuple):
    """What rows are called that the action points refer to, by key."""

    cases: Mapping[int, str]
    members: Mapping[int, str]
    actions: Mapping[int, str]
    meetings: Mapping[int, tuple[str, date | None]]


class _Listing(NamedTuple):
    table: TableFacts
    names: _Names
    today: date
    changed: Mapping[int, int]
    """How often each action point was changed."""


def _names(reader: Reader, where: str, values: tuple[object, ...]) -> _Names:
    among = f"(SELECT {{}} FROM action_point WHERE {where})"

    def of(sql: str, column: str) -> dict[int, str]:
        return dict(reader.rows(f"{sql} WHERE pk IN {among.format(column)}", values))

    return _Names(
        cases=of('SELECT pk, alias FROM "case"', "case_id"),
        members=of("SELECT pk, id FROM member", "family_owner_id"),
        actions=of("SELECT pk, id FROM action_point", "depends_on_id"),
        meetings={pk: (id_, day_of(day)) for pk, id_, day in reader.rows("SELECT pk, id, held_on FROM meeting")},
    )


def _line_for(action: records.ActionPoint, asked: Asked, listing: _Listing) -> ListedAction:
    if asked.organisation_pk is not None:
        return _line_for_organisation(action, asked.organisation_pk, listing)
    if asked.person_pk is not None:
        return _line_for_person(action, asked.person_pk, listing)
    return _line_for_table(action, listing)


def _line_for_table(action: records.ActionPoint, listing: _Listing) -> ListedAction:
    asked_in, asked_on = listing.names.meetings.get(action.created_in_id or 0, ("", None))
    return _plain(action, listing)._replace(
        owner=_owner(action, listing),
        organisation=organisation_ref(_works_at(action, listing), listing.table),
        with_whom=_full_names((action.co_owner_id, action.executor_id), listing),
        after=listing.names.actions.get(action.depends_on_id or 0, ""),
        asked_on=asked_on,
        asked_in=asked_in,
        remark=action.outcome_reason or action.outcome or "",
        kind=action.kind,
    )


def _line_for_person(action: records.ActionPoint, person_pk: int, listing: _Listing) -> ListedAction:
    people = (action.owner_id, action.co_owner_id, action.executor_id)
    others = (
        *_full_names((pk for pk in people if pk != person_pk), listing),
        organisation_ref(action.owner_organisation_id, listing.table).name,
        listing.names.members.get(action.family_owner_id or 0, ""),
    )
    return _plain(action, listing)._replace(
        with_whom=tuple(name for name in others if name),
        after=listing.names.actions.get(action.depends_on_id or 0, ""),
    )


def _line_for_organisation(action: records.ActionPoint, organisation_pk: int, listing: _Listing) -> ListedAction:
    works_at = _works_at(action, listing)
    if is_message_for(action.recipient_message, works_at, organisation_pk):
        return ListedAction(action.id, _alias(action, listing), action.recipient_message or "", is_message=True)
    return _plain(action, listing)._replace(
        owner=_owner(action, listing), organisation=organisation_ref(works_at, listing.table)
    )


def _plain(action: records.ActionPoint, listing: _Listing) -> ListedAction:
    """Return what every reader of a full line sees."""
    return ListedAction(
        id=action.id,
        case=_alias(action, listing),
        text=action.text,
        due=action.due,
        status=action.status,
        is_late=is_late(action, listing.today),
        urgency=_urgency(action, listing.today),
        revision=listing.changed.get(action.pk, 0),
    )


def _alias(action: records.ActionPoint, listing: _Listing) -> str:
    return listing.names.cases.get(action.case_id or 0, "")


def _owner(action: records.ActionPoint, listing: _Listing) -> Ref:
    owner = person_ref(action.owner_id, listing.table)
    member = listing.names.members.get(action.family_owner_id or 0, "")
    return Ref(owner.id or member, " + ".join(name for name in (owner.name, member) if name))


def _works_at(action: records.ActionPoint, listing: _Listing) -> int:
    return action.owner_organisation_id or organisation_of(action.owner_id, listing.table)


def _full_names(people: Iterable[int | None], listing: _Listing) -> tuple[str, ...]:
    return tuple(person_ref(pk, listing.table).name for pk in dict.fromkeys(people) if pk)


# Their order


def _urgency(action: records.ActionPoint, today: date) -> int:
    if not is_live(action):
        return 5
    if action.due is None:
        return 4
    sunday = today + timedelta(days=6 - today.weekday())
    return bisect_left((today - timedelta(days=1), today, sunday), action.due)


def _by_urgency(line: ListedAction) -> tuple[int, bool, str, date]:
    return line.urgency, not line.case, fold(line.case), line.due or date.max


def _case_order(reader: Reader, asked: Asked, actions: Iterable[ListedAction]) -> tuple[str, ...]:
    here = {line.case for line in actions if line.case}
    order = sorted(here, key=fold)
    if asked.meeting_pk is not None:
        on_agenda = [alias for (alias,) in reader.rows(_ON_AGENDA, (asked.meeting_pk,)) if alias in here]
        order = list(dict.fromkeys([*on_agenda, *order]))
    return tuple(order)


# What stands beside the rows


def _recipient(asked: Asked, table: TableFacts) -> Ref | None:
    if asked.organisation_pk is not None:
        return organisation_ref(asked.organisation_pk, table)
    if asked.person_pk is not None:
        return organisation_ref(organisation_of(asked.person_pk, table), table)
    return None


def numbered_person(person_pk: int | None, table: TableFacts) -> Ref | None:
    """Return the person with a number instead of an id: ids are often names, and this one goes into a file name."""
    if person_pk is None:
        return None
    works_at = organisation_of(person_pk, table)
    colleagues = [pk for pk, person in table.people.items() if person.organisation_id == works_at]
    number = colleagues.index(person_pk) + 1
    return Ref(f"{organisation_ref(works_at, table).id}-{number}", table.people[person_pk].name)


def _contacts(reader: Reader, actions: Iterable[ListedAction], listing: _Listing) -> tuple[CaseContacts, ...]:
    """Return lead and family contact of each case of which the reader has a full line."""
    full = {line.case for line in actions if line.case and not line.is_message}
    found = []
    for pk, alias in sorted(listing.names.cases.items(), key=lambda case: fold(case[1])):
        if alias in full:
            held = load(reader, records.RoleAssignment, "case_id = ? AND role IN (?, ?)", (pk, LEAD, CONTACT))
            current = [role for role in held if is_current(role, listing.today)]
            message = reader.value('SELECT joint_message FROM "case" WHERE pk = ?', (pk,)) or ""
            leads, contacts = (_holders(current, code, listing) for code in (LEAD, CONTACT))
            found.append(CaseContacts(alias, leads, contacts, message))
    return tuple(found)


def _holders(held: Iterable[records.RoleAssignment], code: str, listing: _Listing) -> tuple[str, ...]:
    names = []
    for role in held:
        if role.role == code:
            person = person_ref(role.holder_id, listing.table)
            works_at = role.organisation_id or organisation_of(role.holder_id, listing.table)
            organisation = organisation_ref(works_at, listing.table)
            names.append(f"{person.name} ({organisation.name})" if person.name else organisation.name)
    return tuple(dict.fromkeys(names))


def _feedback(reader: Reader, asked: Asked, listing: _Listing) -> tuple[OpenFeedback, ...]:
    """Return what a person still has to tell to families."""
    where, values = "owner_id = ? AND done_on IS NULL", [asked.person_pk]
    for column, wanted in (("case_id", asked.case_pk), ("created_in_id", asked.meeting_pk)):
        if wanted is not None:
            where += f" AND {column} = ?"
            values.append(wanted)
    rows = load(reader, records.Feedback, where, values)
    among = f"(SELECT case_id FROM feedback WHERE {where})"
    aliases = dict(reader.rows(f'SELECT pk, alias FROM "case" WHERE pk IN {among}', values))
    found = [
        OpenFeedback(aliases[row.case_id], row.due, row.due is not None and row.due < listing.today) for row in rows
    ]
    asked_for = [row for row in found if not asked.status and (row.is_late or not asked.is_late)]
    return tuple(sorted(asked_for, key=lambda row: (row.due or date.max, fold(row.case))))


def _next_meeting(reader: Reader, today: date) -> date | None:
    sql = "SELECT min(held_on) FROM meeting WHERE held_on >= ? AND actual_start IS NULL AND closed_at IS NULL"
    return day_of(reader.value(sql, (today.isoformat(),)))
