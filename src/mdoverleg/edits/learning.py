"""A learning case: a copy of a case without anybody in it (A8.13, A8.23, A9.24)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.labels import label
from mdoverleg.domain.learning import CASE, HELPER, MEMBER, RECORDS, Copied, TextKey, age_band
from mdoverleg.domain.roles import role_unknown, roles_of_table
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import DAY, REF, REFS
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.cases import alias_key, refuse_used_alias
from mdoverleg.edits.family import next_member_id
from mdoverleg.edits.moments import day_of
from mdoverleg.rules.anonymous import still_tells, words_of_people
from mdoverleg.store import tables
from mdoverleg.store.store import Store

Texts = Mapping[TextKey, str]


def copy_case(store: Store, who: Who, *, pk: int, alias: str, by_pk: int, texts: Texts) -> int:
    """Copy a case for learning, in one step, and return the key of the copy.

    The copy has a new alias and new members (relation and age band, no age); roles stand in it as functions without a
    holder; no file number, no action point and no score of a professional goes along. All days move by the same number,
    so that the newest is today. `texts` are those that go along, as they are to stand there; `by_pk` brings the case
    in. Refused when the alias is used, or when somebody could be recognised by a text.
    """
    with store.write(who, "cases.copy_for_learning") as session:
        source: tables.Case = rows.fetch(session, "Case", pk)
        today, key = day_of(store, session), alias_key(alias or "")
        refuse_used_alias(session, key)
        _refuse_telling(session, texts, today)
        copying = _Copying(session, source, texts, today)
        given = copying.kept("Case", source, CASE)
        values = {"goal": _("What can we learn from this?"), "phase": source.phase} | given
        fixed = {"alias": alias, "brought_by": by_pk, "opened_on": today, "category": "learning", "status": "referred"}
        new: int = rows.insert(session, "Case", values | fixed, alias_key=key).pk
        copying.fill(new, alias)
        return new


def _refuse_telling(session: Session, texts: Texts, today: date) -> None:
    words = words_of_people(session.exec(select(tables.Person.name)))
    for column in (tables.Case.alias, tables.Case.source_ref, tables.Organisation.name, tables.Member.id):
        words |= set(filter(None, session.exec(select(column))))
    for text in texts.values():
        if still_tells(text, today, words):
            raise Refused(_("Somebody could be recognised by this text: “{text}”.").format(text=text[:60]))


class _Copying:
    """Copies what hangs on one case, with new members in the place of the old ones and other days."""

    def __init__(self, session: Session, source: tables.Case, texts: Texts, today: date) -> None:
        self._session, self._source, self._texts = session, source, texts
        self._members: dict[int, int] = {}
        self._records = [
            (name, copied, row) for name, copied in RECORDS.items() for row in rows.ordered(session, name, source.pk)
        ]
        self._later = today - max(self._days(), default=today)

    def _days(self) -> list[date]:
        """Every day that goes along."""
        held = [*self._records]
        held += [("Helper", HELPER, row) for row in rows.ordered(self._session, "Helper", self._source.pk)]
        days = [getattr(row, key) for name, copied, row in held for key in copied.keys if _is_day(name, key)]
        roles = rows.ordered(self._session, "RoleAssignment", self._source.pk)
        days += [day for role in roles for day in (role.started_on, role.ended_on)]
        return [day for day in days if day is not None]

    def kept(self, name: str, row: Any, copied: Copied) -> dict[str, Any]:
        """Return what of one record goes along."""
        record, entity = rows.record_of(self._session, name, row), ENTITIES[name]
        values: dict[str, Any] = {}
        for key in copied.keys:
            value, field = record[key], entity.field(key)
            if field.kind == DAY:
                value = self._moved(value)
            elif field.kind == REF and field.target == "Member":
                value = self._members.get(value)
            elif field.kind == REFS and field.target == "Member":
                value = tuple(self._members[pk] for pk in value if pk in self._members)
            values[key] = value
        texts = {key: self._texts.get((name, row.pk, key)) for key in copied.texts}
        return values | {key: text for key, text in texts.items() if text}

    def _moved(self, day: date | None) -> date | None:
        try:
            return day + self._later if day else None
        except OverflowError:
            return None

    def fill(self, new: int, alias: str) -> None:
        """Copy the family, the roles without their holders, and the records."""
        for member in rows.ordered(self._session, "Member", self._source.pk):
            values = self.kept("Member", member, MEMBER)
            values["age_band"] = age_band(member.age, member.age_band)
            values["id"] = next_member_id(self._session, alias, member.relation)
            self._members[member.pk] = rows.insert(self._session, "Member", values, parent_pk=new).pk
        self._helpers(new)
        for name, copied, row in self._records:
            values = self.kept(name, row, copied)
            if name == "ChildVoice":
                values["by_other"] = _("a professional")
            lacks = any(field.required and values.get(field.key) is None for field in ENTITIES[name].fields)
            if not lacks and (name != "Score" or values["by_member"] is not None):
                rows.insert(self._session, name, values, parent_pk=new)

    def _helpers(self, new: int) -> None:
        """Everybody around the family, as a function: the role, or the kind of organisation."""
        session, known = self._session, roles_of_table(())
        own = dict(session.exec(select(tables.RoleKind.code, tables.RoleKind.label)).all())
        for role in rows.ordered(session, "RoleAssignment", self._source.pk):
            values = self.kept("RoleAssignment", role, Copied(("members", "started_on", "ended_on", "visits_home"), ()))
            name = own.get(role.role) or (known.get(role.role) or role_unknown(role.role)).label
            rows.insert(session, "Helper", values | {"name": name}, parent_pk=new)
        for helper in rows.ordered(session, "Helper", self._source.pk):
            values = self.kept("Helper", helper, HELPER)
            rows.insert(session, "Helper", {"name": self._function(helper)} | values, parent_pk=new)

    def _function(self, helper: tables.Helper) -> str:
        person = self._session.get(tables.Person, helper.person_id) if helper.person_id else None
        works_at = helper.organisation_id or (person.organisation_id if person else None)
        organisation = self._session.get(tables.Organisation, works_at) if works_at else None
        return label("OrganisationKind", organisation.kind) if organisation else _("a professional")


def _is_day(name: str, key: str) -> bool:
    return ENTITIES[name].field(key).kind == DAY
