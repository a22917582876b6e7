"""Passphrases in a dialog: the one there is, and a new one, typed twice, with how strong it is in words."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.passphrases import require_new, strength
from mdoverleg.domain.proposed_words import propose
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.keys import Hidden
from mdoverleg.tui.text import Part, wrap
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.secret_box import SecretBox

FIRST, AGAIN = "#first", "#again"


class NewPassphrase(Dialog[Hidden]):
    """Two boxes; Enter in the second takes the passphrase when both are the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("f2", "show", show=False),
        Binding("f4", "propose", show=False),
    ]

    def __init__(self, title: str, *, hint: str = "", said: str = "") -> None:
        super().__init__(title)
        self._keys = hint or _("Enter takes it · Esc: back")
        self._text = said

    def body(self) -> ComposeResult:
        yield Bar(id="said")
        for name, _label in self._boxes():
            with Vertical(classes="label"):
                yield Bar(id=f"label-{name}")
                yield SecretBox(id=name)
                yield Bar(id=f"read-{name}")

    @staticmethod
    def _boxes() -> list[tuple[str, str]]:
        return [
            ("first", _("Passphrase: five words or more that only you put together")),
            ("again", _("The same once more")),
        ]

    def on_mount(self) -> None:
        for name, label in self._boxes():
            self._put(f"#label-{name}", label, "strong")
        self._put("#said", self._text, "")
        self.say_keys(_("F2 shows what is typed · F4 proposes five words"), self._keys)
        self.query_one(FIRST, SecretBox).focus()

    def _put(self, where: str, text: str, look: str) -> None:
        width = max(10, min(self.app.size.width, self.widest) - 5)
        self.query_one(where, Bar).put([(Part(line, look),) for line in wrap(text, width)] if text else [])

    @property
    def _typed(self) -> tuple[Hidden, Hidden]:
        return self.query_one(FIRST, SecretBox).secret, self.query_one(AGAIN, SecretBox).secret

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Say how strong it is, and whether both are the same."""
        event.stop()
        first, again = self._typed
        self._put("#read-first", strength(first), "dim")
        is_other = bool(again) and not first.startswith(again)
        said = _("This is not the same as above.")
        self._put("#read-again", f"!! {said}" if is_other else "", "red")

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Go on to the second box, or take the passphrase."""
        event.stop()
        first, again = self._typed
        try:
            require_new(first)
        except MdError as error:
            self._put("#read-first", f"!! {error}", "red")
            self.query_one(FIRST, SecretBox).focus()
            return
        if first == again:
            self.answer(first)
            return
        if event.input.id == "again":
            said = (
                _("This is not the same as above.") if again else _("Type it once more, so that it is what you meant.")
            )
            self._put("#read-again", f"!! {said}", "red")
        self.query_one(AGAIN, SecretBox).focus()

    def action_show(self) -> None:
        """Show the letters that are typed, or dots again."""
        is_hidden = not self.query_one(FIRST, SecretBox).password
        for box in self.query(SecretBox):
            box.password = is_hidden

    def action_propose(self) -> None:
        """Put five words in the first box and show them: they are to be written down or learnt."""
        first, again = self.query_one(FIRST, SecretBox), self.query_one(AGAIN, SecretBox)
        first.value = propose()
        first.password = False
        again.value = ""
        again.focus()


class AskPassphrase(Dialog[Hidden]):
    """Asks for the passphrase that the file has, before something is done with its key."""

    title_lines = 3
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "show", show=False)]

    def __init__(self, title: str, problem: str = "", label: str = "") -> None:
        super().__init__(title, _("Enter goes on · F2 shows what is typed · Esc leaves"))
        self._problem = problem
        self._label = label or _("The passphrase of this file")

    def body(self) -> ComposeResult:
        with Vertical(classes="label"):
            yield Bar(id="label")
            yield SecretBox(id="passphrase")
            yield Bar(id="problem")

    def on_mount(self) -> None:
        width = max(10, min(self.app.size.width, self.widest) - 5)
        self.query_one("#label", Bar).put([(Part(line, "strong"),) for line in wrap(self._label, width)])
        self.query_one("#problem", Bar).put([(Part(line, "red"),) for line in wrap(self._problem, width) if line])
        self.query_one(SecretBox).focus()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Go on with what was typed."""
        event.stop()
        if event.value:
            self.answer(Hidden(event.value))

    def action_show(self) -> None:
        """Show the letters that are typed, or dots again."""
        box = self.query_one(SecretBox)
        box.password = not box.password
