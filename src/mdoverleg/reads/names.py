"""People, organisations and family members by key, as lists and completion need them."""

from collections.abc import Mapping
from datetime import date

from mdoverleg.domain import records
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.snapshots import MemberRow, OrganisationRow, PersonRow
from mdoverleg.reads.loading import among
from mdoverleg.rules.words import is_child, is_parent
from mdoverleg.store.reading import Reader

IS_LIVE = f"a.status IN {among(LIVE)}"
"""Condition on an action point `a` that somebody still has to do it."""

PEOPLE = f"""
SELECT p.pk, p.id, p.name, p.organisation_id, o.name, p.function, p.phone, p.reachable, p.active,
  (SELECT count(*) FROM role_assignment r WHERE r.holder_id = p.pk AND r.started_on <= ?1
     AND (r.ended_on IS NULL OR r.ended_on > ?1)),
  (SELECT count(*) FROM action_point a WHERE a.owner_id = p.pk AND {IS_LIVE}),
  (SELECT count(*) FROM action_point a WHERE a.owner_id = p.pk AND {IS_LIVE} AND a.due < ?1)
FROM person p JOIN organisation o ON o.pk = p.organisation_id ORDER BY p.position, p.pk"""

PEOPLE_SHORT = """
SELECT p.pk, p.id, p.name, p.organisation_id, o.name, p.function, p.phone, p.reachable, p.active
FROM person p JOIN organisation o ON o.pk = p.organisation_id ORDER BY p.position, p.pk"""

ORGANISATIONS = f"""
SELECT o.pk, o.id, o.name, o.kind, o.does, o.does_not, o.reachable,
  (SELECT count(*) FROM person p WHERE p.organisation_id = o.pk AND p.active),
  (SELECT count(*) FROM action_point a WHERE a.owner_organisation_id = o.pk AND {IS_LIVE})
  + (SELECT count(*) FROM person p JOIN action_point a ON a.owner_id = p.pk
     WHERE p.organisation_id = o.pk AND {IS_LIVE})
FROM organisation o ORDER BY o.position, o.pk"""


ORGANISATIONS_SHORT = """
SELECT pk, id, name, kind, does, does_not, reachable FROM organisation ORDER BY position, pk"""

_NO_COUNTS = {True: (), False: (0, 0, 0)}
"""Numbers of roles, live and late action points, when they were not asked for."""


def people_rows(reader: Reader, today: date, *, counts: bool = False) -> tuple[PersonRow, ...]:
    """Return everybody in document order; with their numbers of roles and action points when `counts` is asked."""
    rows = reader.rows(PEOPLE, (today.isoformat(),)) if counts else reader.rows(PEOPLE_SHORT)
    return tuple(
        PersonRow._make((*row[:5], *(text or "" for text in row[5:8]), bool(row[8]), *row[9:], *_NO_COUNTS[counts]))
        for row in rows
    )


def organisation_rows(reader: Reader, *, counts: bool = False) -> tuple[OrganisationRow, ...]:
    """Return every organisation; with its numbers of people and live action points when `counts` is asked."""
    rows = reader.rows(ORGANISATIONS if counts else ORGANISATIONS_SHORT)
    return tuple(OrganisationRow(*row[:4], *(text or "" for text in row[4:7]), *row[7:]) for row in rows)


def short_id(member_id: str, alias: str) -> str:
    """Return a member's id without the alias in front: `K1` of `Wulp-K1`."""
    if member_id.casefold().startswith(alias.casefold()):
        return member_id[len(alias) :].lstrip("-._") or member_id
    return member_id


def member_row(member: records.Member, alias: str) -> MemberRow:
    """Return a family member as the screen shows one."""
    return MemberRow(
        pk=member.pk,
        id=member.id,
        short=short_id(member.id, alias),
        relation=member.relation,
        age=member.age,
        is_child=is_child(member),
        is_parent=is_parent(member),
    )


def member_labels(members: Mapping[int, str], keys: tuple[int, ...]) -> str:
    """Return the short ids of some members, in the order of the family."""
    return ", ".join(label for pk, label in members.items() if pk in keys)


def names_of_cases(reader: Reader, cases: set[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Return the aliases of some cases, and the ids of their members, by key."""
    marks = ",".join("?" * len(cases))
    aliases = dict(reader.rows(f'SELECT pk, alias FROM "case" WHERE pk IN ({marks})', tuple(cases)))
    labels = dict(reader.rows(f"SELECT pk, id FROM member WHERE case_id IN ({marks})", tuple(cases)))
    return aliases, labels
