"""What goes out about one family: to one of its members, and to the crisis service (docs/what-goes-out.md)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mdoverleg.domain import enums, records
from mdoverleg.domain.case_papers import CrisisPaper, FamilyPaper, Notice
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.papers import Ref
from mdoverleg.domain.roles import CONTACT
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import case_facts, table_facts
from mdoverleg.reads.loading import load
from mdoverleg.reads.paper_head import case_ref, paper_head
from mdoverleg.rules.words import is_child, is_current, is_live
from mdoverleg.store.reading import Reader


def crisis_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> CrisisPaper:
    """Return the texts of the pre-announcements that are valid today, of one case or of all that are open."""
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by)._replace(made_by="")
    where, values = "valid_until >= ?1", [head.made_at.date().isoformat()]
    if asked.case_pk is not None:
        where, values = f"{where} AND case_id = ?2", [*values, str(asked.case_pk)]
    rows = load(reader, records.CrisisNotice, where, values)
    rows = tuple(sorted(rows, key=lambda row: row.valid_until))
    return CrisisPaper(head, case_ref(reader, asked.case_pk), tuple(Notice(row.text, row.valid_until) for row in rows))


def family_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> FamilyPaper:
    """Return what one family member may read; Refused without a member, or where contact is not safe for them.

    With `although_unsafe` it is made nevertheless. Where anybody in the family uses violence only plain words go out:
    what has none is left out and named in `left_out`.
    """
    found = case_facts(reader, asked.case_pk) if asked.case_pk is not None else None
    member = next((row for row in found.members if row.pk == asked.member_pk), None) if found else None
    if found is None or member is None:
        raise Refused(_("Say for which family member of which case it is"))
    if member.contact_safe == "no" and not asked.although_unsafe:
        raise Refused(_("Contact with {member} is not safe; nothing was made").format(member=member.id))
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by)._replace(made_by="")
    only_plain = any("uses_violence" in row.violence_roles for row in found.members)
    actions = list(_actions(found, member.pk, only_plain=only_plain))
    contact = _contact(found, table, member.pk, head.made_at.date())
    via = table.people.get(member.contact_via_id or 0) if member.contact_safe == "only_via" else None
    return FamilyPaper(
        head=head,
        case=Ref(found.case.id, found.case.alias),
        member=member.id,
        joint_message=found.case.joint_message or "",
        actions=tuple(text for _id, text in actions if text),
        decisions=tuple(row.plain_text for row in found.decisions if row.plain_text),
        contingency=found.case.contingency_plain or "",
        options=found.case.voluntary_options or "",
        next_review=found.case.next_evaluation,
        contact=_first_name(contact),
        reach=tuple(part for part in (contact.phone, contact.reachable) if part) if contact else (),
        via=_first_name(via),
        left_out=tuple(id_ for id_, text in actions if not text),
        is_contact_safe=member.contact_safe in {"yes", "only_via"},
    )


class Recipient(NamedTuple):
    """One family member for whom a sheet can be made."""

    pk: int
    id: str
    relation: enums.Relation
    is_unsafe: bool
    """Contact with them is not safe: it takes an extra yes."""


def recipients(reader: Reader, case_pk: int) -> tuple[Recipient, ...]:
    """Return the members of a family, in the order of the case."""
    rows = load(reader, records.Member, "case_id = ?", (case_pk,))
    return tuple(Recipient(row.pk, row.id, row.relation, row.contact_safe == "no") for row in rows)


def _actions(case: CaseFacts, member_pk: int, *, only_plain: bool) -> Iterator[tuple[str, str]]:
    """Give id and text of what this member may read; no text where it may only go in plain words and has none."""
    children = {row.pk for row in case.members if is_child(row)}
    for row in case.actions:
        theirs = not row.members or member_pk in row.members or children.intersection(row.members)
        if is_live(row) and row.family_told and theirs:
            yield row.id, row.plain_text or ("" if only_plain else row.text)


def _contact(case: CaseFacts, table: TableFacts, member_pk: int, today: date) -> records.Person | None:
    """Return the current family contact: of this member by name where there is one, else of the whole family."""
    held = [row for row in case.roles if row.role == CONTACT and row.holder_id and is_current(row, today)]
    held.sort(key=lambda row: member_pk not in row.members)
    own = [row for row in held if not row.members or member_pk in row.members]
    return table.people.get(own[0].holder_id or 0) if own else None


def _first_name(person: records.Person | None) -> str:
    return person.name.split()[0] if person and person.name.split() else ""
