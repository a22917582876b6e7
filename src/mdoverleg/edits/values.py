"""A value on its way into the file: cleaned, and refused in words where the database would refuse it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlmodel import Session, select

from mdoverleg.domain.clock import read_time
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.inputs import problems_together
from mdoverleg.domain.labels import BUILT_IN_CODES
from mdoverleg.domain.limits import CODE_PATTERN, ID_LENGTH, ID_PATTERN, STRING_LENGTH, TEXT_LENGTH
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Entity, Field
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _
from mdoverleg.store import tables
from mdoverleg.store.asking import ask

LONGEST: Final = {kinds.ID: ID_LENGTH, kinds.TEXT: TEXT_LENGTH}

MUST_BE_ACTIVE: Final = frozenset(
    {
        ("Meeting", "chair"),
        ("Meeting", "secretary"),
        ("Attendance", "person"),
        ("Case", "brought_by"),
        ("Case", "monitor_by"),
        ("RoleAssignment", "holder"),
        ("Helper", "person"),
        ("Handover", "to_holder"),
        ("ActionPoint", "owner"),
        ("ActionPoint", "co_owner"),
        ("ActionPoint", "executor"),
        ("ActionPoint", "passed_on_by"),
        ("Person", "deputy"),
    }
)
"""Fields that ask something of a person from now on; somebody who left cannot be filled in there anew."""


def refusal(name: str, key: str, why: str, *, names: Iterable[str] = ()) -> Refused:
    """Make the refusal that names the field first, in the user's language; `names` are the people whom it names."""
    return Refused(_("{field}: {why}").format(field=field_label(name, key), why=why), names=names)


def gone(name: str, who: str | None = None) -> Refused:
    """Make the refusal for a record that is no longer there; `who` took it out."""
    if who:
        words = _("{what}: {who} took this out; nothing was saved.")
        return Refused(words.format(what=entity_label(name), who=who), names=[who])
    return Refused(_("{what}: this is no longer there.").format(what=entity_label(name)))


def checked(session: Session, entity: Entity, field: Field, value: Any) -> Any:
    """Return the value as the file keeps it: cleaned, the default where nothing is given; Refused if not allowed."""
    if field.kind in kinds.LINKED:
        return _checked_list(session, entity, field, value)
    if field.kind in (kinds.ID, kinds.STRING, kinds.TEXT, kinds.CODE) and value is not None:
        value = clean(value, one_line=field.kind != kinds.TEXT) or None
    if value is None:
        if field.required:
            raise refusal(entity.name, field.key, _("this is needed."))
        return field.default
    return _checked_one(session, entity, field, value)


def _checked_list(session: Session, entity: Entity, field: Field, value: Any) -> tuple[Any, ...]:
    items: list[Any] = []
    for item in value or ():
        given = clean(item, one_line=True) if isinstance(item, str) else item
        if given in items:
            raise refusal(entity.name, field.key, _("the same stands in it twice."))
        items.append(_checked_one(session, entity, field, given))
    if field.required and not items:
        raise refusal(entity.name, field.key, _("this is needed."))
    return tuple(items)


def _checked_one(session: Session, entity: Entity, field: Field, value: Any) -> Any:
    why = _fault_of_form(field, value) or _fault_of_reference(session, field, value)
    if why:
        raise refusal(entity.name, field.key, why)
    return value


def _fault_of_form(field: Field, value: Any) -> str:
    if isinstance(value, str):
        longest = LONGEST.get(field.kind, STRING_LENGTH)
        if len(value) > longest:
            return _("at most {number} characters; this has {count}.").format(number=longest, count=len(value))
        return _fault_of_word(field, value)
    if field.kind == kinds.INT and not field.low <= value <= field.high:
        return _("a whole number from {low} to {high}.").format(low=field.low, high=field.high)
    return ""


def _fault_of_word(field: Field, value: str) -> str:
    if field.kind == kinds.ID and not re.fullmatch(ID_PATTERN, value):
        return _("letters, digits, points, hyphens and underscores only, and a letter or digit first.")
    if field.kind in (kinds.CODE, kinds.CODES) and not re.fullmatch(CODE_PATTERN, value):
        return _("small letters, digits and underscores only.")
    if field.kind in (kinds.WORD, kinds.WORDS) and value not in field.words:
        return _("“{word}” is not one of the choices.").format(word=value)
    if field.kind == kinds.TIME:
        try:
            read_time(value)
        except ValueError:
            return _("“{word}” is not a time of day, such as 09:30.").format(word=value)
    return ""


def _fault_of_reference(session: Session, field: Field, value: Any) -> str:
    if field.kind in (kinds.REF, kinds.REFS) and not _is_there(session, field.target, value):
        return _("{what} is no longer there.").format(what=entity_label(field.target))
    if field.kind in (kinds.CODE, kinds.CODES) and field.target and not _known_code(session, field.target, value):
        return _("“{word}” is not a code of this table.").format(word=value)
    return ""


def _is_there(session: Session, name: str, pk: int) -> bool:
    return bool(ask(session, f'SELECT 1 FROM "{ENTITIES[name].table}" WHERE pk = ?', (pk,)))  # noqa: S608


def _known_code(session: Session, code_list: str, code: str) -> bool:
    if code in BUILT_IN_CODES[code_list]:
        return True
    if code_list == "role":
        own = select(tables.RoleKind.pk).where(tables.RoleKind.code == code)
    else:
        own = select(tables.OwnCode.pk).where(tables.OwnCode.code_list == code_list, tables.OwnCode.code == code)
    return session.exec(own).first() is not None


def refuse_inactive(session: Session, name: str, key: str, value: Any) -> None:
    """Refuse somebody who left, where the field asks something of a person from now on."""
    if value is None or (name, key) not in MUST_BE_ACTIVE:
        return
    person = session.get(tables.Person, value)
    if person is not None and not person.active:
        raise refusal(name, key, _("{name} no longer takes part.").format(name=person.name), names=[person.name])


def refuse_unsound(entity: Entity, record: Mapping[str, Any]) -> None:
    """Refuse a record (key to value) in which two fields contradict each other."""
    for problem in problems_together(entity.name, record):
        raise refusal(entity.name, str(problem.path[0]), problem.sentence)


def refuse_other_family(session: Session, entity: Entity, record: Mapping[str, Any], case_pk: int | None) -> None:
    """Refuse family members and action points of another case than the one that the record is about."""
    for field in entity.fields:
        if field.target not in ("Member", "ActionPoint") or field.key == "depends_on":
            continue
        value = record[field.key]
        for pk in value if isinstance(value, tuple) else (value,):
            row = None if pk is None else session.get(getattr(tables, field.target), pk)
            if row is not None and (case_pk is None or row.case_id != case_pk):
                raise refusal(entity.name, field.key, _("{id} belongs to another case.").format(id=row.id))
