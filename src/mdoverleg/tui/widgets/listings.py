"""The lists of the other screens: cases, people, organisations, meetings, the history, what was found."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from mdoverleg.domain.dates import day_short, day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.list_rows import ChangeRow, SearchRow
from mdoverleg.domain.snapshots import CaseRow, MeetingRow, OrganisationRow, PersonRow
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.obstacles import ObstacleRow
from mdoverleg.reads.parking import ParkedRow, parked_words
from mdoverleg.tui.text import ENDLESS, Cell, Line, columns, width_of
from mdoverleg.tui.verbs import LIST, bindings
from mdoverleg.tui.widgets.action_list import ActionList
from mdoverleg.tui.widgets.lines import MANY, Lines

R = TypeVar("R", CaseRow, PersonRow, OrganisationRow, MeetingRow, ChangeRow, SearchRow, ObstacleRow, ParkedRow)


WIDE = 76
"""From this width on a row has columns; below it what is known stands on lines of its own."""


class Listing(Lines[R]):
    """One list that fills a screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIST)]
    today = date.min
    filter_name = ""
    """What is shown of all there is, in words; nothing: everything."""

    def key_of(self, row: R) -> Hashable:
        return row.pk

    def title(self) -> str:
        """Return the name of the list in capitals."""
        raise NotImplementedError

    def heading(self) -> tuple[str, str]:
        if not self.rows:
            return self.title(), self.filter_name
        number = n_("{n} line", "{n} lines", len(self.rows)).format(n=len(self.rows))
        return self.title(), f"{self.filter_name} · {number}" if self.filter_name else number


MANY_TIMES = 3
"""So often put off in a row, it is marked."""
WIDEST = 132
"""No row is drawn wider: what belongs together stays in one look."""


def widest(width: int) -> int:
    """Return how wide a row is drawn where there is so much room; copied as text it stays whole."""
    return min(width, WIDEST) if width < ENDLESS else width


def stacked(head: Sequence[Cell], below: Sequence[str], width: int, indent: int = 1) -> list[Line]:
    """Return a row as a line with its columns, and under it each part that is known, in the width there is."""
    lines = columns(head)
    for text in below:
        if text:
            lines += columns([Cell("", indent), Cell(text, width - indent - 2, "dim")])
    return lines


def _known(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


class CaseList(Listing[CaseRow]):
    """Cases with who leads and what is open."""

    def title(self) -> str:
        return _("CASES")

    def when_empty(self) -> str:
        return _("No cases here. Type a to add one, f to see others.")

    def lines_of(self, row: CaseRow, width: int) -> list[Line]:
        width = widest(width)
        late = n_("{n} late", "{n} late", row.late_actions).format(n=row.late_actions) if row.late_actions else ""
        live = n_("{n} open", "{n} open", row.live_actions).format(n=row.live_actions)
        count, look = (f"{live}, {late}", "red") if late else (live, "dim")
        lead = row.lead or _("nobody yet")
        sign = Cell("!!" if late else "", 3, "red")
        review = (
            _("next evaluation {day}").format(day=day_text(row.next_evaluation, self.today))
            if row.next_evaluation
            else ""
        )
        last = (
            _("discussed {day}").format(day=day_text(row.last_discussed, self.today))
            if row.last_discussed
            else _("not discussed yet")
        )
        kept = _("kept until {day}").format(day=day_short(row.retain_until, self.today)) if row.retain_until else ""
        below = _known(label("CaseStatus", row.status), label("Phase", row.phase), last, review, kept)
        if width < WIDE:
            alias = max(8, width - 3 - 18 - 4)
            lead = _("lead: {name}").format(name=lead)
            return stacked(
                [sign, Cell(row.alias, alias, "strong"), Cell(count, 18, look)], [lead, row.goal, below], width, 3
            )
        room = width - 3 - 14 - 22 - 18 - 6
        head = [sign, Cell(row.alias, 14, "strong"), Cell(lead, 22, "" if row.lead else "red"), Cell(count, 18, look)]
        if room < 24:
            return stacked(head, [row.goal, below], width, 3)
        return stacked([*head, Cell(row.goal, room)], [below], width, 3)


class PeopleList(Listing[PersonRow]):
    """Participants: where they work and what they carry."""

    def title(self) -> str:
        return _("PEOPLE")

    def when_empty(self) -> str:
        return _("Nobody yet. Type a to add somebody.")

    def lines_of(self, row: PersonRow, width: int) -> list[Line]:
        width = widest(width)
        look = "" if row.active else "dim"
        name = row.name if row.active else _("{name} (left)").format(name=row.name)
        reach = _known(row.function, row.phone, row.reachable)
        if width < WIDE:
            return stacked(
                [Cell("", 1), Cell(name, width - 3, look or "strong")],
                [row.organisation, reach, self._carries(row)],
                width,
            )
        carried = max(map(width_of, map(self._carries, self.rows)), default=20) if len(self.rows) <= MANY else 28
        carried = min(carried, 32)
        name_width = min(30, width // 3)
        head = [
            Cell("", 1),
            Cell(name, name_width, look or "strong"),
            Cell(row.organisation, width - 1 - name_width - carried - 5, look),
            Cell(self._carries(row), carried, "red" if row.late_actions else "dim"),
        ]
        return stacked(head, [reach], width)

    def _carries(self, row: PersonRow) -> str:
        roles = n_("{n} role", "{n} roles", row.roles).format(n=row.roles)
        parts = [roles, n_("{n} open", "{n} open", row.live_actions).format(n=row.live_actions)]
        if row.late_actions:
            parts.append(n_("{n} late", "{n} late", row.late_actions).format(n=row.late_actions))
        return ", ".join(parts)


class OrganisationList(Listing[OrganisationRow]):
    """Organisations: what they do and when they can be reached."""

    def title(self) -> str:
        return _("ORGANISATIONS")

    def when_empty(self) -> str:
        return _("No organisations yet. Type a to add one.")

    def lines_of(self, row: OrganisationRow, width: int) -> list[Line]:
        width = widest(width)
        people = n_("{n} person", "{n} people", row.people).format(n=row.people)
        numbers = f"{people}, {_open(row.live_actions)}"
        kind = label("OrganisationKind", row.kind)
        does_not = _("does not: {text}").format(text=row.does_not) if row.does_not else ""
        does = _known(row.does, row.reachable)
        if width < WIDE:
            head = [Cell("", 1), Cell(row.name, width - 3, "strong")]
            return stacked(head, [_known(kind, numbers), does, does_not], width)
        name_width = min(40, width // 3)
        head = [
            Cell("", 1),
            Cell(row.name, name_width, "strong"),
            Cell(kind, width - 1 - name_width - 24 - 5),
            Cell(numbers, 24, "dim"),
        ]
        return stacked(head, [does, does_not], width)


def _open(number: int) -> str:
    return n_("{n} open", "{n} open", number).format(n=number)


class MeetingList(Listing[MeetingRow]):
    """Meetings, the newest first."""

    def title(self) -> str:
        return _("MEETINGS")

    def when_empty(self) -> str:
        return _("No meetings yet. Type a to plan one.")

    def lines_of(self, row: MeetingRow, width: int) -> list[Line]:
        width = widest(width)
        sign, look, state = _state(row)
        cases = n_("{n} case", "{n} cases", row.cases).format(n=row.cases)
        begun = row.actual_start is not None
        words = _("{n} of {all} there") if begun else _("{n} of {all} coming")
        there = words.format(n=row.present, all=row.invited) if row.invited else ""
        title = row.title or label("MeetingKind", row.kind)
        left = n_("{n} put off", "{n} put off", row.put_off).format(n=row.put_off) if row.put_off else ""
        if row.waiting:
            words = n_("{n} previous action point waits", "{n} previous action points wait", row.waiting)
            left = _known(left, words.format(n=row.waiting))
        chair = _("chair: {name}").format(name=row.chair)
        begin = [
            Cell(f" {sign}", 3, look),
            Cell(day_text(row.held_on, self.today), 15, "strong"),
            Cell(f"{row.planned_start}–{row.planned_end}", 12),
        ]
        if width < WIDE:
            return stacked(
                [*begin, Cell(state, max(8, width - 3 - 15 - 12 - 5), look)],
                [title, _known(cases, left, there, chair, row.location)],
                width,
                3,
            )
        rest = width - 3 - 15 - 12 - 12 - 6
        return stacked(
            [*begin, Cell(title, rest), Cell(state, 12, look)],
            [_known(cases, left, there, chair, row.location)],
            width,
            3,
        )


class ParkedList(Listing[ParkedRow]):
    """What was put off or not reached and waits for a meeting."""

    def title(self) -> str:
        return _("PARKED")

    def when_empty(self) -> str:
        return _("Nothing is parked. Type f to see the meetings.")

    def lines_of(self, row: ParkedRow, width: int) -> list[Line]:
        width = min(width, WIDEST)
        since = parked_words(row, self.today)
        kind = label("AgendaItemKind", row.kind)
        minutes = _("{n} min").format(n=row.minutes)
        urgent = _("urgent: {reason}").format(reason=row.added_because) if row.added_because else ""
        sign, look = ("!!", "red") if row.times >= MANY_TIMES else ("", "")
        if width < WIDE:
            head = [Cell(sign, 3, look), Cell(row.title, width - 5, "strong")]
            return stacked(head, [_known(since, kind, minutes), urgent], width, 3)
        room = width - 3 - 40 - 24 - 5
        head = [
            Cell(sign, 3, look),
            Cell(row.title, room, "strong"),
            Cell(since, 40, look),
            Cell(_known(kind, minutes), 24, "dim"),
        ]
        return stacked(head, [urgent], width, 3)


def _state(row: MeetingRow) -> tuple[str, str, str]:
    if row.closed_at is not None:
        return "✓", "green", _("closed")
    if row.is_running:
        return "▶", "blue", _("running")
    return ("", "", _("planned")) if row.actual_start is None else ("", "amber", _("not closed"))


class PointList(ActionList):
    """Action points over all cases, with what is shown of them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIST)]
    filter_name = ""

    def heading(self) -> tuple[str, str]:
        title, note = super().heading()
        return title, f"{self.filter_name} · {note}"


class ObstacleList(Listing[ObstacleRow]):
    """What stands in the way: no word in it tells of which family it is."""

    def title(self) -> str:
        return _("OBSTACLES")

    def when_empty(self) -> str:
        return _("Nothing stands in the way here.")

    def lines_of(self, row: ObstacleRow, width: int) -> list[Line]:
        width = widest(width)
        level = f"{row.level} {label('ObstacleLevel', str(row.level))}"
        kind, since = label("ObstacleKind", row.kind), ""
        if row.since:
            since = _("since {day}").format(day=day_text(row.since, self.today))
        if row.resolved_on:
            since = _("resolved {day}").format(day=day_text(row.resolved_on, self.today))
        alternative = _("our alternative: {text}").format(text=row.alternative) if row.alternative else ""
        raised = _("raised to: {text}").format(text=row.raised_to) if row.raised_to else ""
        look = "dim" if row.resolved_on else "strong"
        if width < WIDE:
            head = [Cell("", 1), Cell(_known(kind, row.organisation), width - 3, look)]
            return stacked(head, [row.what, alternative, _known(raised, level, since)], width)
        head = [
            Cell("", 1),
            Cell(kind, 14, look),
            Cell(row.organisation, width - 1 - 14 - 18 - 24 - 6, look),
            Cell(level, 18),
            Cell(since, 24, "dim"),
        ]
        return stacked(head, [row.what, alternative, raised], width)


class HistoryList(Listing[ChangeRow]):
    """Every change in words, the newest first."""

    MOST_DETAILS = 4
    none_yet = ""
    """Said when there is nothing, where not changes are shown."""

    def title(self) -> str:
        return _("HISTORY")

    def when_empty(self) -> str:
        return self.none_yet or _("Nothing has been changed yet.")

    def lines_of(self, row: ChangeRow, width: int) -> list[Line]:
        width = widest(width)
        look = "dim" if row.is_undone or row.undoes else ""
        words = _("{words} (undone)").format(words=row.words) if row.is_undone else row.words
        when = f"{day_short(row.at.date(), self.today)} {row.at:%H:%M}"
        details = list(row.details[: self.MOST_DETAILS])
        more = len(row.details) - len(details)
        if more > 0:
            details.append(n_("and {n} more", "and {n} more", more).format(n=more))
        if width < WIDE:
            head = [Cell("", 1), Cell(words, width - 3, look or "strong")]
            return stacked(head, [_known(when, row.who, row.case), *details], width)
        head = [
            Cell("", 1),
            Cell(when, 15, "dim"),
            Cell(row.who, 20, look),
            Cell(row.case, 12, look or "strong"),
            Cell(words, width - 1 - 15 - 20 - 12 - 6, look),
        ]
        return stacked(head, details, width, 17)


class FoundList(Listing[SearchRow]):
    """What a search found, best first."""

    has_words = False
    """Whether somebody typed something to search for."""

    def key_of(self, row: SearchRow) -> tuple[str, int]:
        return row.entity, row.pk

    def title(self) -> str:
        return _("FOUND")

    def when_empty(self) -> str:
        if self.has_words:
            return _("Nothing found. Part of a word from its beginning is enough.")
        return _("Type what you look for: a word, a name, a number.")

    def lines_of(self, row: SearchRow, width: int) -> list[Line]:
        width = widest(width)
        what = f"{row.label} {row.id}" if row.id and row.id != row.case else row.label
        if width < WIDE:
            return stacked([Cell("", 1), Cell(_known(row.case, what), width - 3, "strong")], [row.snippet], width)
        head = [
            Cell("", 1),
            Cell(row.case, 14, "strong"),
            Cell(what, 28, "dim"),
            Cell(row.snippet, width - 1 - 14 - 28 - 5),
        ]
        return stacked(head, [], width)
