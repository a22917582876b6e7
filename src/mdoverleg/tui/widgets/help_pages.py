"""The pages of help beside the keys: the words of the field, and the five doors of "Stuck?"."""

from collections.abc import Hashable
from typing import NamedTuple

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.glossary import Term, terms
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.stuck import Stuck
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.widgets.lines import Lines

WIDE = 60
"""From this width on a word and its translation stand side by side."""


class GlossaryLines(Lines[Term], can_focus=False):
    """Words with their translation and a few words about them; typing in the box above narrows them."""

    always_marked = True

    def key_of(self, row: Term) -> Hashable:
        return row

    def heading(self) -> tuple[str, str]:
        return _("GLOSSARY"), n_("{n} word", "{n} words", len(self.rows)).format(n=len(self.rows))

    def when_empty(self) -> str:
        return _("This word is not in the glossary.")

    def lines_of(self, row: Term, width: int) -> list[Line]:
        if width < WIDE:
            texts = columns([Cell(f" {row.word}", width - 2, "strong")]) + columns([Cell(f"   {row.other}", width - 2)])
        else:
            half = (width - 4) // 2
            texts = columns([Cell(f" {row.word}", half, "strong"), Cell(row.other, width - half - 3)])
        return texts + columns([Cell(f"   {row.note}", width - 2, "dim")]) if row.note else texts


def found_terms(typed: str) -> tuple[Term, ...]:
    """Return the words that hold all that is typed, in either language; after those what is said about them."""
    wanted = fold(typed).split()

    def holds(*texts: str) -> bool:
        folded = fold(" ".join(texts))
        return all(part in folded for part in wanted)

    first = tuple(term for term in terms() if holds(term.word, term.other))
    return (*first, *(term for term in terms() if holds(*term) and term not in first))


class StuckLine(NamedTuple):
    """One line of the page: its text, its look, and what stands before it."""

    text: str
    look: str = ""
    sign: str = ""


class StuckLines(Lines[tuple[int, StuckLine]]):
    """The five doors, one under the other."""

    def key_of(self, row: tuple[int, StuckLine]) -> Hashable:
        return row

    def lines_of(self, row: tuple[int, StuckLine], width: int) -> list[Line]:
        line = row[1]
        if not line.text:
            return [()]
        if not line.sign and line.look == "title":
            return columns([Cell(f" {line.text}", width - 2, "title")])
        return columns([Cell(f"   {line.sign}", 5, line.look), Cell(line.text, width - 8, line.look)])


def stuck_lines(page: Stuck) -> list[tuple[int, StuckLine]]:
    """Return the lines of the page "Stuck?": per door what it is about, and what the case says itself."""
    doors = (
        (_("1 I miss direction"), _("Who leads, who keeps contact, who watches over safety?"), _direction),
        (_("2 I do not know what the others do"), _("Who does what before when, and who sees what?"), _knowing),
        (_("3 I do not dare to leave it to others"), _("Is done what was agreed?"), _trust),
        (_("4 We do not know enough"), _("Who can think along, and what do the words mean?"), _knowledge),
        (_("5 We do not look back together"), _("How do we work together, and what next time?"), _reflection),
    )
    lines: list[StuckLine] = []
    about_case = _("What {alias} says itself").format(alias=page.alias)
    lines.append(
        StuckLine(about_case if page.alias else _("No case is shown: this is what each door is about."), "dim")
    )
    for title, about, said in doors:
        lines += [StuckLine(""), StuckLine(title, "title"), StuckLine(about, "dim")]
        lines += said(page)
    return list(enumerate(lines))


def _direction(page: Stuck) -> list[StuckLine]:
    nobody = _("nobody yet")
    lines = [StuckLine(f"{row.role}: {', '.join(row.holders) or nobody}") for row in page.roles]
    return lines + [StuckLine(text, "amber", "!") for text in page.warnings]


def _knowing(page: Stuck) -> list[StuckLine]:
    if not page.alias:
        return []
    number = len(page.live)
    words = n_("{n} action point is open.", "{n} action points are open.", number) if number else _("Nothing is open.")
    lines = [StuckLine(words.format(n=number))]
    for point in page.live:
        due = day_text(point.due, page.today) if point.due else _("no date")
        lines.append(StuckLine(" · ".join((f"{point.id} {point.text}", point.owner or _("nobody yet"), due)), "", "-"))
    if not page.perspectives:
        lines.append(StuckLine(_("Nobody has written down yet what each organisation sees.")))
    for row in page.perspectives:
        words = _("{organisation} sees: {text}").format(organisation=row.organisation, text=row.sees)
        lines.append(StuckLine(words, "", "-"))
    if page.difference:
        lines.append(StuckLine(_("The difference, because: {text}").format(text=page.difference)))
    return lines


def _trust(page: Stuck) -> list[StuckLine]:
    if not page.alias:
        return []
    if not page.done + page.could_not + page.not_done:
        return [StuckLine(_("No action point of this case has ended yet."))]
    words = _("Of what was agreed about this case: {done} done, {could_not} could not, {not_done} not done.")
    return [StuckLine(words.format(done=page.done, could_not=page.could_not, not_done=page.not_done))]


def _knowledge(page: Stuck) -> list[StuckLine]:
    lines = [StuckLine(_("The glossary is one page back in this help (Shift+Tab)."))]
    if not page.alias:
        return lines
    if page.advisers:
        return [StuckLine(_("Advisers: {names}").format(names=", ".join(page.advisers))), *lines]
    return [StuckLine(_("Nobody thinks along yet; r gives somebody the role of adviser.")), *lines]


def _reflection(page: Stuck) -> list[StuckLine]:
    if page.last_reflection is None:
        return [StuckLine(_("This table has not looked back yet."))]
    words = _("The table looked back last on {day}.")
    return [StuckLine(words.format(day=day_text(page.last_reflection, page.today)))]
