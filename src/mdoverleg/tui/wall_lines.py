"""The lines of the wall. Pure: what is shown, the time and the room that there is in, lines out."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from mdoverleg.domain.clock import began_at, minutes_of_day
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import AgendaRow
from mdoverleg.domain.text import capital, fold
from mdoverleg.domain.timing import item_time, meeting_time
from mdoverleg.domain.wall import WallAction, WallCase, WallItem, WallRole, WallSnapshot, WallStep
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.text import Cell, Line, Part, columns, fit, line_width, longest_word, padded, spread, width_of, wrap
from mdoverleg.tui.widgets.action_list import LOOKS, SIGNS
from mdoverleg.tui.widgets.agenda import urgency
from mdoverleg.tui.widgets.digits import HEIGHTS, SIZES, digits, width_of_digits

LEAST = (40, 12)
"""Columns and lines below which there is only a message."""
TWO_COLUMNS, THREE_COLUMNS = 100, 170
"""Columns from which role board and action points stand beside each other, and the agenda beside both."""
AGENDA_WIDTH = 30
BESIDE = 66
"""Columns of a list from which who and when may stand beside an action point instead of below it."""
MOST_HELD = 36
"""Columns of a role's name at most."""
LONGEST = 100 * 60
"""Seconds from which no countdown is shown but the clock: an item that nobody ended."""
_ALL = 1000
"""Lines in which everything fits."""


class Frame(NamedTuple):
    """The room on the wall."""

    width: int
    height: int
    size: int = 0
    """How much larger (or smaller, below 0) than what fits by itself."""


def too_small(frame: Frame) -> bool:
    """Whether there is only room for a message."""
    return frame.width < LEAST[0] or frame.height < LEAST[1]


def sentence_lines(text: str, frame: Frame, look: str = "dim") -> list[Line]:
    """Return one sentence in the middle of an empty wall."""
    words = wrap(text, max(1, frame.width - 4), max(1, frame.height))
    above = max(0, (frame.height - len(words)) // 2)
    return _whole([*[()] * above, *[_middle(line, look, frame.width) for line in words]], frame)


def wall_lines(wall: WallSnapshot, now: datetime, frame: Frame, body: Sequence[Line]) -> list[Line]:
    """Return all lines of the wall: head, clock and countdown, and below them the body as `body_lines` made it."""
    return _whole([*_head_lines(wall, now, frame), *body], frame)


def body_lines(wall: WallSnapshot, now: datetime, frame: Frame) -> list[Line]:
    """Return what stands below the countdown; it changes with what is shown and with the minute."""
    head = _head_lines(wall, now, frame)
    room = Frame(frame.width, max(0, frame.height - len(head)), frame.size)
    if wall.case is not None:
        return _case_body(wall, wall.case, now, room)
    if wall.items and room.width >= LEAST[0]:
        return _beside([_agenda_lines(wall, now, room.height)], [room.width])
    return []


def _whole(lines: Sequence[Line], frame: Frame) -> list[Line]:
    return [*lines[: frame.height], *[()] * (frame.height - len(lines))]


def _middle(text: str, look: str, width: int) -> Line:
    return (Part(" " * max(0, (width - width_of(text)) // 2)), Part(text, look))


# The head: table, day and clock; what runs, and its countdown.


def _head_lines(wall: WallSnapshot, now: datetime, frame: Frame) -> list[Line]:
    air: list[Line] = [()] if frame.height >= 24 else []
    return [_bar(wall, now, frame.width), *air, *_beside_digits(wall, now, frame), *air]


def _bar(wall: WallSnapshot, now: datetime, width: int) -> Line:
    meeting = wall.meeting
    right = f"{now:%H:%M} "
    if meeting is not None and meeting.begun_at and not meeting.ended_at:
        end = meeting_time(map(_agenda_row, wall.items), now, begun=True).expected_end
        right = _("{time} · done ± {end}").format(time=f"{now:%H:%M}", end=end) + " "
    left = [wall.table]
    if meeting is not None:
        kind = label("MeetingKind", meeting.kind)
        left += [day_text(meeting.held_on, wall.today), *([] if fold(kind) in fold(wall.table) else [kind])]
    while len(left) > 1 and width_of(" · ".join(left)) + width_of(right) + 3 > width:
        left.pop()
    words = fit(" · ".join(left), width - width_of(right) - 2)
    line = spread((Part(f" {words}", "bar"),), (Part(right, "bar"),), width)
    return (*line, Part(" " * (width - line_width(line)), "bar"))


def _agenda_row(item: WallItem) -> AgendaRow:
    """Return an item as what works out times takes it."""
    return AgendaRow(
        pk=item.number,
        number=item.number,
        kind=item.kind or "case",
        case_pk=None,
        title="",
        planned_start=item.planned_start,
        planned_end=item.planned_end,
        actual_start=item.actual_start,
        actual_end=item.actual_end,
        not_held=None if item.is_held else "dropped",
        has_family=item.waits,
    )


def _beside_digits(wall: WallSnapshot, now: datetime, frame: Frame) -> list[Line]:
    """Return what runs at the left, and the countdown (or the clock) large at the right."""
    text, look = _countdown(wall, now)
    size = _digit_size(text, frame)
    drawn = digits(text, size)
    most = width_of_digits("+00:00" if len(text) < 7 else text, size)
    room = frame.width - most - 4
    left = _what_runs(wall, now, room)
    lines = []
    for y in range(max(len(drawn), len(left))):
        own: Line = left[y] if y < len(left) else ()
        gap = " " * (room - line_width(own))
        big = drawn[y].rjust(most) if y < len(drawn) else ""
        lines.append((Part(" "), *own, Part(f"{gap}  "), Part(big, look)))
    return lines


def _digit_size(text: str, frame: Frame) -> int:
    by_itself = 1 if frame.height < 30 else 2 if frame.height < 50 or frame.width < 150 else 3
    size = max(0, min(SIZES - 1, by_itself + frame.size))
    while size and (HEIGHTS[size] > frame.height // 3 or width_of_digits(text, size) > frame.width // 2):
        size -= 1
    return size


def _countdown(wall: WallSnapshot, now: datetime) -> tuple[str, str]:
    """Return minutes and seconds that are left of what runs, else the clock; and the look."""
    if wall.running is None:
        return f"{now:%H:%M}", "strong"
    left, percent = left_of(wall, now)
    if abs(left) >= LONGEST:
        return f"{now:%H:%M}", "strong"
    sign = "+" if left < 0 else ""
    state = urgency(percent)
    look = "amber" if state == "amber" else "red" if state else "strong"
    return f"{sign}{abs(left) // 60:02d}:{abs(left) % 60:02d}", look


def left_of(wall: WallSnapshot, now: datetime) -> tuple[int, int]:
    """Return the seconds left of the running item, below 0 when it is over, and spent of planned in percent."""
    if wall.running is None or wall.meeting is None:
        return 0, 0
    item = wall.items[wall.running]
    planned = _planned(item) * 60
    began = began_at(item.actual_start or item.planned_start, now)
    spent = max(0, int((now - began).total_seconds()))
    return planned - spent, spent * 100 // max(1, planned)


def _planned(item: WallItem) -> int:
    return max(0, minutes_of_day(item.planned_end) - minutes_of_day(item.planned_start))


def _what_runs(wall: WallSnapshot, now: datetime, width: int) -> list[Line]:
    if wall.running is None:
        return [(Part(line, "title"),) for line in wrap(_nothing_runs(wall), width)]
    item = wall.items[wall.running]
    name = wall.case.alias.upper() if wall.case else capital(label("AgendaItemKind", item.kind or ""))
    lines: list[Line] = [(Part(line, "title"),) for line in wrap(name, width, 2)]
    if wall.case is not None and wall.case.step is not None:
        lines.append(_step_line(wall.case.step, now, width))
    lines.append(_time_line(wall, now, width))
    return lines


def _nothing_runs(wall: WallSnapshot) -> str:
    meeting = wall.meeting
    if meeting is None:
        return _("No meeting is going on")
    if meeting.is_closed or meeting.ended_at:
        return _("The meeting is over")
    if meeting.begun_at is None:
        return _("We begin at {time}").format(time=meeting.planned_start)
    return _("Between two items")


def _step_line(step: WallStep, now: datetime, width: int) -> Line:
    where = _("step {n}/{of}").format(n=step.number, of=step.of)
    if not step.is_timed:
        return (Part(fit(f"{where} · {step.title}", width)),)
    spent = max(0, int((now - step.since).total_seconds()))
    said = _("{spent} of {planned}").format(spent=_clock(spent), planned=_clock(step.seconds))
    look = "red" if spent >= step.seconds else ""
    title = fit(f"{where} · {step.title}", width - width_of(said) - 3)
    return (Part(f"{title} · "), Part(said, look))


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _time_line(wall: WallSnapshot, now: datetime, width: int) -> Line:
    """Return which item of how many, and its time in words: no colour says anything alone."""
    item = wall.items[wall.running or 0]
    percent = left_of(wall, now)[1]
    state = urgency(percent)
    where = _("item {n} of {of}").format(n=item.number, of=len(wall.items))
    spent = item_time(_agenda_row(item), f"{now:%H:%M}").spent or 0
    minutes = _("{spent} / {planned} min").format(spent=spent, planned=_planned(item))
    words = {"amber": _("nearly time"), "full": _("time is up"), "over": _("over its time")}.get(state, "")
    look = "amber" if state == "amber" else "red" if state else "dim"
    sign = {"amber": "! ", "full": "!! ", "over": "!! "}.get(state, "")
    said = f"{sign}{words}" if words else ""
    for parts in ((where, minutes, said), (where, said), (said or where,)):
        text = " · ".join(filter(None, parts))
        if width_of(text) <= width:
            return (Part(text, look),)
    return (Part(fit(said or where, width), look),)


# The body: what the table says together, who does what, action points, and how far the agenda is.


def _case_body(wall: WallSnapshot, case: WallCase, now: datetime, room: Frame) -> list[Line]:
    message = _message_lines(case.message, room)
    room = room._replace(height=room.height - len(message))
    if room.width < TWO_COLUMNS:
        return [*message, *_stacked(case, wall, room)]
    widths = [room.width * 2 // 5, room.width - room.width * 2 // 5]
    panes = [_roles(case, widths[0], room, room.height), _actions(case, wall, widths[1], room, room.height)]
    if room.width >= THREE_COLUMNS:
        rest = room.width - AGENDA_WIDTH
        widths = [AGENDA_WIDTH, rest * 2 // 5, rest - rest * 2 // 5]
        panes = [
            _agenda_lines(wall, now, room.height),
            _roles(case, widths[1], room, room.height),
            _actions(case, wall, widths[2], room, room.height),
        ]
    return [*message, *_beside(panes, widths)]


def _stacked(case: WallCase, wall: WallSnapshot, room: Frame) -> list[Line]:
    """Return role board above action points; without room for both, what is worked on gets two thirds."""
    wanted_roles = len(_roles(case, room.width, room, _ALL))
    wanted_actions = len(_actions(case, wall, room.width, room, _ALL))
    first_actions = case.step is not None and case.step.is_about_actions
    share = room.height // 3 if first_actions else room.height * 2 // 3
    for_roles = min(wanted_roles, max(share, room.height - wanted_actions))
    roles = _roles(case, room.width, room, for_roles)
    return [*roles, *_actions(case, wall, room.width, room, room.height - len(roles))]


def _beside(panes: Sequence[Sequence[Line]], widths: Sequence[int]) -> list[Line]:
    lines = []
    for y in range(max(map(len, panes), default=0)):
        line: list[Part] = []
        for pane, width in zip(panes, widths, strict=True):
            own = pane[y] if y < len(pane) else ()
            line += [*own, Part(" " * (width - line_width(own)))]
        lines.append(tuple(line))
    return lines


def _message_lines(message: str, room: Frame) -> list[Line]:
    if not message:
        return []
    words = wrap(message, room.width - 4, max(2, room.height // 3))
    title = _("WHAT WE TELL THE FAMILY TOGETHER")
    return [(Part(f" {title}", "title"),), *[(Part(f"   {line}", "strong"),) for line in words], ()]


def _roles(case: WallCase, width: int, room: Frame, height: int) -> list[Line]:
    rows = case.roles
    wide = min(MOST_HELD, max((width_of(row.label) for row in rows), default=0), width // 2)
    wide = max(wide, longest_word(row.label for row in rows))
    blocks = [_role_lines(row, wide, width) for row in rows]
    if sum(map(len, blocks)) >= height:  # what is to be settled is what must be seen
        blocks = [_role_lines(row, wide, width) for row in sorted(rows, key=lambda row: row.state == "filled")]
    return _fitted(_("WHO DOES WHAT"), blocks, room, height)


def _role_lines(row: WallRole, wide: int, width: int) -> list[Line]:
    sign, look = {"empty": ("–", "amber"), "double": ("!!", "red")}.get(row.state, ("✓", "green"))
    held = ", ".join(_holder(holder.initials, holder.organisation) for holder in row.holders)
    if row.state == "empty":
        held = _("nobody yet")
    elif row.state == "double":
        held = n_("{n} of them: {holders}", "{n} of them: {holders}", len(row.holders)).format(
            n=len(row.holders), holders=held
        )
    rest, held_look = width - wide - 6, look if sign != "✓" else ""
    if longest_word((held,)) <= rest:
        return columns([Cell(f" {sign}", 3, look), Cell(row.label, wide), Cell(held, rest, held_look)])
    below = columns([Cell("", 5), Cell(held, width - 8, held_look)])
    return [*columns([Cell(f" {sign}", 3, look), Cell(row.label, width - 6)]), *below]


def _holder(initials: str, organisation: str) -> str:
    return f"{initials} ({organisation})" if initials and organisation else initials or organisation


def _actions(case: WallCase, wall: WallSnapshot, width: int, room: Frame, height: int) -> list[Line]:
    nothing = _("None yet.")
    tails = [_tail(row, wall) for row in case.actions]
    held, room_beside = max(map(width_of, tails), default=0), width * 2 // 5
    beside = min(held, room_beside) if width >= BESIDE and longest_word(tails) <= room_beside else 0
    blocks = [_action_lines(row, wall, tail, width, beside) for row, tail in zip(case.actions, tails, strict=True)]
    blocks = blocks or [[(Part(f" {nothing}", "dim"),)]]
    return _fitted(_("ACTION POINTS"), blocks, room, height)


def _is_late(row: WallAction, wall: WallSnapshot) -> bool:
    return row.due is not None and row.due < wall.today and row.status in LIVE


def _tail(row: WallAction, wall: WallSnapshot) -> str:
    """Return who, before when and how far."""
    due = day_text(row.due, wall.today) if row.due else _("no date")
    said = _("late") if _is_late(row, wall) else label("ActionStatus", row.status)
    return " · ".join((row.owner or _("nobody yet"), due, said))


def _action_lines(row: WallAction, wall: WallSnapshot, tail: str, width: int, beside: int) -> list[Line]:
    """Return the lines of an action point; who and when stand in so many columns beside the text, or below it."""
    late, is_over = _is_late(row, wall), row.status not in LIVE
    sign = "!!" if late else SIGNS.get(row.status, "✓") if is_over else "+" if row.is_new else ""
    look = "red" if late else LOOKS.get(row.status, "green") if is_over else "green" if row.is_new else "dim"
    id_width = max(5, width_of(row.id))
    rest = width - id_width - 6
    first = [Cell(sign, 2, look), Cell(row.id, id_width, "dim")]
    strong = "strong" if row.is_new else ""
    if beside:
        text, held = Cell(row.text, rest - beside - 1, strong), Cell(tail, beside, "red" if late else "")
        return _indented(columns([*first, text, held]))
    below = columns([Cell("", 2), Cell("", id_width), Cell(tail, rest, "red" if late else "dim")])
    return _indented([*columns([*first, Cell(row.text, rest, strong)]), *below])


def _indented(lines: Sequence[Line]) -> list[Line]:
    return [(Part(" "), *line) for line in lines]


def _fitted(title: str, blocks: Sequence[Sequence[Line]], room: Frame, height: int) -> list[Line]:
    """Return a title and as many whole rows as fit; the last line says how many are left out."""
    if height < 2:
        return []
    air: list[Line] = [()] if room.size > 0 else []
    lines: list[Line] = [(Part(f" {title}", "title"),)]
    for at, block in enumerate(blocks):
        is_last = at == len(blocks) - 1
        if len(lines) + len(block) + (0 if is_last else 1) > height:
            left = len(blocks) - at
            return [
                *lines[: height - 1],
                (Part("    " + n_("and {n} more", "and {n} more", left).format(n=left), "dim"),),
            ]
        lines += [*block, *(() if is_last or len(lines) + len(block) + 2 > height else air)]
    return lines


def _agenda_lines(wall: WallSnapshot, now: datetime, height: int) -> list[Line]:
    """Return the agenda: what was, what runs, and of what is still to come only its number and its time."""
    times = meeting_time(map(_agenda_row, wall.items), now, begun=True).items
    blocks = []
    for place, (item, time) in enumerate(zip(wall.items, times, strict=True)):
        if place == wall.running:
            name = wall.case.alias if wall.case else _kind(item)
            blocks.append([_agenda_line("▶", item.number, name, f"{time.spent}/{time.planned}", "chosen")])
        elif not item.is_held:
            blocks.append([_agenda_line("–", item.number, _("not held"), "", "dim")])
        elif item.kind is None:
            blocks.append([_agenda_line("", item.number, item.planned_start, f"{time.planned}", "dim")])
        else:
            blocks.append([_agenda_line("✓", item.number, _kind(item), f"{time.spent}/{time.planned}", "")])
    return _fitted(_("AGENDA"), blocks, Frame(AGENDA_WIDTH, height), height)


def _kind(item: WallItem) -> str:
    return capital(label("AgendaItemKind", item.kind or ""))


def _agenda_line(sign: str, number: int, name: str, minutes: str, look: str) -> Line:
    room = AGENDA_WIDTH - 8 - width_of(minutes)
    return (Part(f" {padded(sign, 1)} {number:>2} {padded(fit(name, room), room)} {minutes} ", look),)
