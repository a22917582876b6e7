"""The lines that are read back: decisions, roles, action points, what the family hears, dates, and what is missing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.facts import Warning
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot, CaseView
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.read_back import FeedbackRow, ReadBack
from mdoverleg.tui.text import Cell, Line, Part, columns, fit, width_of, wrap
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.warnings import ORDER, SIGNS, words_of

BESIDE = 100
"""Columns from which who and when stand beside the text instead of below it."""
SHORT = 26
"""Columns of what is short enough to have who beside it anyway: roles."""
LAST = ("last", 0)


class BackLine(NamedTuple):
    """One line that is read back; `ticked` is nothing where nobody has to say yes."""

    key: tuple[str, int]
    text: str
    note: str = ""
    look: str = ""
    ticked: bool | None = None
    is_head: bool = False
    is_new: bool = False
    """Agreed in this meeting, so that its owner is asked now."""


def missing(board: BoardSnapshot) -> list[Warning]:
    """Return what the case still lacks, the red first; what was set aside is left out."""
    case = board.case.head.pk if board.case else None
    found = [one for one in board.warnings if not one.set_aside and one.case_pk == case]
    return sorted(found, key=lambda warning: ORDER.index(warning.severity))


def back_lines(board: BoardSnapshot, extra: ReadBack, last: str) -> Iterator[BackLine]:
    """Yield the lines in the order in which they are said; `last` is how one leaves."""
    case = board.case
    if case is None:
        return
    yield from _part(_("Decided"), _decisions(case), _("Nothing is decided yet."))
    yield from _part(_("Who is what"), _roles(case, extra), _("Nobody has a role yet."))
    yield from _part(_("Who does what"), _actions(case, board.today), _("No action points."))
    yield from _part(_("The family hears"), _family(extra, board.today), "")
    if extra.contingency:
        yield from _part(_("If it goes wrong"), [BackLine(("then", 0), extra.contingency)], "")
    yield from _part(_("Next time"), _dates(board, case), _("No day is set."))
    lacking = missing(board)
    if lacking:
        words = n_("Still to do: {n}", "Still to do: {n}", len(lacking)).format(n=len(lacking))
        yield from _part(words, [_lack(one, at) for at, one in enumerate(lacking)], "")
    yield BackLine(LAST, last, look="title")


def _part(title: str, lines: list[BackLine], empty: str) -> Iterator[BackLine]:
    yield BackLine((title, -1), title, look="title", is_head=True)
    yield from lines or [BackLine((title, 0), empty, look="dim")]


def _decisions(case: CaseView) -> list[BackLine]:
    return [BackLine(("decision", row.pk), row.text, row.plain_text) for row in case.decisions if row.is_new]


def _roles(case: CaseView, extra: ReadBack) -> list[BackLine]:
    found = []
    for row in case.roles:
        for holder in row.holders:
            name = f"{holder.name} ({holder.members_text})" if holder.members_text else holder.name
            ticked = holder.pk in extra.accepted if holder.person_pk is not None else None
            new = holder.pk in extra.new_roles
            found.append(BackLine(("role", holder.pk), row.label, name, ticked=ticked, is_new=new))
    return found


def _actions(case: CaseView, today: date) -> list[BackLine]:
    live = sorted((row for row in case.actions if row.status in LIVE), key=lambda row: row.is_previous)
    return [
        BackLine(
            ("action", row.pk),
            f"{row.id} {row.text}",
            _who_and_when(row, today),
            ticked=row.accepted if row.owner and not _is_of_organisation(row) else None,
            is_new=not row.is_previous,
        )
        for row in live
    ]


def _is_of_organisation(row: ActionRow) -> bool:
    return row.owner_pk is None and row.owner_organisation_pk is not None


def _who_and_when(row: ActionRow, today: date) -> str:
    owner = " + ".join(name for name in (row.owner, row.co_owner) if name) or _("nobody yet")
    due = day_text(row.due, today) if row.due else _("no date")
    return f"{owner} · {due} · {label('ActionStatus', row.status)}" if row.status != "open" else f"{owner} · {due}"


def _family(extra: ReadBack, today: date) -> list[BackLine]:
    message = [BackLine(("message", 0), extra.joint_message)] if extra.joint_message else []
    told = [BackLine(("tells", at), _tells(row, today)) for at, row in enumerate(extra.feedback)]
    return [*message, *(told or [BackLine(("tells", 0), _("Nobody tells the family yet."), look="dim")])]


def _tells(row: FeedbackRow, today: date) -> str:
    who = row.owner or _("nobody yet")
    if row.done_on:
        return _("{who} told it on {day}").format(who=who, day=day_text(row.done_on, today))
    day = day_text(row.due, today) if row.due else _("no date")
    return _("{who} tells it, at the latest {day}").format(who=who, day=day)


def _dates(board: BoardSnapshot, case: CaseView) -> list[BackLine]:
    found = []
    if case.head.next_evaluation:
        day = day_text(case.head.next_evaluation, board.today)
        found.append(BackLine(("evaluation", 0), _("Next evaluation {day}").format(day=day)))
    if board.next_meeting_on:
        day = day_text(board.next_meeting_on, board.today)
        found.append(BackLine(("meeting", 0), _("Next meeting {day}").format(day=day)))
    return found


def _lack(warning: Warning, at: int) -> BackLine:
    sign, look = SIGNS[warning.severity]
    text = f"{sign:<2} {warning.check} {words_of(warning)}"
    return BackLine(("lack", at), text, look=look if look == "red" else "")


class BackLines(Lines[BackLine]):
    """The lines; the cursor goes along with the voice."""

    def key_of(self, row: BackLine) -> tuple[str, int]:
        return row.key

    def can_stop(self, row: BackLine) -> bool:
        return not row.is_head

    def heading(self) -> tuple[str, str]:
        asked = [row for row in self.rows if row.ticked is not None]
        yes = sum(1 for row in asked if row.ticked)
        words = n_("{n} of {all} owners said yes", "{n} of {all} owners said yes", len(asked))
        return _("READ BACK"), words.format(n=yes, all=len(asked)) if asked else ""

    def lines_of(self, row: BackLine, width: int) -> list[Line]:
        if row.is_head:
            return [(), (Part(f" {fit(row.text, width - 1)}", row.look),)]
        if row.key == LAST:
            return [(), *((Part(f" {line}", "title"),) for line in wrap(f"▶ {row.text}", width - 1))]
        box = "" if row.ticked is None else "[x]" if row.ticked else "[ ]"
        front = Cell(f" {box}", 4, "strong" if row.ticked else "")
        if not row.note:
            return columns([front, Cell(row.text, width - 6, row.look)])
        is_short = width_of(row.text) <= SHORT and width_of(row.note) <= width - SHORT - 7
        if width >= BESIDE or is_short:
            rest = (width - 7) * 3 // 5 if width >= BESIDE else SHORT
            look = "dim" if row.ticked is None else ""
            return columns([front, Cell(row.text, rest, row.look), Cell(row.note, width - 7 - rest, look)])
        return [
            *columns([front, Cell(row.text, width - 6, row.look)]),
            *columns([Cell("", 4), Cell(row.note, width - 6, "dim")]),
        ]
