"""Edits of the members of a family."""

import re

from sqlmodel import Session, select

from mdoverleg.domain.groups import CHILDREN
from mdoverleg.domain.limits import ID_LENGTH
from mdoverleg.domain.who import Who
from mdoverleg.edits import rows
from mdoverleg.edits.authors import ids_in_log
from mdoverleg.edits.rows import Values
from mdoverleg.store import tables
from mdoverleg.store.store import Store

ALONE = {"mother": "M", "father": "V"}
"""Of these there is usually one: a number only from the second on."""


def add_member(store: Store, who: Who, *, case_pk: int, values: Values) -> int:
    """Add a family member and return the key; without an id it gets the alias and a letter (`Wulp-K1`)."""
    with store.write(who, "family.add") as session:
        case: tables.Case = rows.fetch(session, "Case", case_pk)
        given = dict(values)
        if not given.get("id"):
            given["id"] = next_member_id(session, case.alias, given.get("relation", ""))
        pk: int = rows.insert(session, "Member", given, parent_pk=case_pk).pk
        return pk


def change_member(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a family member; ChangedMeanwhile when a field no longer holds what the user saw."""
    with store.write(who, "family.change") as session:
        rows.change(session, "Member", rows.fetch(session, "Member", pk), values, expected)


def remove_member(store: Store, who: Who, *, pk: int) -> None:
    """Take a family member out; Refused while a role, an action point or anything else names this member."""
    with store.write(who, "family.remove") as session:
        rows.remove(session, "Member", rows.fetch(session, "Member", pk))


def next_member_id(session: Session, alias: str, relation: str) -> str:
    """Return alias and letter: M mother, V father, K1 .. children, O1 .. others; never one that this file ever used."""
    letter = "K" if relation in CHILDREN else ALONE.get(relation, "O")
    stem = re.sub(r"[^A-Za-z0-9._-]", "", alias).lstrip("._-") or "L"
    base = f"{stem[: ID_LENGTH - 6]}-{letter}"
    used = {*session.exec(select(tables.Member.id)), *ids_in_log(session, "member", base)}
    number = 1
    while _numbered(base, number, relation) in used:
        number += 1
    return _numbered(base, number, relation)


def _numbered(base: str, number: int, relation: str) -> str:
    return base if number == 1 and relation in ALONE else f"{base}{number}"
