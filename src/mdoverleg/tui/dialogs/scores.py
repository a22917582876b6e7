"""A round of scores: one digit for each, hidden until all are in, then side by side with the lowest and the highest."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.labels import label
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.text import Cell, Line, columns, fit, width_of
from mdoverleg.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from mdoverleg.domain.snapshots import CaseView
    from mdoverleg.tui.screens.board import BoardScreen

HIDDEN = "•"
TURN = "▸"
TEN = "t"
"""The key of a ten, the same in both languages: every score is one key."""
ROOMY = 24
"""Lines from which it is said what the ends of the scale mean."""
SCALES = ("safety", "wellbeing")


class Rater(NamedTuple):
    """Somebody who gives a score: a professional or a member of the family."""

    person_pk: int | None
    member_pk: int | None
    name: str
    note: str = ""

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What tells raters apart."""
        return self.person_pk, self.member_pk


class Round(NamedTuple):
    """A round as far as it has come."""

    raters: tuple[Rater, ...]
    given: tuple[tuple[Rater, int], ...] = ()
    subject_pk: int | None = None
    scale: str = "safety"
    is_shown: bool = False

    @property
    def lowest(self) -> int:
        """The lowest score that was given."""
        return min(value for _rater, value in self.given)

    @property
    def highest(self) -> int:
        """The highest score that was given."""
        return max(value for _rater, value in self.given)

    @property
    def spread(self) -> int:
        """How far they lie apart; 0 without any."""
        return self.highest - self.lowest if self.given else 0


class ScoreLine(NamedTuple):
    """One rater with what is shown of the score."""

    rater: Rater
    shown: str
    mark: str = ""


class Scores(Lines[ScoreLine]):
    """One line per rater."""

    said: tuple[str, str] = ("", "")

    def key_of(self, row: ScoreLine) -> tuple[int | None, int | None]:
        return row.rater.key

    def heading(self) -> tuple[str, str]:
        return self.said

    def when_empty(self) -> str:
        return _("Nobody is at the table. Type a to add somebody.")

    def prepare(self, width: int) -> None:
        """Work out the width of the names."""
        self._name_width = min(max((width_of(row.rater.name) for row in self.rows), default=0), width // 2)

    def lines_of(self, row: ScoreLine, width: int) -> list[Line]:
        rest = width - self._name_width - 17
        cells = [Cell("", 1), Cell(row.rater.name, self._name_width), Cell(f"{row.shown:>2}", 2, "strong")]
        return columns(
            [*cells, Cell(row.mark, 8, "strong"), Cell(fit(row.rater.note, max(0, rest)), max(0, rest), "dim")]
        )

    def _content(self, y: int, thumb: range) -> tuple[Line, bool, str, bool]:
        """Point at whose turn it is with a sign: colours that change places do not say it to everybody."""
        line, here, ground, bar = super()._content(y, thumb)
        if here and line:
            line = (line[0]._replace(text=f"{TURN}{line[0].text[1:]}"), *line[1:])
        return line, here, ground, bar


class ScoreRound(Dialog[Round]):
    """The round; the answer is what was given, after it was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"give({digit})", show=False) for digit in range(10)),
        Binding(f"{TEN},T", "give(10)", show=False),
        Binding("backspace,delete", "take_back", show=False),
        Binding("a", "add", show=False),
        Binding("o", "subject", show=False),
        Binding("s", "scale", show=False),
        Binding("enter", "go_on", show=False, priority=True),
    ]

    def __init__(
        self, screen: "BoardScreen", case: "CaseView", start: Round, present: Callable[[], Sequence[Rater]]
    ) -> None:
        super().__init__(_("Scores for {case}").format(case=case.head.alias))
        self._board = screen
        self._case = case
        self._present = present
        self._raters = list(start.raters)
        self._given = {rater.key: value for rater, value in start.given}
        self._warned = False
        self._subject, self._scale, self._is_shown = start.subject_pk, start.scale, start.is_shown

    def body(self) -> ComposeResult:
        yield Scores(id="scores")

    def on_mount(self) -> None:
        self._show()
        self._list.focus()

    @property
    def _list(self) -> Scores:
        return self.query_one(Scores)

    @property
    def round(self) -> Round:
        """The round as it stands."""
        given = tuple((rater, self._given[rater.key]) for rater in self._raters if rater.key in self._given)
        return Round(tuple(self._raters), given, self._subject, self._scale, self._is_shown)

    def follow(self) -> None:
        """Show who came to the table meanwhile; nobody who is on the list goes."""
        known = {rater.key for rater in self._raters}
        new = [rater for rater in self._present() if rater.key not in known]
        if new and self.is_mounted:
            self._raters += new
            self._show()

    def _show(self) -> None:
        now = self.round
        self._list.said = self._heading(now)
        self._list.put([self._line(rater, now) for rater in self._raters])
        enter = _("Enter saves") if now.is_shown else _("Enter shows them")
        anchors = _("0: it cannot stay like this today · 10: safe enough for help to stop")
        self.say_keys(
            *([anchors] if now.scale == "safety" and not now.is_shown and self.app.size.height >= ROOMY else []),
            _("0-9, {ten} for ten · Backspace takes back · {enter}").format(ten=TEN, enter=enter),
            _("a somebody else · o about whom · s safety or wellbeing · Esc leaves"),
        )

    def _heading(self, now: Round) -> tuple[str, str]:
        member = next((member for member in self._case.members if member.pk == now.subject_pk), None)
        family = _("the family")
        about = f"{label('ScoreScale', now.scale)} · {member.short if member else family}"
        if not now.is_shown or not now.given:
            words = n_("{n} of {all} given", "{n} of {all} given", len(now.given))
            return words.format(n=len(now.given), all=len(self._raters)), about
        words = _("lowest {low} · highest {high} · apart {spread}")
        return words.format(low=now.lowest, high=now.highest, spread=now.spread), about

    def _line(self, rater: Rater, now: Round) -> ScoreLine:
        value = self._given.get(rater.key)
        if value is None:
            return ScoreLine(rater, "–" if now.is_shown else "")
        if not now.is_shown:
            return ScoreLine(rater, HIDDEN)
        mark = ""
        if now.spread:
            mark = _("lowest") if value == now.lowest else _("highest") if value == now.highest else ""
        return ScoreLine(rater, str(value), mark)

    def action_give(self, value: int) -> None:
        """Note the score of the rater under the cursor, and go to the next; the last one shows them all."""
        if (row := self._list.row) is None:
            return
        self._given[row.rater.key] = value
        self._is_shown = self._is_shown or len(self._given) == len(self._raters)
        self._show()
        if not self._is_shown:
            self._list.action_move(1)

    def action_take_back(self) -> None:
        """Take back the score under the cursor, or the one above it where nothing was typed yet."""
        row = self._list.row
        if row is not None and row.rater.key not in self._given:
            self._list.action_move(-1)
            row = self._list.row
        if row is not None:
            self._given.pop(row.rater.key, None)
            self._show()

    def action_scale(self) -> None:
        """Change between safety and wellbeing."""
        self._scale = SCALES[1 - SCALES.index(self._scale)]
        self._show()

    def action_subject(self) -> None:
        self.run_worker(self._ask_subject(), group="ask")

    async def _ask_subject(self) -> None:
        choices = [Choice(None, _("the family"))]
        choices += [
            Choice(member.pk, member.short, label("Relation", member.relation)) for member in self._case.members
        ]
        picked = await self.app.push_screen_wait(Pick(_("Whom are the scores about?"), choices, start=self._subject))
        if picked is not None:
            self._subject = picked.key if isinstance(picked.key, int) else None
            self._show()

    def action_add(self) -> None:
        self.run_worker(self._ask_rater(), group="ask")

    async def _ask_rater(self) -> None:
        known = {rater.key for rater in self._raters}
        people = self._board.snapshot.people if self._board.snapshot else ()
        every = [Rater(None, row.pk, row.short, label("Relation", row.relation)) for row in self._case.members]
        every += [Rater(row.pk, None, row.name, row.organisation) for row in people if row.active]
        choices = [Choice(rater, rater.name, rater.note) for rater in every if rater.key not in known]
        picked = await self.app.push_screen_wait(Pick(_("Who gives a score too?"), choices))
        if picked is not None and isinstance(picked.key, Rater):
            self._raters.append(picked.key)
            self._show()
            self._list.go_to(picked.key.key)

    def action_go_on(self) -> None:
        """Show the scores that were typed up to this key; once they are shown, save them."""
        self.after_typed(self._go_on)

    def _go_on(self) -> None:
        if not self._given:
            self.app.notify(_("Nobody gave a score yet."), severity="warning", markup=False)
        elif self._is_shown:
            self.answer(self.round)
        else:
            self._is_shown = True
            self._show()

    def action_leave(self) -> None:
        """Leave without saving; where scores were typed only at the second time."""
        if self._given and not self._warned:
            self._warned = True
            self.app.notify(
                _("These scores are not saved. Esc again throws them away."), severity="warning", markup=False
            )
            return
        self.answer(None)

    @on(Lines.Chosen)
    def clicked(self, event: Lines.Chosen) -> None:
        """Keep a double click from meaning anything."""
        event.stop()
