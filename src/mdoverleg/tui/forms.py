"""One dialog for every kind of record: its fields in the order people speak, each read while it is typed.

What a field may hold follows from the schema of the table format; nothing here is made for one kind alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, TextArea

from mdoverleg.domain.dates import away_text, day_file, day_with_year
from mdoverleg.domain.errors import InputRefused, Refused
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.labels import LABELS, label
from mdoverleg.domain.names import PersonRef, best_people
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Field
from mdoverleg.domain.text import clean, fold
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.text import Part, fit, wrap
from mdoverleg.tui.widgets.bars import Bar

MOST_CHOICES = 6
LABEL_WIDTH = 22
"""Columns for the names of the fields, as in dialogs.tcss."""
LABELS_OF_CODES = {"role": "Role", "concern_type": "ConcernType", "life_domain": "LifeDomain"}


class Known(NamedTuple):
    """What a form can refer to: the day, and people, organisations, members and others by key, id and name."""

    today: date
    records: Mapping[str, Sequence[PersonRef]]
    """By kind of record; every row has pk, id and name."""

    def name_of(self, kind: str, pk: int) -> str:
        """Return what a record is called."""
        return next((row.name for row in self.records.get(kind, ()) if row.pk == pk), "")

    def find(self, kind: str, text: str) -> int:
        """Return the record that is meant; Refused with who could be."""
        rows = self.records.get(kind, ())
        found = [row for row in rows if fold(row.id) == fold(text)] or best_people(text, rows)
        if len(found) == 1:
            return found[0].pk
        if not found:
            raise Refused(_("Nobody or nothing is called “{text}”.").format(text=text))
        names = ", ".join(row.name for row in found[:MOST_CHOICES])
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
        kind = LABELS_OF_CODES.get(field.target)
        return label(kind, value) if kind else str(value)
    if field.kind == kinds.BOOL:
        return _("yes") if value else _("no")
    return day_file(value) if field.kind == kinds.DAY else str(value)


def choices_of(field: Field) -> tuple[str, ...]:
    """Return the words that a field may hold, as they are typed; nothing when it is not one of a few."""
    if field.kind in (kinds.WORD, kinds.WORDS):
        return tuple(label(field.target, word) for word in field.words)
    if field.kind == kinds.BOOL:
        return (_("yes"), _("no"))
    if field.kind in (kinds.CODE, kinds.CODES) and field.target in LABELS_OF_CODES:
        kind = LABELS_OF_CODES[field.target]
        return tuple(label(kind, word) for word in LABELS[kind])
    return ()


def read_value(entity: str, field: Field, text: str, known: Known) -> Any:
    """Return what was typed as a value; Refused with one sentence when it says nothing."""
    from mdoverleg.domain.inputs_words import from_words

    parts = text.split(",") if field.kind in kinds.LINKED else [text]
    whole = ", ".join(_completed(field, part.strip()) for part in parts)
    return from_words(entity, field.key, whole, today=known.today, find=known.find)


def _completed(field: Field, text: str) -> str:
    """Return the one choice that begins with what was typed, else the text itself."""
    wanted = fold(text)
    found = [choice for choice in choices_of(field) if fold(choice).startswith(wanted)]
    exact = [choice for choice in found if fold(choice) == wanted]
    if exact or not wanted:
        return text
    return found[0] if len(found) == 1 else text


class Form(Dialog[dict[str, Any]]):
    """Asks for some fields of a record; answers with what was changed, or everything of a new one."""

    CSS_PATH = "styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, entity: str, fields: Sequence[Asked], known: Known) -> None:
        super().__init__(title, _("Enter: next field · Ctrl+S saves · Esc leaves without saving"))
        self._entity = entity
        self._fields = tuple(fields)
        self._known = known
        self._first = [shown_value(one.field, one.value, known) for one in self._fields]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="fields", can_focus=False):
            for number, one in enumerate(self._fields):
                with Horizontal(classes="field"):
                    yield Bar(id=f"label{number}")
                    with Vertical():
                        yield self._box(number, one.field)
                        yield Bar(id=f"read{number}")

    def _box(self, number: int, field: Field) -> Input | TextArea:
        if field.kind == kinds.TEXT:
            area = TextArea(self._first[number], id=f"box{number}", tab_behavior="focus", compact=True)
            area.cursor_blink = False
            return area
        return LineInput(self._first[number], id=f"box{number}")

    def on_mount(self) -> None:
        self.query_one("#box", Vertical).add_class("form")
        for number, one in enumerate(self._fields):
            mark = " *" if one.needed else ""
            words = f"{field_label(self._entity, one.field.key)}{mark}"
            self.query_one(f"#label{number}", Bar).put([(Part(line, "strong"),) for line in wrap(words, LABEL_WIDTH)])
            self._say(number)
        empty = next((at for at, one in enumerate(self._fields) if one.needed and not self._first[at]), 0)
        self._focus_box(empty)

    def _focus_box(self, number: int) -> None:
        box = self.query_one(f"#box{number}")
        box.focus()
        if isinstance(box, LineInput):
            box.cursor_position = len(box.value)

    def _text(self, number: int) -> str:
        box = self.query_one(f"#box{number}")
        if isinstance(box, TextArea):
            return clean(box.text, one_line=False)
        return clean(box.value, one_line=True) if isinstance(box, LineInput) else ""

    def _value(self, number: int) -> Any:
        """Return the value of a field; Refused when it will not do."""
        one, text = self._fields[number], self._text(number)
        if text == self._first[number]:
            return one.value
        return read_value(self._entity, one.field, text, self._known) if text else None

    def _problem(self, number: int) -> str:
        try:
            value = self._value(number)
        except InputRefused as refusal:
            return refusal.problems[0] if refusal.problems else str(refusal)
        except Refused as refusal:
            return str(refusal)
        return _("This is needed.") if self._fields[number].needed and value in (None, ()) else ""

    def _say(self, number: int, *, strictly: bool = False) -> None:
        problem = self._problem(number)
        text = self._text(number)
        width = max(10, min(self.app.size.width, 76) - LABEL_WIDTH - 7)
        bar = self.query_one(f"#read{number}", Bar)
        if problem and (strictly or text):
            bar.put([(Part(line, "red"),) for line in wrap(f"!! {problem}", width)])
        else:
            understood = self._understood(number, text)
            bar.put([(Part(fit(understood, width), "dim"),)] if understood else [])

    def _understood(self, number: int, text: str) -> str:
        field = self._fields[number].field
        last = fold(text.rpartition(",")[2].strip())
        found = [choice for choice in choices_of(field) if fold(choice).startswith(last)]
        if found and not (len(found) == 1 and fold(found[0]) == last):
            more = " …" if len(found) > MOST_CHOICES else ""
            return " · ".join(found[:MOST_CHOICES]) + more
        if field.kind == kinds.DAY and text and isinstance(day := self._value(number), date):
            return f"{day_with_year(day)} ({away_text(day, self._known.today)})"
        if field.kind == kinds.REF and text:
            pk = self._value(number)
            name = self._known.name_of(field.target, pk) if isinstance(pk, int) else ""
            return name if name != text else ""
        return ""

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Say what was understood so far."""
        event.stop()
        self._say(int((event.input.id or "box0").removeprefix("box")))

    @on(TextArea.Changed)
    def written(self, event: TextArea.Changed) -> None:
        """Say whether it will do."""
        event.stop()
        self._say(int((event.text_area.id or "box0").removeprefix("box")))

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Go to the next field; save after the last."""
        event.stop()
        number = int((event.input.id or "box0").removeprefix("box"))
        if number + 1 < len(self._fields):
            self._focus_box(number + 1)
        else:
            self.action_save()

    def action_save(self) -> None:
        """Answer, or go to the first field that will not do."""
        for number in range(len(self._fields)):
            if self._problem(number):
                self._say(number, strictly=True)
                self._focus_box(number)
                return
        self.answer(
            {
                one.field.key: self._value(number)
                for number, one in enumerate(self._fields)
                if self._text(number) != self._first[number] or one.value is not None
            }
        )

    def changed(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return only the answers that differ from what stood there."""
        before = {one.field.key: one.value for one in self._fields}
        return {key: value for key, value in answers.items() if value != before.get(key)}
