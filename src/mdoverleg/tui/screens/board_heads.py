"""The bars of the table screen: heading, head of the case, tabs. Pure: snapshot and time in, lines out."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.labels import label
from mdoverleg.domain.snapshots import AgendaRow, BoardSnapshot, CaseHead, CaseView
from mdoverleg.domain.timing import ItemTime, MeetingTime, meeting_time
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.text import Line, Part, first_that_fits, fit, is_masked, joined, line_width, spread, wrap
from mdoverleg.tui.verbs import BY_ID
from mdoverleg.tui.widgets.agenda import position_text, title_of, urgency

TABS = (
    ("board", "case.board"),
    ("picture", "case.picture"),
    ("family", "case.voice"),
    ("plan", "case.plan"),
    ("course", "case.course"),
)
"""Tabs of a case: the name of the tab and the verb that shows it."""


def time_of(board: BoardSnapshot, now: datetime) -> MeetingTime:
    """Return where the meeting stands."""
    return meeting_time(board.agenda, now, begun=board.meeting is not None and board.meeting.actual_start is not None)


def running_item(board: BoardSnapshot) -> tuple[int, AgendaRow] | None:
    """Return the running item and its place on the agenda; of several the one that began last."""
    running = [(place, item) for place, item in enumerate(board.agenda) if item.is_running]
    return max(running, key=lambda found: (found[1].actual_start or "", found[0]), default=None)


def heading(board: BoardSnapshot, now: datetime, width: int) -> Line:
    """Return the top line: table and day, the running item, its minutes, the clock and the expected end."""
    first = room_words(board.wall_is_dark)
    room = width - line_width(first)
    return (*first, *first_that_fits(_headings(board, now, room), room))


def room_words(is_dark: bool) -> Line:
    """Return the words that say that the projector is dark and that names are masked; nothing of what is not so."""
    dark, masked = _("PROJECTOR OFF (F9)"), _("MASKED (m)")
    parts = (Part(f" {dark} ", "cursor", "room.blank") if is_dark else None,)
    return tuple(filter(None, (*parts, Part(f" {masked} ", "cursor", "room.mask") if is_masked() else None)))


def _headings(board: BoardSnapshot, now: datetime, width: int) -> Iterator[Line]:
    meeting = board.meeting
    table = Part(f" {board.table}", "bar")
    if meeting is None:
        yield spread((table,), (Part(f"{now:%H:%M} ", "bar"),), width)
        return
    times = time_of(board, now)
    day = Part(f" · {day_text(meeting.held_on, board.today)}", "bar")
    clock = _clock(board, times, now)
    short = Part(f"{now:%H:%M} ", "bar")
    found = running_item(board)
    if found is None:
        state = (Part(f"{_state(board)} ", "bar"),)
        yield _three((table, day), state, (clock,), width)
        yield _three((table,), state, (clock,), width)
        yield spread(state, (short,), width)
        return
    place, item = found
    where = Part(f"{position_text(board.agenda, item)} {title_of(item)}", "chosen")
    minutes = _minutes(times.items[place])
    yield _three((table, day), (where, Part("   ", "bar"), minutes), (clock,), width)
    yield _three((table,), (where, Part("   ", "bar"), minutes), (clock,), width)
    yield _three((), (Part(" ", "bar"), where, Part("  ", "bar"), minutes), (clock,), width)
    yield spread((Part(" ", "bar"), where, Part("  ", "bar"), minutes), (short,), width)


def _three(left: Line, middle: Line, right: Line, width: int) -> Line:
    used = line_width(left) + line_width(middle) + line_width(right)
    if used + (4 if left else 2) > width:
        return (Part(" " * (width + 1)),)  # does not fit: the next one is tried
    gap = (width - used) // 2 if left else 0
    return (*left, Part(" " * gap, "bar"), *middle, Part(" " * (width - used - gap), "bar"), *right)


def _clock(board: BoardSnapshot, times: MeetingTime, now: datetime) -> Part:
    if board.meeting is not None and board.meeting.actual_end:
        end = _("ended {time}").format(time=board.meeting.actual_end)
    else:
        end = _("done ± {time}").format(time=times.expected_end)
    return Part(f"{now:%H:%M} · {end} ", "bar")


def _state(board: BoardSnapshot) -> str:
    meeting = board.meeting
    if meeting is None or meeting.actual_start is None:
        start = meeting.planned_start if meeting else ""
        if meeting is not None and meeting.held_on != board.today:
            start = f"{day_text(meeting.held_on, board.today)} {start}"
        return _("starts {time} · n begins").format(time=start)
    return _("closed") if meeting.closed_at else _("between two items")


def _minutes(time: ItemTime) -> Part:
    spent = time.spent or 0
    text = _("{spent} / {planned} min").format(spent=spent, planned=time.planned)
    left = time.planned - spent
    state = urgency(time.percent)
    words = {
        "amber": _("{n} left").format(n=left),
        "full": _("time is up"),
        "over": _("{n} over").format(n=-left),
    }
    if not state:
        return Part(text, "bar")
    sign = "!! " if state == "over" else ""
    return Part(f"{sign}{text} · {words[state]}", "bar-amber" if state == "amber" else "bar-red")


def case_head(board: BoardSnapshot, width: int, *, looks_elsewhere: bool, goal_lines: int = 2) -> list[Line]:
    """Return the head of what is shown: the case with its goal, or the item that is no case."""
    if board.case is None:
        head: Line = (Part(" " + fit(_no_case(board), width - 1), "title"),)
        return [head, *_how_to_begin(board, width)] if board.meeting is None else [head]
    case = board.case
    title = _case_title(case.head)
    if looks_elsewhere:
        title[0] = _("{case} (looking; Esc goes back)").format(case=title[0])
    left = (Part(f" {joined(title, width - 1)}", "title"),)
    numbers = _numbers(case.head)
    lines = [spread(left, (Part(f"{numbers} "),), width)]
    beside = len(lines[0]) > 1
    goal = wrap(_("Goal: {goal}").format(goal=case.head.goal), width - 1, goal_lines)
    lines += [(Part(f" {line}"),) for line in goal]
    below = [*(() if beside or not numbers else (numbers,)), *_below(board, case)]
    if below:
        lines.append((Part(" " + joined(below, width - 1), "dim"),))
    return lines


def _how_to_begin(board: BoardSnapshot, width: int) -> list[Line]:
    """Return what to do in a new table, in the order in which one thing needs the other."""
    active = sum(1 for row in board.people if row.active)
    people = n_("{n} person takes part", "{n} people take part", active).format(n=active) if active else _("nobody yet")
    steps = (
        ("screens.people", _("organisations and people: {people}").format(people=people)),
        ("screens.cases", _("cases, each with its family")),
        ("screens.meetings", _("plan a meeting, with its cases and people")),
    )
    return [
        (Part(f" {BY_ID[verb].key} ", "key", verb), Part(" " + fit(words, width - 5), "", verb))
        for verb, words in steps
    ]


def _no_case(board: BoardSnapshot) -> str:
    found = running_item(board)
    if found is not None:
        return title_of(found[1])
    if board.meeting is None:
        return _("No meeting is planned yet.")
    if board.meeting.closed_at is not None:
        return _("This meeting is closed.")
    return _("Before the meeting") if board.meeting.actual_start is None else _("No item is running")


def _case_title(head: CaseHead) -> list[str]:
    parts = [head.alias.upper(), label("CaseCategory", head.category)]
    if head.framework:
        parts.append(label("Framework", head.framework))
    parts.append(label("Phase", head.phase))
    if head.crisis_prone:
        parts.append(_("prone to crisis"))
    return parts


def _numbers(head: CaseHead) -> str:
    parts = []
    if head.professionals_start or head.professionals_now:
        words = n_("{start} -> {n} professional", "{start} -> {n} professionals", head.professionals_now)
        parts.append(words.format(start=head.professionals_start, n=head.professionals_now))
    if head.lowest is not None:
        scores = f"{head.lowest}" if head.highest in (None, head.lowest) else f"{head.lowest}-{head.highest}"
        parts.append(_("score {scores}").format(scores=scores))
    return " · ".join(parts)


def _below(board: BoardSnapshot, case: CaseView) -> list[str]:
    here = (item for item in board.agenda if item.case_pk == case.head.pk and not item.not_held)
    parts = [_("urgent: {reason}").format(reason=item.added_because) for item in here if item.added_because]
    if case.head.next_evaluation:
        parts.append(_("Next evaluation {day}").format(day=day_text(case.head.next_evaluation, board.today)))
    if case.head.retain_until:
        parts.append(_("Kept until {day}").format(day=day_text(case.head.retain_until, board.today)))
    new = [decision for decision in case.decisions if decision.is_new]
    if new:
        parts.append(_("Decision: {text}").format(text=new[-1].text))
    return parts


def tabs(chosen: str, width: int) -> Line:
    """Return the tabs of a case, the chosen one marked; closer together where there is little room."""
    found = []
    for name, verb in TABS:
        mark = "chosen" if name == chosen else ""
        words = f"{BY_ID[verb].key} {BY_ID[verb].words}"
        found.append(Part(f"[{words}]" if name == chosen else f" {words} ", mark, verb))
    apart = (Part(" "), *(part for one in found for part in (one, Part(" "))))
    return apart if line_width(apart[:-1]) <= width else tuple(found)


def area_tabs(names: Sequence[str], chosen: int) -> Line:
    """Return the names of the areas, of which a narrow screen shows one."""
    parts: list[Part] = [Part(" ")]
    for number, name in enumerate(names):
        parts.append(Part(f"[{name}]" if number == chosen else f" {name} ", "chosen" if number == chosen else "dim"))
    return tuple(parts)
