"""The table: agenda, who does what, action points and what needs looking at, of one meeting and one case."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.timer import Timer

from mdoverleg.domain.groups import OPEN_CASES
from mdoverleg.domain.looking import CASE, Look
from mdoverleg.domain.snapshots import ActionRow, AgendaRow, BoardSnapshot, CaseRow, CaseView
from mdoverleg.reads.board import read_board
from mdoverleg.tui.doings import BOARD_DOES
from mdoverleg.tui.reasons import Place
from mdoverleg.tui.screens import board_heads, board_round, board_time
from mdoverleg.tui.screens.base import Doing, LiveScreen
from mdoverleg.tui.verbs import TABLE, bindings
from mdoverleg.tui.ways import BoardWays
from mdoverleg.tui.widgets.action_list import ActionList
from mdoverleg.tui.widgets.agenda import Agenda, AgendaLine
from mdoverleg.tui.widgets.attendance import Attendance
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.case_file import TABS as FILE_TABS
from mdoverleg.tui.widgets.case_file import CaseFile
from mdoverleg.tui.widgets.course import Course
from mdoverleg.tui.widgets.entry_line import EntryLine
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.review_list import ReviewList
from mdoverleg.tui.widgets.role_board import RoleBoard
from mdoverleg.tui.widgets.room import RoomLine
from mdoverleg.tui.widgets.step_line import StepLine
from mdoverleg.tui.widgets.warnings import Warnings
from mdoverleg.tui.window import Window

TWO_AREAS, THREE_AREAS, WIDE = 80, 120, 160
"""Columns from which there is room for so much."""
SIZES = ((WIDE, "-wide"), (THREE_AREAS, "-three"), (TWO_AREAS, "-two"), (60, "-one"), (0, "-tiny"))
"""Class of the screen by its columns."""
LOW = 15
"""Below so many lines there is only a message."""
LEFT = (40, 30, 28)
"""Width of the agenda when wide, with three areas and with two, as in board.tcss."""
ROOMY = 30
"""Lines from which the goal of a case may take two of them, and no list makes room for the one with the focus."""
AREAS = ("agenda", "roles", "actions", "review", "warnings", "course", "file")


class BoardScreen(LiveScreen[BoardSnapshot]):
    """The table screen. `meeting_pk` and `looks_at` are nothing while it follows the meeting that runs."""

    AUTO_FOCUS = ""
    scope: ClassVar[str] = TABLE
    does: ClassVar[Mapping[str, Doing]] = BOARD_DOES
    ways = BoardWays()
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False), *bindings(TABLE)]

    def __init__(self, window: Window, *, meeting_pk: int | None = None, case_pk: int | None = None) -> None:
        super().__init__(window)
        self.meeting_pk = meeting_pk
        self.looks_at = case_pk
        self.tab = "board"
        self._area = "agenda"
        self._shown_minute = ""
        self._times: board_time.States = {}
        """As they stood at the last minute."""
        self._ran: int | None = None
        self._fitted = Size(0, 0)
        self._tick: Timer | None = None

    def compose(self) -> ComposeResult:
        self._area = "actions" if self.snapshot and self.snapshot.case else "agenda"
        self._fit_classes(update=False)  # no part has its style yet
        yield Bar(id="heading", ground="bar")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Agenda(id="agenda")
                yield Attendance(id="attendance")
            with Vertical(id="right"):
                yield Bar(id="head")
                yield StepLine(id="step")
                yield RoomLine(id="room")
                yield Bar(id="tabs")
                yield RoleBoard(id="roles")
                yield ActionList(id="actions")
                yield ReviewList(id="review")
                yield Course(id="course")
                yield CaseFile(id="file")
                yield Warnings(id="warnings")
        yield EntryLine(id="entry")
        yield from self.foot()

    # Parts of the screen.

    @property
    def agenda_list(self) -> Agenda:
        """The agenda."""
        return self.query_one("#agenda", Agenda)

    @property
    def roles(self) -> RoleBoard:
        """The role board."""
        return self.query_one("#roles", RoleBoard)

    @property
    def actions(self) -> ActionList:
        """The action points."""
        return self.query_one("#actions", ActionList)

    @property
    def warnings(self) -> Warnings:
        """The warnings."""
        return self.query_one("#warnings", Warnings)

    @property
    def course(self) -> Course:
        """The course of the case."""
        return self.query_one("#course", Course)

    @property
    def file(self) -> CaseFile:
        """Picture, family or plan of the case."""
        return self.query_one("#file", CaseFile)

    @property
    def entry(self) -> EntryLine:
        """The line to type action points in."""
        return self.query_one("#entry", EntryLine)

    # What is shown.

    @property
    def today(self) -> date:
        """The day in the zone of the table."""
        return self.snapshot.today if self.snapshot else date.min

    @property
    def agenda(self) -> tuple[AgendaRow, ...]:
        """The agenda of the meeting that is shown."""
        return self.snapshot.agenda if self.snapshot else ()

    @property
    def running(self) -> AgendaRow | None:
        """The item that runs."""
        found = board_heads.running_item(self.snapshot) if self.snapshot else None
        return found[1] if found else None

    @property
    def running_meeting_pk(self) -> int | None:
        """The meeting in which things are agreed now; nothing before it starts and after it is closed."""
        meeting = self.snapshot.meeting if self.snapshot else None
        return meeting.pk if meeting and meeting.actual_start and meeting.closed_at is None else None

    @property
    def case(self) -> CaseView:
        """The case that is shown; only for verbs whose reason has seen to it that there is one."""
        assert self.snapshot is not None and self.snapshot.case is not None  # noqa: S101, PT018
        return self.snapshot.case

    @property
    def cursor_item(self) -> AgendaRow | None:
        """The item under the cursor, when the agenda has the focus."""
        row = self.agenda_list.row if self.focused is self.agenda_list else None
        return row.item if row else None

    @property
    def cursor_action(self) -> ActionRow | None:
        """The action point under the cursor."""
        row = board_round.points(self).row
        return row if isinstance(row, ActionRow) else None

    def place(self) -> Place:
        return super().place()._replace(board=self.snapshot)

    # Reading and showing.

    def looked(self, snapshot: BoardSnapshot) -> None:
        if snapshot.case is not None:
            self.window.looking.add(Look(CASE, case_pk=snapshot.case.head.pk))

    def read(self) -> BoardSnapshot:
        return read_board(self.window.store, meeting_pk=self.meeting_pk, case_pk=self.looks_at, tab=self.tab)

    def read_live_cases(self) -> list[CaseRow]:
        """Read the cases that may come on an agenda; runs in the thread of the file."""
        from mdoverleg.reads.cases import case_rows

        with self.window.store.read() as reader:
            return [row for row in case_rows(reader, self.today) if row.status in OPEN_CASES]

    def on_mount(self) -> None:
        self.set_focus(self.query_one(f"#{self._area}", Lines), scroll_visible=False)
        if self.snapshot is not None:
            self.show(self.snapshot)
        self._times = board_time.states_of(self.snapshot, self._now())
        self.show_footer()
        self._tick = self.set_timer(60 - self._now().second, self._minute)

    def show(self, snapshot: BoardSnapshot) -> None:
        self._show_time()
        width = self._case_width()
        looks = self.looks_at is not None and not (self.running and self.running.case_pk == self.looks_at)
        goal = 2 if self.app.size.height >= ROOMY else 1
        head = board_heads.case_head(snapshot, width, looks_elsewhere=looks, goal_lines=goal)
        self.query_one("#head", Bar).put(head)
        running = self.running
        is_shown = running is not None and snapshot.case is not None and running.case_pk == snapshot.case.head.pk
        self.query_one("#step", StepLine).show(snapshot.step if is_shown else None, self._now, width)
        begins = is_shown and not (snapshot.step and snapshot.step.previous)
        self.query_one("#room", RoomLine).show(snapshot.room if begins else None, width)
        self.query_one("#attendance", Attendance).show(snapshot.attendance, runs=self.running is not None)
        self.warnings.show(snapshot.warnings, folds=not snapshot.was_discussed)
        self.show_case_parts()

    def show_case_parts(self) -> None:
        """Show roles, action points and course as the board is turned now."""
        if self.snapshot is None:
            return
        case, today = self.snapshot.case, self.snapshot.today
        self.roles.show(case, today, self.snapshot.looked_back)
        if case is None:
            self.actions.show(self.snapshot.actions, today, with_case=True)
        else:
            asks = board_round.asks(self, self.snapshot)
            self.actions.show(case.actions, today, of=case.head.pk, asks=asks)
        board_round.show(self, self.snapshot)
        self.course.show(case, today)
        self.file.show(case, self.tab)
        self._show_tabs()

    def _now(self) -> datetime:
        return self.window.now(self.snapshot.zone if self.snapshot else "UTC")

    def _show_time(self) -> None:
        board = self.snapshot
        if board is None:
            return
        now = self._now()
        self.query_one("#heading", Bar).put([board_heads.heading(board, now, self.app.size.width)])
        times = board_heads.time_of(board, now)
        follows = self._follows_running()
        self.agenda_list.has_meeting = board.meeting is not None
        self.agenda_list.late = board_time.late_line(board, times, now)
        self.agenda_list.put(
            tuple(
                AgendaLine(item, time, self.looks_at is not None and item.case_pk == self.looks_at)
                for item, time in zip(board.agenda, times.items, strict=True)
            )
        )
        if follows and self.running is not None:
            self.agenda_list.go_to(self.running.pk)
        self._ran = self.running.pk if self.running else None

    def _follows_running(self) -> bool:
        """Tell whether the cursor of the agenda goes along to another running item; not when it was put elsewhere."""
        row = self.agenda_list.row
        left = self._ran is not None and row is not None and row.item.pk != self._ran
        return self.running is not None and self.running.pk != self._ran and not left

    def _minute(self) -> None:
        """Show the new minute; read the file again only where a limit or midnight was passed."""
        self._tick = self.set_timer(60 - self._now().second, self._minute)
        before, day = self._times, self.today
        self._times = board_time.states_of(self.snapshot, self._now())
        self._show_time()
        if self._times != before or self._now().date() != day:
            board_time.say(self, before, self._times)
            self.reload_soon()

    # Looking at another case than the running one.

    def look_at(self, case_pk: int | None) -> None:
        """Look at a case without going on; nothing: back to the one that runs."""
        if case_pk != self.looks_at:
            self.looks_at = case_pk
            self.reload_soon()

    def follow_meeting(self) -> None:
        """Show what runs from now on."""
        self.looks_at = None
        board_round.leave(self)

    def action_back(self) -> None:
        """Go back to the case that runs; when that is shown, hide who moves, then to the meeting of today."""
        if board_round.leave(self) or (self.looks_at is None and self.query_one("#room", RoomLine).dismiss()):
            return
        if self.looks_at is None and self.meeting_pk is not None:
            self.meeting_pk = None
            self.reload_soon()
        self.look_at(None)

    # Tabs, areas, sizes.

    def choose_tab(self, tab: str) -> None:
        """Turn to a tab of the case."""
        before, self.tab = self.tab, tab
        self.set_class(tab == "course", "-course")
        self.set_class(tab in FILE_TABS, "-file")
        if tab == "course" or tab in FILE_TABS:
            self.focus_area(self.course if tab == "course" else self.file)
            self._read_tab()
        elif self._is_narrow or self.focused in (self.course, self.file):
            self.focus_area(self.roles)
        self._show_tabs()
        if board_round.TAB in (before, tab) and before != tab:
            self.show_case_parts()
            self.reload_soon()

    def _read_tab(self) -> None:
        """Read what only this tab shows."""
        case = self.snapshot.case if self.snapshot else None
        self.file.show(case, self.tab)
        if case is not None and case.tab != self.tab:
            self.reload_soon()

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < TWO_AREAS

    def areas(self) -> list[Lines[Any]]:
        middle: list[Lines[Any]] = [self.roles, self.actions]
        if board_round.points(self) is not self.actions:
            middle = [board_round.points(self)]
        elif self.tab != "board":
            middle = [self.course if self.tab == "course" else self.file]
        beside: list[Lines[Any]] = [self.agenda_list]
        if self.app.size.width >= THREE_AREAS:
            beside.append(self.query_one("#attendance", Attendance))
        return [*beside, *middle, self.warnings]

    def focus_area(self, lines: Lines[Any]) -> None:
        self._area = lines.id or "agenda"
        self._fit_classes()
        self._show_tabs()
        self.call_after_refresh(lines.focus, scroll_visible=False)

    def _fit_classes(self, *, update: bool = True) -> None:
        """Set the classes of the size and of the area that a narrow screen shows; board.tcss does the rest."""
        size = self._fitted = self.app.size
        width = next(name for least, name in SIZES if size.width >= least)
        height = "-low" if size.height < LOW else "-short" if size.height < ROOMY else "-high"
        wanted = {width, height, f"-at-{self._area}"}
        known = {*(name for _least, name in SIZES), "-low", "-short", "-high", *(f"-at-{area}" for area in AREAS)}
        classes = {*self.classes} - known | wanted
        if classes != self.classes:
            self.update_classes({name: name in wanted for name in known}, update=update, animate=False)

    def on_resize(self) -> None:
        if self.app.size == self._fitted:
            return
        if self.focused is not None and (self.focused.id or "") in AREAS:
            self._area = self.focused.id or self._area
        self._fit_classes()
        if self.snapshot is not None:
            self.show(self.snapshot)
        self.show_footer()

    def _case_width(self) -> int:
        width = self.app.size.width
        if width < TWO_AREAS:
            return width
        return width - (LEFT[0] if width >= WIDE else LEFT[1] if width >= THREE_AREAS else LEFT[2])

    def _show_tabs(self) -> None:
        if self._is_narrow:
            areas = self.areas()
            names = [lines.heading()[0] for lines in areas]
            at = next((place for place, lines in enumerate(areas) if lines.id == self._area), 0)
            line = board_heads.area_tabs(names, at)
        else:
            line = board_heads.tabs(self.tab, self._case_width())
        self.query_one("#tabs", Bar).put([line])

    # Typing.

    @on(EntryLine.Entered)
    def typed(self, event: EntryLine.Entered) -> None:
        """Save what was typed."""
        from mdoverleg.tui.doings import actions

        self.run_worker(actions.entered(self, event.subject, event.reading, event.before), group="entry")
