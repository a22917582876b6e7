"""One dialog for every kind of record: its fields in the order people speak, each read while it is typed.

What a field may hold follows from the schema of the table format; nothing here is made for one kind alone.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, TextArea

from mdoverleg.domain.errors import InputRefused, Refused
from mdoverleg.domain.field_help import field_help
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.forms import FORMS, FormOf
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Field
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.text_box import TextBox
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.form_values import (
    Asked,
    Known,
    can_be_picked,
    folded,
    is_many,
    keys_line,
    label_in_form,
    listed,
    means_some,
    pair_problem,
    partner,
    read_value,
    shown_value,
    understood,
)
from mdoverleg.tui.text import Line, Part, joined, width_of, wrap
from mdoverleg.tui.widgets.bars import Bar

__all__ = ["Form", "Known"]

LABEL_WIDTH = 22
"""Columns for the names of the fields, as in dialogs.tcss."""

Make = Callable[[str], Awaitable[tuple[str, Known] | None]]
"""Makes a record that a field refers to, out of a typed name; answers with its name and all that is known then."""


class Form(Dialog[dict[str, Any]]):
    """Asks for some fields of a record; answers with what was changed, or everything of a new one.

    `typed` is what somebody typed before and could not be saved, by key. `makes` can add a record of a kind that a
    field refers to. A form shows its usual fields; the rest, of a new record or where none is filled in, on F8.
    """

    CSS_PATH = "styles/dialogs.tcss"
    box = "form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("f2", "list", show=False, priority=True),
        Binding("f8", "more", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        title: str,
        entity: str,
        fields: Sequence[Asked],
        known: Known,
        *,
        typed: Mapping[str, str] | None = None,
        makes: Mapping[str, Make] | None = None,
        is_new: bool = False,
    ) -> None:
        self._entity = entity
        self._fields = tuple(fields)
        self._known = known
        self._first = [shown_value(one.field, one.value, known) for one in self._fields]
        self._typed_before = dict(typed or {})
        self._makes = dict(makes or {})
        self._warned, self._is_new = False, is_new
        self._had: int | None = None
        self._theirs: dict[int, str] = {}
        """What others made of a field since somebody typed in it, in a window that is gone."""
        self._form = FORMS.get(entity, FormOf(()))
        self._more = folded(self._fields, self._form, self._typed_before, is_new=is_new)
        self._goes_on = self._form.quick or len(self._fields) == 1
        super().__init__(title, keys_line(None, goes_on=self._goes_on))

    # The fields.

    def body(self) -> ComposeResult:
        with VerticalScroll(id="fields", can_focus=False):
            for number, one in enumerate(self._fields):
                with Horizontal(id=f"field{number}", classes="field more" if number in self._more else "field"):
                    yield Bar(id=f"label{number}")
                    with Vertical():
                        yield self._box(number, one.field)
                        yield Bar(id=f"read{number}")
            yield Bar(id="more")

    def _box(self, number: int, field: Field) -> Input | TextArea:
        text = self._typed_before.get(field.key, self._first[number])
        if field.kind == kinds.TEXT:
            return TextBox(text, id=f"box{number}", goes_on=True)
        return LineInput(text, id=f"box{number}")

    def on_mount(self) -> None:
        for number, one in enumerate(self._fields):
            words = label_in_form(self._entity, one.field, self._fields) + (" *" if one.needed else "")
            self.query_one(f"#label{number}", Bar).put([(Part(line, "strong"),) for line in wrap(words, LABEL_WIDTH)])
            self._say(number)
        if self._more:
            words = n_("F8: {n} more field", "F8: {n} more fields", len(self._more)).format(n=len(self._more))
            self.query_one("#more", Bar).put([(Part(words, "key"),)])
        self._focus_box(self._begins_at())

    def action_more(self) -> None:
        """Show the fields that are not usual."""
        more, self._more = self._more, frozenset()
        for number in more:
            self.query_one(f"#field{number}").remove_class("more")
        self.query_one("#more", Bar).put([])
        if more:
            self.call_after_refresh(self._focus_box, min(more))

    def on_descendant_focus(self) -> None:
        """Say what can be typed in the field that has the focus now, and no longer in the one that had it."""
        self._looks_at(self._here())

    def _looks_at(self, number: int | None) -> None:
        if number == self._had:
            return
        had, self._had = self._had, number
        self.say_keys(keys_line(None if number is None else self._fields[number].field, goes_on=self._goes_on))
        for changed in (had, number):
            if changed is not None:
                self._say(changed)

    def _begins_at(self) -> int:
        typed = next((at for at, one in enumerate(self._fields) if one.field.key in self._typed_before), None)
        if typed is not None:
            return typed
        return next((at for at, one in enumerate(self._fields) if one.needed and not self._first[at]), 0)

    def _focus_box(self, number: int) -> None:
        box = self.query_one(f"#box{number}")
        box.focus()
        if isinstance(box, LineInput):
            box.cursor_position = len(box.value)

    def _here(self) -> int | None:
        box = self.focused
        return int((box.id or "").removeprefix("box")) if isinstance(box, Input | TextArea) else None

    # What is typed, and what it means.

    def _text(self, number: int) -> str:
        box = self.query_one(f"#box{number}")
        if isinstance(box, TextArea):
            return clean(box.text, one_line=False)
        return clean(box.value, one_line=True) if isinstance(box, LineInput) else ""

    def _write(self, number: int, text: str) -> None:
        box = self.query_one(f"#box{number}")
        if isinstance(box, TextBox):
            box.load_text(clean(text, one_line=False))
            box.move_cursor(box.document.end)
        elif isinstance(box, LineInput) and box.value != text:
            box.value = text
            box.cursor_position = len(text)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed and differs from what stood there, by key."""
        return {
            one.field.key: self._text(number)
            for number, one in enumerate(self._fields)
            if self._text(number) != self._first[number]
        }

    @property
    def draft_key(self) -> str:  # type: ignore[override]
        return f"form {self._entity} {'new' if self._is_new else ''}".rstrip()

    def draft_values(self) -> dict[str, str]:
        return self.typed

    def draft_before(self) -> dict[str, str]:
        return {one.field.key: first for one, first in zip(self._fields, self._first, strict=True)}

    def restore(self, values: Mapping[str, str], before: Mapping[str, str]) -> None:
        places = {one.field.key: number for number, one in enumerate(self._fields)}
        for number, key in ((places[key], key) for key in values if key in places):
            if before.get(key, "") != self._first[number] and self._first[number] != values[key]:
                self._theirs[number] = self._first[number]
            self._write(number, values[key])
            if number in self._more:
                self.action_more()
            self._say(number)
            self._focus_box(number)

    def _value(self, number: int) -> Any:
        """Return the value of a field; Refused when it will not do."""
        one, text = self._fields[number], self._text(number)
        if text == self._first[number]:
            return one.value
        return read_value(self._entity, one.field, text, self._known) if text else None

    def _problem(self, number: int) -> str:
        if problem := self._problem_of_pair(number):
            return problem
        try:
            value = self._value(number)
        except InputRefused as refusal:
            return refusal.problems[0] if refusal.problems else str(refusal)
        except Refused as refusal:
            return str(refusal)
        return _("This is needed.") if self._fields[number].needed and value in (None, ()) else ""

    def _problem_of_pair(self, number: int) -> str:
        other = partner(self._fields, self._form, number)
        if other is None:
            return ""
        return pair_problem(
            self._entity, self._fields, self._form, (number, other), (self._text(number), self._text(other))
        )

    def _leave_partner(self, number: int) -> None:
        """Empty the other one of two when it holds only what was proposed."""
        other = partner(self._fields, self._form, number)
        if other is None:
            return
        if self._text(number) and self._first[other] and self._text(other) == self._first[other] and self._is_new:
            self._write(other, "")
        self._say(other)

    def _say(self, number: int, *, strictly: bool = False) -> None:
        problem = self._problem(number)
        text = self._text(number)
        width = max(10, min(self.app.size.width, 76) - LABEL_WIDTH - 7)
        bar = self.query_one(f"#read{number}", Bar)
        help_ = field_help(self._entity, self._fields[number].field.key) if number == self._had else ""
        above: list[Line] = [(Part(line, "blue"),) for line in wrap(help_, width)] if help_ else []
        if number in self._theirs:
            words = _("Changed since you typed this; it now says: {text}").format(text=self._theirs[number] or "–")
            above += [(Part(line, "amber"),) for line in wrap(words, width)]
        if problem and (strictly or text):
            bar.put([*above, *((Part(line, "red"),) for line in wrap(f"!! {problem}", width))])
        elif width_of(text) > width - 1 and isinstance(self.query_one(f"#box{number}"), LineInput):
            # The box shows a part of it: below it stands in full.
            bar.put([*above, *((Part(line, "dim"),) for line in wrap(text, width))])
        else:
            means = understood(self._fields[number].field, text, self._known, lambda: self._value(number))
            understanding = joined(means, width)
            bar.put([*above, (Part(understanding, "dim"),)] if understanding else above)

    # Moving, picking, saving.

    @on(Input.Changed)
    def line_changed(self, event: Input.Changed) -> None:
        """Say what was understood so far."""
        event.stop()
        number = int((event.input.id or "box0").removeprefix("box"))
        self._say(number)
        self._leave_partner(number)

    @on(TextArea.Changed)
    def area_changed(self, event: TextArea.Changed) -> None:
        """Say whether it will do."""
        event.stop()
        self._say(int((event.text_area.id or "box0").removeprefix("box")))

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Write in full what was understood, and go to the next field; save after the last."""
        event.stop()
        number = int((event.input.id or "box0").removeprefix("box"))
        field = self._fields[number].field
        if self._text(number) and not self._problem(number):
            self._write(number, shown_value(field, self._value(number), self._known))
        elif (
            (typed := self._text(number)) and field.target in self._makes and not means_some(field, typed, self._known)
        ):
            self.run_worker(self._make(number, typed), group="list")
            return
        self._go_on(number)

    def _go_on(self, number: int) -> None:
        """Go to the next field that is shown; save after the last."""
        after = next((at for at in range(number + 1, len(self._fields)) if at not in self._more), None)
        if after is not None:
            self._focus_box(after)
        else:
            self.action_save()

    @on(TextBox.Entered)
    def text_entered(self, event: TextBox.Entered) -> None:
        """Save where one line is all that people say; elsewhere go to the next field, as from any other."""
        event.stop()
        self._go_on(len(self._fields) if self._goes_on else int((event.box.id or "box0").removeprefix("box")))

    def action_list(self) -> None:
        """Pick from a list what goes in this field."""
        number = self._here()
        field = self._fields[number].field if number is not None else None
        if number is None or field is None:
            return
        if can_be_picked(field, self._known) or field.target in self._makes:
            self.run_worker(self._pick(number, field), group="list")
        else:
            self.app.notify(_("Nothing to pick from: type it."), markup=False)

    async def _pick(self, number: int, field: Field) -> None:
        title = field_label(self._entity, field.key)
        choices = listed(field, self._known)
        if is_many(field):
            now = [part.strip() for part in self._text(number).split(",")]
            chosen = [choice.key for choice in choices if choice.key in now]
            ticked = await self.app.push_screen_wait(Tick(title, choices, chosen))
            if ticked is not None:
                self._write(number, ", ".join(map(str, ticked)))
            return
        extra = [Choice(None, _("Somebody or something new"))] if field.target in self._makes else []
        picked = await self.app.push_screen_wait(Pick(title, [*choices, *extra], start=self._text(number)))
        if picked is not None and picked.key is not None:
            self._write(number, str(picked.key))
        elif picked is not None:
            here = self._text(number)
            await self._make(number, "" if any(choice.key == here for choice in choices) else here)
            return
        after = next((at for at in range(number + 1, len(self._fields)) if at not in self._more), None)
        if after is not None and picked is not None:
            self._focus_box(after)

    async def _make(self, number: int, name: str) -> None:
        """Add a record of this name that the field refers to, and go on to the next field."""
        made = await self._makes[self._fields[number].field.target](name)
        if made is not None:
            name, self._known = made
            self._write(number, name)
            self._say(number)
            self._focus_box(min(number + 1, len(self._fields) - 1))

    def action_save(self) -> None:
        """Save what was typed up to this key."""
        self.after_typed(self._save)

    def _save(self) -> None:
        """Answer, or go to the first field that will not do."""
        for number in range(len(self._fields)):
            if self._problem(number):
                if number in self._more:
                    self.action_more()
                self._looks_at(number)
                self._focus_box(number)
                self._say(number, strictly=True)
                return
        self.answer(
            {
                one.field.key: self._value(number)
                for number, one in enumerate(self._fields)
                if self._text(number) != self._first[number] or one.value is not None
            }
        )

    def action_leave(self) -> None:
        """Leave without saving; where something was typed only at the second time."""
        if self.typed and not self._warned:
            self._warned = True
            self.app.notify(
                _("What you typed is not saved. Esc again throws it away, Ctrl+S saves it."),
                severity="warning",
                markup=False,
            )
            return
        super().action_leave()

    def answer(self, value: dict[str, Any] | None) -> None:
        """Close; what was typed is kept for when it is refused."""
        self._typed_before = self.typed
        super().answer(value)

    @property
    def kept(self) -> dict[str, str]:
        """What was typed when the form was closed, by key."""
        return self._typed_before

    def changed(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return only the answers that differ from what stood there."""
        before = {one.field.key: one.value for one in self._fields}
        return {key: value for key, value in answers.items() if value != before.get(key)}
