"""The table in lines: what stands on the screen, said in words and numbers, for ears and braille."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from mdoverleg.domain.attendance import AttendanceRow
from mdoverleg.domain.case_steps import CaseStep
from mdoverleg.domain.dates import day_long, day_text, due_text
from mdoverleg.domain.facts import Warning
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.labels import label
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.snapshots import ActionRow, AgendaRow, BoardSnapshot, CaseView, RoleRow
from mdoverleg.domain.text import capital
from mdoverleg.domain.timing import ItemTime, item_time, meeting_time
from mdoverleg.domain.words import _, n_

SEVERITIES = ("red", "yellow", "blue")


def numbered(title: str, rows: Sequence[str], empty: str) -> Iterator[str]:
    """Yield a heading with how many there are, and every row behind its number, from 1."""
    yield f"{title}: {len(rows)}." if rows else f"{title}: {empty}"
    yield from (f"{number}. {row}" for number, row in enumerate(rows, 1))


def said(parts: Iterable[str | None]) -> str:
    """Return the parts that there are in one sentence."""
    return ", ".join(part for part in parts if part)


def running(board: BoardSnapshot) -> AgendaRow | None:
    """Return the item that runs; of several the one that began last."""
    found = [(row.actual_start or "", place, row) for place, row in enumerate(board.agenda) if row.is_running]
    return max(found, key=lambda one: one[:2])[2] if found else None


def where(board: BoardSnapshot, now: datetime) -> Iterator[str]:
    """Yield where we are: the table, the time, the item that runs with its minutes, and its step."""
    meeting = board.meeting
    clock = f"{now:%H:%M}"
    if meeting is None:
        yield f"{board.table}, {clock}. " + _("No meeting is planned yet.")
        return
    yield f"{board.table}, {day_long(meeting.held_on)}. " + _("It is {time} now.").format(time=clock)
    item = running(board)
    begun = meeting.actual_start is not None
    if meeting.closed_at is not None:
        yield _("This meeting is closed.")
    elif not begun:
        yield _("The meeting has not begun; it starts {time}. n begins.").format(time=meeting.planned_start)
    elif item is None:
        yield _("No item is running.")
    else:
        yield _item_now(board, item, clock)
        if board.step is not None:
            yield step_line(board.step)
    if begun and meeting.closed_at is None:
        time = meeting_time(board.agenda, now, begun=True)
        late = n_("{n} minute late", "{n} minutes late", time.late).format(n=time.late) if time.late > 0 else ""
        yield _("Expected end {time}.").format(time=said([time.expected_end, late]))


def _item_now(board: BoardSnapshot, item: AgendaRow, clock: str) -> str:
    time = item_time(item, clock)
    place = _("item {n} of {all}").format(n=item.number, all=len(board.agenda))
    minutes = _("{spent} of {planned} minutes").format(spent=time.spent or 0, planned=time.planned)
    return _("Now: {parts}.").format(parts=said([title_of(item), place, minutes, _pressed(time)]))


def _pressed(time: ItemTime) -> str:
    over = (time.spent or 0) - time.planned
    if time.percent >= LIMITS["E53.over"]:
        return n_("{n} minute over", "{n} minutes over", over).format(n=over)
    if time.percent >= LIMITS["E53.full"]:
        return _("time is up")
    return _("nearly up") if time.percent >= LIMITS["E53.amber"] else ""


def step_line(step: CaseStep) -> str:
    """Return the step at which the running case is, with what may be asked there."""
    words = _("Step {n} of {all}: {title}.").format(n=step.number, all=step.of, title=step.title)
    return f"{words} {step.prompt}" if step.prompt else words


def title_of(item: AgendaRow) -> str:
    """Return what an item is called."""
    return item.title or capital(label("AgendaItemKind", item.kind))


def agenda_lines(board: BoardSnapshot, now: datetime) -> Iterator[str]:
    """Yield the agenda, every item with its time and how it stands."""
    rows = [_agenda_line(row, f"{now:%H:%M}") for row in board.agenda]
    yield from numbered(_("Agenda"), rows, _("nothing on it yet."))


def _agenda_line(row: AgendaRow, clock: str) -> str:
    time = item_time(row, clock)
    planned = n_("{n} minute", "{n} minutes", time.planned).format(n=time.planned)
    spent = _("{spent} of {planned} minutes").format(spent=time.spent, planned=time.planned)
    state = label("NotHeld", row.not_held) if row.not_held else ""
    state = state or (_("running") if row.is_running else _("finished") if row.is_done else "")
    urgent = _("urgent: {reason}").format(reason=row.added_because) if row.added_because else ""
    return said([row.planned_start, title_of(row), spent if time.spent is not None else planned, state, urgent])


def case_lines(case: CaseView, today: date) -> Iterator[str]:
    """Yield the heading of a case: what it is, its goal, how many work around it, and what is decided."""
    head = case.head
    framework = label("Framework", head.framework) if head.framework else ""
    facts = [label("CaseCategory", head.category), framework, label("Phase", head.phase)]
    crisis = _("prone to crisis") if head.crisis_prone else ""
    yield _("Case {alias}: {facts}.").format(alias=head.alias, facts=said([*facts, crisis]))
    yield _("Goal: {text}").format(text=head.goal)
    if head.professionals_start or head.professionals_now:
        words = n_("{n} professional now, {start} at the start", "{n} professionals now, {start} at the start",
                   head.professionals_now)  # fmt: skip
        score = _("scores {low} to {high}").format(low=head.lowest, high=head.highest) if head.lowest else ""
        yield said([words.format(n=head.professionals_now, start=head.professionals_start), score]) + "."
    if head.retain_until:
        yield _("Kept until {day}").format(day=day_text(head.retain_until, today)) + "."
    if head.next_evaluation:
        yield _("Next evaluation {day}").format(day=day_text(head.next_evaluation, today)) + "."
    members = [said([row.short, label("Relation", row.relation)]) for row in case.members]
    yield _("Family: {members}.").format(members="; ".join(members)) if members else _("Nobody of the family yet.")


def decision_lines(case: CaseView) -> Iterator[str]:
    """Yield the decisions, those of this meeting marked."""
    rows = [said([row.text, _("new") if row.is_new else ""]) for row in case.decisions]
    yield from numbered(_("Decisions"), rows, _("nothing is decided yet."))


def role_lines(case: CaseView, today: date) -> Iterator[str]:
    """Yield who has which role, what nobody has, and what two have."""
    yield from numbered(_("Roles"), [_role_line(row, case, today) for row in case.roles], _("none."))


def _role_line(row: RoleRow, case: CaseView, today: date) -> str:
    double = _("held twice") if row.state == "double" else ""
    holders = [
        said([
            holder.name,
            _("for {members}").format(members=holder.members_text) if holder.members_text else "",
            _("since {day}").format(day=day_text(holder.started_on, today)),
            _("not at the table") if holder.at_table is False else "",
        ])
        for holder in row.holders
    ]  # fmt: skip
    names = [member.short for member in case.members if member.pk in row.missing]
    lacking = _("nobody yet for {members}").format(members=", ".join(names)) if names else ""
    held = "; ".join(holders) or ("" if lacking else _("nobody yet"))
    return f"{row.label}: " + "; ".join(part for part in (double, held, lacking) if part)


def action_lines(rows: Sequence[ActionRow], today: date, *, with_case: bool) -> Iterator[str]:
    """Yield the action points: what, who, before when, and how it stands."""
    live = sum(1 for row in rows if row.status in LIVE)
    title = _("Action points ({open})").format(open=n_("{n} open", "{n} open", live).format(n=live))
    lines = [action_line(row, today, with_case=with_case) for row in rows]
    yield from numbered(title, lines, _("none. a and a line adds one."))


def action_line(row: ActionRow, today: date, *, with_case: bool = False) -> str:
    """Return one action point in a sentence."""
    due = _("no date") if row.due is None else due_text(row.due, today) if row.is_late else day_text(row.due, today)
    return said([
        row.id,
        row.case if with_case else "",
        row.text,
        row.owner or _("nobody yet"),
        _("with {name}").format(name=row.co_owner) if row.co_owner else "",
        _("carried out by {name}").format(name=row.executor) if row.executor and row.executor != row.owner else "",
        _("for {members}").format(members=row.members_text) if row.members_text else "",
        due,
        label("ActionStatus", row.status) if not row.is_late or row.status != "open" else "",
        _("agreed") if row.accepted else "",
        _("after {id}").format(id=row.depends_on) if row.depends_on else "",
        row.reason,
    ])  # fmt: skip


def open_warnings(board: BoardSnapshot) -> list[Warning]:
    """Return the warnings that are not set aside, the red ones first."""
    found = [one for one in board.warnings if not one.set_aside]
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def warning_lines(board: BoardSnapshot) -> Iterator[str]:
    """Yield the warnings: how heavy, which check, and what."""
    rows = [f"{label('Severity', one.severity)}, {one.check}: {one.text}" for one in open_warnings(board)]
    yield from numbered(_("Look at"), rows, _("nothing."))


def present_lines(board: BoardSnapshot) -> Iterator[str]:
    """Yield everybody on the list, with whether they are there and sit at the table now."""
    rows = [present_line(row, runs=running(board) is not None) for row in board.attendance]
    yield from numbered(_("On the list"), rows, _("nobody."))


def present_line(row: AttendanceRow, *, runs: bool) -> str:
    """Return one person on the list in a sentence."""
    times = [
        _("from {time}").format(time=row.arrives) if row.arrives else "",
        _("until {time}").format(time=row.leaves) if row.leaves else "",
    ]
    table = (_("at the table") if row.at_table else _("not at the table")) if runs else ""
    secrecy = _("secrecy not settled") if row.secrecy_open else ""
    return said([row.name, row.organisation, secrecy, label("AttendanceStatus", row.status), *times, table])
