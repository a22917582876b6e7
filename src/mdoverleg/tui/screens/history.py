"""The history: every change and undoing any; and who looked at what, of everybody, one case or one person."""

from collections.abc import Hashable, Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from mdoverleg.domain.list_rows import ChangeRow
from mdoverleg.domain.words import _
from mdoverleg.reads.lists import Listing, read_listing
from mdoverleg.tui.doings.elsewhere import HISTORY_DO
from mdoverleg.tui.screens.base import Doing
from mdoverleg.tui.screens.lists import ListScreen
from mdoverleg.tui.verbs import HISTORY, bindings
from mdoverleg.tui.widgets.listings import HistoryList
from mdoverleg.tui.window import Window

MOST_CHANGES: Final = 200
"""So many entries are read at a time."""

SEEN: Final = "seen"


class HistoryScreen(ListScreen):
    """The log of everybody, or of one case or person: what was changed, or what was looked at and given out."""

    scope = HISTORY
    does: ClassVar[Mapping[str, Doing]] = HISTORY_DO
    name_of_list = "history"
    filters = ("all", "own", SEEN)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HISTORY)]

    most = MOST_CHANGES
    """So many entries are read."""

    def __init__(
        self,
        window: Window,
        *,
        start: Hashable = None,
        filter_name: str = "",
        case: tuple[int, str] | None = None,
        person: tuple[int, str] | None = None,
    ) -> None:
        super().__init__(window, start=start, filter_name=filter_name)
        self.case = case
        """Key and alias of the case that it is about."""
        self.person = person
        """Key and name of the person of the table that it is about."""

    def make_list(self) -> HistoryList:
        return HistoryList(id="list")

    def show_of_everybody(self) -> None:
        """Show the whole history where only that of a case or person is shown."""
        if self.case or self.person:
            self.case = self.person = None
            self.filter = self.filters[0]
            self.turned()

    def show_older(self) -> None:
        """Read more entries."""
        if self.snapshot is not None and len(self.snapshot.rows) < self.most:
            self.app.notify(_("These are all changes."), markup=False)
            return
        self.most += MOST_CHANGES
        self.reload_soon()

    def read(self) -> Listing:
        from mdoverleg.reads.history import read_history

        rows = read_history(
            self.window.store,
            window=self.window.id,
            limit=self.most,
            case_pk=self.case[0] if self.case else None,
            person_pk=self.person[0] if self.person else None,
            only="seen" if self.filter == SEEN else "changes",
        )
        listing = read_listing(self.window.store, "organisations")
        return listing._replace(rows=rows)

    def turned(self) -> None:
        self.snapshot = None
        self.list.waits = True
        self.list.again()
        self.reload_soon()

    def filter_words(self) -> str:
        about = self.case or self.person
        words = {
            "all": _("of everybody") if about is None else _("changes"),
            "own": _("of this window"),
            SEEN: _("looked at and given out"),
        }[self.filter]
        return f"{about[1]}, {words}" if about else words

    def put(self, snapshot: Listing) -> None:
        none_yet = {
            "all": "",
            "own": _("Nothing was changed in this window yet."),
            SEEN: _("Nothing was looked at or given out yet."),
        }
        self.list.none_yet = none_yet[self.filter]
        super().put(snapshot)

    def rows_shown(self, listing: Listing) -> tuple[ChangeRow, ...]:
        return tuple(row for row in listing.rows if row.is_own or self.filter != "own")
