"""The other screens: one list each, with what can be done with a line of it."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mdoverleg.domain.groups import OPEN_CASES
from mdoverleg.domain.list_rows import SearchRow
from mdoverleg.domain.looking import LIST, Look, of_search
from mdoverleg.domain.snapshots import ActionRow, CaseRow, PersonRow
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.lists import Listing, read_listing
from mdoverleg.reads.obstacles import ObstacleRow, is_open
from mdoverleg.reads.table import newest_change, wall_is_dark
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.doings.elsewhere import (
    CASES_DO,
    FOUND_DO,
    MEETINGS_DO,
    OBSTACLES_DO,
    PEOPLE_DO,
    POINTS_DO,
)
from mdoverleg.tui.doings.screens import to_table
from mdoverleg.tui.reasons import Place
from mdoverleg.tui.screens.base import Doing, LiveScreen
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.screens.board_heads import room_words
from mdoverleg.tui.screens.ways import ways
from mdoverleg.tui.text import Line, Part, fit
from mdoverleg.tui.verbs import CASES, FOUND, MEETINGS, OBSTACLES, PEOPLE, POINTS, bindings
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.listings import (
    CaseList,
    FoundList,
    MeetingList,
    ObstacleList,
    OrganisationList,
    ParkedList,
    PeopleList,
    PointList,
)
from mdoverleg.tui.window import Window


class ListScreen(LiveScreen[Listing]):
    """A screen of one list; Esc goes back to the table."""

    CSS_PATH = "../styles/lists.tcss"
    name_of_list: ClassVar[str] = ""
    filters: ClassVar[tuple[str, ...]] = ("",)
    """What can be shown of the list; the first one at first."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, window: Window, *, start: Hashable = None, filter_name: str = "") -> None:
        super().__init__(window)
        self.filter = filter_name or self.filters[0]
        self._start = start

    def make_list(self) -> Lines[Any]:
        """Return the list of this screen."""
        raise NotImplementedError

    def rows_shown(self, listing: Listing) -> tuple[Any, ...]:
        """Return the rows that the filter lets through."""
        return listing.rows

    def filter_words(self) -> str:
        """Return what is shown of the list, in words."""
        return ""

    def compose(self) -> ComposeResult:
        yield Bar(id="heading", ground="bar")
        yield from self.above()
        made = self.make_list()
        made.waits = self.snapshot is None
        yield made
        yield from self.foot()

    def above(self) -> ComposeResult:
        """Yield what stands over the list."""
        yield from ()

    @property
    def list(self) -> Any:
        """The list of this screen."""
        return self.query_one("#list", Lines)

    @property
    def today(self) -> date:
        """The day in the zone of the table."""
        return self.snapshot.today if self.snapshot else date.min

    @property
    def place_of_list(self) -> str:
        """What the log calls the list that is shown (PLACES of domain/looking.py)."""
        return self.name_of_list

    def looked(self, snapshot: Listing) -> None:
        self.window.looking.add(Look(LIST, self.place_of_list))

    def read(self) -> Listing:
        return read_listing(self.window.store, self.name_of_list)

    def on_mount(self) -> None:
        self.begin()
        self.show_footer()
        self.reload_soon()

    def begin(self) -> None:
        """Put the focus where one begins."""
        self.list.focus()

    def place(self) -> Place:
        return super().place()._replace(row=self.list.row)

    def show(self, snapshot: Listing) -> None:
        shown = self.list
        shown.waits = False
        shown.today, shown.filter_name = snapshot.today, self.filter_words()
        self.put(snapshot)
        line = ways(type(self).__name__, self.app.size.width, room_words(snapshot.wall_is_dark))
        self.query_one("#heading", Bar).put([line])
        if self._start is not None and self.list.rows:
            self.call_after_refresh(self.list.go_to, self._start)
            self._start = None

    def put(self, snapshot: Listing) -> None:
        """Give the list its rows."""
        self.list.put(self.rows_shown(snapshot))

    def on_resize(self) -> None:
        if self.snapshot is not None:
            self.show(self.snapshot)
        self.show_footer()

    def turn_filter(self) -> None:
        """Show another part of the list."""
        at = self.filters.index(self.filter)
        self.filter = self.filters[(at + 1) % len(self.filters)]
        self.turned()

    def turned(self) -> None:
        """Show what the filter lets through now."""
        if self.snapshot is not None:
            self.show(self.snapshot)
            self.list.again()

    def action_leave(self) -> None:
        """Go back to the table."""
        to_table(self)


class CasesScreen(ListScreen):
    """All cases."""

    scope = CASES
    does: ClassVar[Mapping[str, Doing]] = CASES_DO
    name_of_list = "cases"
    filters = ("open", "closed", "all")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CASES)]

    def make_list(self) -> CaseList:
        return CaseList(id="list")

    def filter_words(self) -> str:
        return {"open": _("open cases"), "closed": _("closed cases"), "all": _("all cases")}[self.filter]

    def rows_shown(self, listing: Listing) -> tuple[CaseRow, ...]:
        if self.filter == "all":
            return listing.rows
        return tuple(row for row in listing.rows if (row.status in OPEN_CASES) == (self.filter == "open"))


class TwoLists(ListScreen):
    """A screen with another list, shown in the place of its own for one of its filters."""

    beside: ClassVar[str] = ""

    @property
    def list(self) -> Any:
        return self.query_one("#beside" if self.filter == self.beside else "#list", Lines)

    def on_mount(self) -> None:
        self.set_class(self.filter == self.beside, "-beside")

    def turned(self) -> None:
        self.set_class(self.filter == self.beside, "-beside")
        self.snapshot = None
        self.list.focus()
        self.reload_soon()


class PeopleScreen(TwoLists):
    """Everybody, and the organisations they work for."""

    scope = PEOPLE
    does: ClassVar[Mapping[str, Doing]] = PEOPLE_DO
    name_of_list = "people"
    filters = ("active", "all", "organisations")
    beside = "organisations"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PEOPLE)]

    def above(self) -> ComposeResult:
        yield OrganisationList(id="beside")

    def make_list(self) -> PeopleList:
        return PeopleList(id="list")

    @property
    def place_of_list(self) -> str:
        return self.beside if self.filter == self.beside else self.name_of_list

    def read(self) -> Listing:
        return read_listing(self.window.store, self.place_of_list)

    def filter_words(self) -> str:
        return {"active": _("who take part"), "all": _("also who left"), "organisations": ""}[self.filter]

    def rows_shown(self, listing: Listing) -> tuple[Any, ...]:
        if self.filter != "active":
            return listing.rows
        return tuple(row for row in listing.rows if isinstance(row, PersonRow) and row.active)


class MeetingsScreen(TwoLists):
    """All meetings, and what is parked until one of them."""

    scope = MEETINGS
    does: ClassVar[Mapping[str, Doing]] = MEETINGS_DO
    filters = ("meetings", "parked")
    beside = "parked"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MEETINGS)]

    def above(self) -> ComposeResult:
        yield ParkedList(id="beside")

    def make_list(self) -> MeetingList:
        return MeetingList(id="list")

    @property
    def place_of_list(self) -> str:
        return self.filter

    def read(self) -> Listing:
        return read_listing(self.window.store, self.filter)

    def filter_words(self) -> str:
        parked = self.snapshot.parked if self.snapshot else 0
        words = n_("f: {n} parked", "f: {n} parked", parked).format(n=parked) if parked else ""
        return _("f: the meetings") if self.filter == self.beside else words


class PointsScreen(ListScreen):
    """All action points that are open, over all cases."""

    scope = POINTS
    does: ClassVar[Mapping[str, Doing]] = POINTS_DO
    name_of_list = "points"
    filters = ("urgent", "late", "person", "organisation", "case")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(POINTS)]

    def make_list(self) -> PointList:
        return PointList(id="list")

    @property
    def cursor_action(self) -> ActionRow | None:
        """The action point under the cursor."""
        row = self.list.row
        return row if isinstance(row, ActionRow) else None

    @property
    def running_meeting_pk(self) -> int | None:
        """The meeting that runs on the table, in which an answer counts as given."""
        board = next((one for one in self.app.screen_stack if isinstance(one, BoardScreen)), None)
        return board.running_meeting_pk if board else None

    def rows_shown(self, listing: Listing) -> tuple[ActionRow, ...]:
        rows: tuple[ActionRow, ...] = listing.rows
        if self.filter == "late":
            return tuple(row for row in rows if row.is_late)
        keys = {
            "person": lambda row: (row.owner or "~", not row.is_late),
            "organisation": lambda row: (row.organisation or "~", row.owner),
            "case": lambda row: (row.case or "~", not row.is_late),
        }
        return tuple(sorted(rows, key=keys[self.filter])) if self.filter in keys else rows

    def filter_words(self) -> str:
        return {
            "urgent": _("late ones first"),
            "late": _("late ones only"),
            "person": _("by person"),
            "organisation": _("by organisation"),
            "case": _("by case"),
        }[self.filter]

    def put(self, snapshot: Listing) -> None:
        self.list.show(self.rows_shown(snapshot), snapshot.today, of=self.filter, with_case=True)


class ObstaclesScreen(ListScreen):
    """What stands in the way, over all cases."""

    scope = OBSTACLES
    does: ClassVar[Mapping[str, Doing]] = OBSTACLES_DO
    name_of_list = "obstacles"
    filters = ("open", "all")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(OBSTACLES)]

    def make_list(self) -> ObstacleList:
        return ObstacleList(id="list")

    def filter_words(self) -> str:
        return {"open": _("not resolved yet"), "all": _("also what was resolved")}[self.filter]

    def rows_shown(self, listing: Listing) -> tuple[ObstacleRow, ...]:
        return tuple(row for row in listing.rows if self.filter == "all" or is_open(row, listing.today))


class SearchScreen(ListScreen):
    """Search over everything."""

    scope = FOUND
    does: ClassVar[Mapping[str, Doing]] = FOUND_DO
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FOUND),
        Binding("down", "into_list", show=False),
    ]

    def __init__(self, window: Window, *, start: Hashable = None, filter_name: str = "") -> None:
        super().__init__(window, start=start, filter_name=filter_name)
        self.words = ""

    def above(self) -> ComposeResult:
        yield LineInput(id="words")

    def make_list(self) -> FoundList:
        return FoundList(id="list")

    def begin(self) -> None:
        self.query_one("#words", LineInput).focus()

    def read(self) -> Listing:
        from mdoverleg.reads.searching import search_rows

        rows: tuple[SearchRow, ...] = search_rows(self.window.store, self.words) if self.words else ()
        with self.window.store.read() as reader:
            return Listing(newest_change(reader), self.today, rows, (), wall_is_dark(reader))

    def looked(self, snapshot: Listing) -> None:
        found = of_search(self.words, snapshot.rows)
        self.window.looking.search(found if found.words else None)

    @on(Input.Changed)
    def asked(self, event: Input.Changed) -> None:
        """Search for what is typed."""
        event.stop()
        self.words = event.value
        self.list.has_words = bool(self.words.strip())
        self.reload_soon()

    def _footers(self) -> Iterator[Line]:
        """In the box letters are typed: only what works there is shown."""
        if isinstance(self.focused, LineInput):
            keys = _("Enter or arrow down: to what was found · Esc: the table")
            yield (Part(f" {fit(keys, self.app.size.width - 2)}", "dim"),)
        else:
            yield from super()._footers()

    @on(Input.Submitted)
    def action_into_list(self) -> None:
        """Go to what was found."""
        if self.list.rows:
            self.list.focus()
