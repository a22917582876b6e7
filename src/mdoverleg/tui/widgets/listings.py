"""The lists of the other screens: cases, people, organisations, meetings, the history, what was found."""

from datetime import date
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from mdoverleg.domain.dates import day_short, day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import CaseRow, ChangeRow, MeetingRow, OrganisationRow, PersonRow, SearchRow
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.verbs import LIST, bindings
from mdoverleg.tui.widgets.lines import Lines

R = TypeVar("R", CaseRow, PersonRow, OrganisationRow, MeetingRow, ChangeRow, SearchRow)


class Listing(Lines[R]):
    """One list that fills a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIST)]
    today = date.min
    filter_name = ""
    """What is shown of all there is, in words; nothing: everything."""

    def key_of(self, row: R) -> int:
        return row.pk

    def title(self) -> str:
        """Return the name of the list in capitals."""
        raise NotImplementedError

    def heading(self) -> tuple[str, str]:
        number = n_("{n} line", "{n} lines", len(self.rows)).format(n=len(self.rows))
        return self.title(), f"{self.filter_name} · {number}" if self.filter_name else number


class CaseList(Listing[CaseRow]):
    """Cases with who leads and what is open."""

    def title(self) -> str:
        return _("CASES")

    def when_empty(self) -> str:
        return _("No cases here. Type a to add one, f to see others.")

    def lines_of(self, row: CaseRow, width: int) -> list[Line]:
        late = _("{n} late").format(n=row.late_actions) if row.late_actions else ""
        live = _("{n} open").format(n=row.live_actions)
        lead = row.lead or _("nobody yet")
        state = " · ".join(part for part in (label("CaseStatus", row.status), label("Phase", row.phase)) if part)
        room = max(10, width - 3 - 14 - 22 - 18 - 5)
        lines = columns(
            [
                Cell("!!" if late else "", 3, "red"),
                Cell(row.alias, 14, "strong"),
                Cell(lead, 22, "" if row.lead else "red"),
                Cell(f"{live}, {late}" if late else live, 18, "red" if late else "dim"),
                Cell(row.goal, room),
            ]
        )
        review = day_text(row.next_evaluation, self.today) if row.next_evaluation else "–"
        last = day_text(row.last_discussed, self.today) if row.last_discussed else _("not discussed yet")
        below = _("{state} · discussed {last} · next evaluation {review}").format(state=state, last=last, review=review)
        return [*lines, *columns([Cell("", 3), Cell(below, width - 5, "dim")])]


class PeopleList(Listing[PersonRow]):
    """Participants: where they work and what they carry."""

    def title(self) -> str:
        return _("PEOPLE")

    def when_empty(self) -> str:
        return _("Nobody yet. Type a to add somebody.")

    def lines_of(self, row: PersonRow, width: int) -> list[Line]:
        carries = _("{roles} roles, {n} open").format(roles=row.roles, n=row.live_actions)
        if row.late_actions:
            carries = _("{carries}, {n} late").format(carries=carries, n=row.late_actions)
        look = "" if row.active else "dim"
        name = row.name if row.active else _("{name} (left)").format(name=row.name)
        reach = " · ".join(part for part in (row.function, row.phone, row.reachable) if part)
        lines = columns(
            [
                Cell("", 1),
                Cell(name, 26, look or "strong"),
                Cell(row.organisation, max(10, width - 1 - 26 - 26 - 4), look),
                Cell(carries, 26, "dim"),
            ]
        )
        return [*lines, *columns([Cell("", 1), Cell(reach, width - 3, "dim")])] if reach else lines


class OrganisationList(Listing[OrganisationRow]):
    """Organisations: what they do and when they can be reached."""

    def title(self) -> str:
        return _("ORGANISATIONS")

    def when_empty(self) -> str:
        return _("No organisations yet. Type a to add one.")

    def lines_of(self, row: OrganisationRow, width: int) -> list[Line]:
        people = n_("{n} person", "{n} people", row.people).format(n=row.people)
        kind = max(12, width - 1 - 34 - 24 - 4)
        lines = columns(
            [
                Cell("", 1),
                Cell(row.name, 34, "strong"),
                Cell(label("OrganisationKind", row.kind), kind),
                Cell(f"{people}, {_open(row.live_actions)}", 24, "dim"),
            ]
        )
        does = " · ".join(part for part in (row.does, row.reachable) if part)
        return [*lines, *columns([Cell("", 1), Cell(does, width - 3, "dim")])] if does else lines


def _open(number: int) -> str:
    return _("{n} open").format(n=number)


class MeetingList(Listing[MeetingRow]):
    """Meetings, the newest first."""

    def title(self) -> str:
        return _("MEETINGS")

    def when_empty(self) -> str:
        return _("No meetings yet. Type a to plan one.")

    def lines_of(self, row: MeetingRow, width: int) -> list[Line]:
        sign, look, state = _state(row)
        cases = n_("{n} case", "{n} cases", row.cases).format(n=row.cases)
        there = _("{n} of {all} there").format(n=row.present, all=row.invited) if row.invited else ""
        title = row.title or label("MeetingKind", row.kind)
        return columns(
            [
                Cell(f" {sign}", 3, look),
                Cell(day_text(row.held_on, self.today), 15, "strong"),
                Cell(f"{row.planned_start}–{row.planned_end}", 12),
                Cell(title, max(10, width - 3 - 15 - 12 - 10 - 16 - 12 - 7)),
                Cell(cases, 10, "dim"),
                Cell(there, 16, "dim"),
                Cell(state, 12, look),
            ]
        )


def _state(row: MeetingRow) -> tuple[str, str, str]:
    if row.closed_at is not None:
        return "✓", "green", _("closed")
    if row.is_running:
        return "▶", "blue", _("running")
    return ("", "", _("planned")) if row.actual_start is None else ("", "amber", _("not closed"))


class HistoryList(Listing[ChangeRow]):
    """Every change in words, the newest first."""

    def title(self) -> str:
        return _("HISTORY")

    def when_empty(self) -> str:
        return _("Nothing has been changed yet.")

    def lines_of(self, row: ChangeRow, width: int) -> list[Line]:
        look = "dim" if row.is_undone or row.undoes else ""
        words = _("{words} (undone)").format(words=row.words) if row.is_undone else row.words
        day = day_short(row.at.date(), self.today)
        lines = columns(
            [
                Cell("", 1),
                Cell(f"{day} {row.at:%H:%M}", 15, "dim"),
                Cell(row.who, 22, look),
                Cell(row.case, 12, look or "strong"),
                Cell(words, max(10, width - 1 - 15 - 22 - 12 - 5), look),
            ]
        )
        indent = 18
        shown = [Cell(text, width - indent - 2, "dim") for text in row.details[:4]]
        more = len(row.details) - len(shown)
        if more > 0:
            shown.append(Cell(n_("and {n} more", "and {n} more", more).format(n=more), width - indent - 2, "dim"))
        for cell in shown:
            lines += columns([Cell("", indent), cell])
        return lines


class FoundList(Listing[SearchRow]):
    """What a search found, best first."""

    def key_of(self, row: SearchRow) -> int:
        return hash((row.entity, row.pk))

    def title(self) -> str:
        return _("FOUND")

    def when_empty(self) -> str:
        return _("Nothing found. Part of a word from its beginning is enough.")

    def lines_of(self, row: SearchRow, width: int) -> list[Line]:
        what = f"{row.label} {row.id}" if row.id and row.id != row.case else row.label
        return columns(
            [
                Cell("", 1),
                Cell(row.case, 14, "strong"),
                Cell(what, 28, "dim"),
                Cell(row.snippet, max(10, width - 1 - 14 - 28 - 4)),
            ]
        )
