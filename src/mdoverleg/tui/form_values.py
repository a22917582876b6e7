"""What the fields of a form hold: values as somebody would type them, and typed words as values.

All of it follows from the schema of the table format; nothing here is made for one kind of record alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain.dates import away_text, day_file, day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.forms import FormOf
from mdoverleg.domain.labels import BUILT_IN_CODES, code_label, label
from mdoverleg.domain.names import PersonRef, best_people
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Field
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice

if TYPE_CHECKING:
    from mdoverleg.domain.inputs_words import OwnCodes

MOST_NAMES = 6
MOST_CHOICES = 6
"""More choices than this stand in a list of their own."""
LEFT = " left"
"""Behind a kind of record: those that can stand in a field, but are not picked any more."""


class Known(NamedTuple):
    """What a form can refer to: the day, and people, organisations, members and others by key, id and name."""

    today: date
    records: Mapping[str, Sequence[PersonRef]]
    """By kind of record; every row has pk, id and name."""
    codes: "OwnCodes"
    """The table's own codes."""

    def name_of(self, kind: str, pk: int) -> str:
        """Return what a record is called."""
        rows = (*self.records.get(kind, ()), *self.records.get(f"{kind}{LEFT}", ()))
        return next((row.name for row in rows if row.pk == pk), "")

    def find(self, kind: str, text: str) -> int:
        """Return the record that is meant; Refused with who could be."""
        rows = self.records.get(kind, ())
        found = [row for row in rows if fold(row.id) == fold(text)] or best_people(text, rows)
        if len(found) == 1:
            return found[0].pk
        if not found:
            raise Refused(_("Nobody or nothing is called “{text}”.").format(text=text))
        names = ", ".join(row.name for row in found[:MOST_NAMES])
        raise Refused(_("Which one: {names}?").format(names=names))


class Asked(NamedTuple):
    """One field of a form: its key, and what stands in it at first."""

    field: Field
    value: Any = None
    needed: bool = False


def asked(entity: str, keys: Sequence[str], values: Mapping[str, Any], *, needed: Sequence[str] = ()) -> list[Asked]:
    """Return the fields of a form over some keys of a record, with the values that are there already."""
    found = ENTITIES[entity]
    return [Asked(found.field(key), values.get(key), found.field(key).required or key in needed) for key in keys]


def shown_value(field: Field, value: Any, known: Known) -> str:
    """Return a value as somebody would type it."""
    if value in (None, (), ""):
        return ""
    if field.kind in kinds.LINKED:
        single = field._replace(kind={kinds.REFS: kinds.REF, kinds.WORDS: kinds.WORD}.get(field.kind, kinds.CODE))
        return ", ".join(shown_value(single, one, known) for one in value)
    if field.kind == kinds.REF:
        return known.name_of(field.target, value)
    if field.kind == kinds.WORD:
        return label(field.target, value)
    if field.kind == kinds.CODE:
        return known.codes.get(field.target, {}).get(value) or code_label(field.target, value)
    if field.kind == kinds.BOOL:
        return _("yes") if value else _("no")
    return day_file(value) if field.kind == kinds.DAY else str(value)


def choices_of(field: Field, known: Known) -> tuple[str, ...]:
    """Return the words that a field may hold, as they are typed; nothing when it is not one of a few."""
    if field.kind in (kinds.WORD, kinds.WORDS):
        return tuple(label(field.target, word) for word in field.words)
    if field.kind == kinds.BOOL:
        return (_("yes"), _("no"))
    if field.kind in (kinds.CODE, kinds.CODES) and field.target in BUILT_IN_CODES:
        own = known.codes.get(field.target, {})
        built_in = (own.get(code) or code_label(field.target, code) for code in BUILT_IN_CODES[field.target])
        return tuple(dict.fromkeys((*built_in, *own.values())))
    return ()


def names_of(field: Field, known: Known) -> tuple[PersonRef, ...]:
    """Return the records that a field can refer to."""
    return tuple(known.records.get(field.target, ())) if field.kind in (kinds.REF, kinds.REFS) else ()


def can_be_picked(field: Field, known: Known) -> bool:
    """Tell whether there is a list to pick from for this field."""
    return bool(choices_of(field, known) or names_of(field, known))


def is_many(field: Field) -> bool:
    """Tell whether a field holds more than one of its choices."""
    return field.kind in kinds.LINKED


def read_value(entity: str, field: Field, text: str, known: Known) -> Any:
    """Return what was typed as a value; Refused with one sentence when it says nothing."""
    from mdoverleg.domain.inputs_words import from_words

    parts = text.split(",") if field.kind in kinds.LINKED else [text]
    whole = ", ".join(_completed(choices_of(field, known), part.strip()) for part in parts)
    return from_words(entity, field.key, whole, today=known.today, find=known.find, own_codes=known.codes)


def _completed(choices: Sequence[str], text: str) -> str:
    """Return the one choice that begins with what was typed, else the text itself."""
    wanted = fold(text)
    found = [choice for choice in choices if fold(choice).startswith(wanted)]
    exact = [choice for choice in found if fold(choice) == wanted]
    if exact or not wanted:
        return text
    return found[0] if len(found) == 1 else text


def folded(fields: Sequence[Asked], form: FormOf, typed: Mapping[str, str], *, is_new: bool) -> frozenset[int]:
    """Return the fields that are not shown until F8: none where one of them is needed, typed or filled in."""
    if not any(one.field.key in form.first for one in fields):
        return frozenset()
    more = [number for number, one in enumerate(fields) if one.field.key in form.more]
    for one in (fields[number] for number in more):
        is_empty = one.value in (None, (), "")
        is_filled = not (is_new or is_empty or one.value is False or one.value == one.field.default)
        if one.field.key in typed or is_filled or (one.needed and is_empty):
            return frozenset()
    return frozenset(more)


def partner(fields: Sequence[Asked], form: FormOf, number: int) -> int | None:
    """Return the field of which, with this one, only one can be given."""
    key = fields[number].field.key
    other = next((pair[key == pair[0]] for pair in form.one_of if key in pair), "")
    return next((at for at, one in enumerate(fields) if one.field.key == other), None)


def label_in_form(entity: str, field: Field, fields: Sequence[Asked]) -> str:
    """Return what a field is called; a day says so where another field of the form has the same name."""
    name = field_label(entity, field.key)
    alike = sum(field_label(entity, one.field.key) == name for one in fields)
    return _("{label} (day)").format(label=name) if field.kind == kinds.DAY and alike > 1 else name


def pair_problem(
    entity: str, fields: Sequence[Asked], form: FormOf, pair: tuple[int, int], texts: tuple[str, str]
) -> str:
    """Say at the second of two fields that both are given, and at the first that one of them has to be."""
    one, other = (field_label(entity, fields[at].field.key) for at in sorted(pair))
    is_second = pair[0] > pair[1]
    if all(texts):
        return _("Only one of the two: {one} or {other}.").format(one=one, other=other) if is_second else ""
    needs_one = form.needs_one and form.one_of[0][0] == fields[pair[0]].field.key
    return _("One of the two: {one} or {other}.").format(one=one, other=other) if needs_one and not any(texts) else ""


def keys_line(field: Field | None, *, goes_on: bool) -> str:
    """Say what the keys do in this field of a form in which Enter saves (`goes_on`) or goes to the next field."""
    enter = _("Enter saves") if goes_on else _("Enter: next field")
    is_text = field is not None and field.kind == kinds.TEXT
    rest = _("Ctrl+J new line · Ctrl+S saves · Esc leaves") if is_text else _("F2: list · Ctrl+S saves · Esc leaves")
    return f"{enter} · {rest}"


def understood(field: Field, text: str, known: Known, value: Callable[[], Any]) -> Sequence[str]:
    """Return what was understood of a field, or what can be typed there."""
    last = fold(text.rpartition(",")[2].strip()) if is_many(field) else fold(text)
    found = [choice for choice in choices_of(field, known) if fold(choice).startswith(last)]
    if found and not (len(found) == 1 and fold(found[0]) == last):
        return [_("F2: list"), *found] if len(found) > MOST_CHOICES else found
    if field.kind == kinds.DAY and text and isinstance(day := value(), date):
        return [f"{day_with_year(day)} ({away_text(day, known.today)})"]
    names = names_of(field, known)
    if names and not text:
        return [_("F2: list"), *(row.name for row in names)]
    if field.kind == kinds.REF and text and isinstance(pk := value(), int):
        name = known.name_of(field.target, pk)
        return [name] if name != text else []
    return []


def means_some(field: Field, text: str, known: Known) -> bool:
    """Whether what is typed can mean somebody or something that is known."""
    return bool(best_people(text, names_of(field, known)))


def listed(field: Field, known: Known) -> list[Choice]:
    """Return what can be picked; the key is what is typed for it."""
    names = names_of(field, known)
    if not names:
        return [Choice(words, words) for words in choices_of(field, known)]
    often = [row.name for row in names]
    return [Choice(row.name if often.count(row.name) == 1 else row.id, row.name, row.organisation) for row in names]
