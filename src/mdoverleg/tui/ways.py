"""Where somebody is on a screen, in a few words that can be kept and gone back to: which case, tab, list and row."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from mdoverleg.domain.windows import Draft, Way, key_text
from mdoverleg.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen
    from mdoverleg.tui.screens.lists import ListScreen
    from mdoverleg.tui.widgets.entry_line import EntryLine

S = TypeVar("S")

ENTRY = "entry"
"""How the place of the entry line begins; after it stand the case and the action point that it is about."""


class Ways(Generic[S]):
    """Of a screen of one list: what is shown of it, and the row under the cursor."""

    def here(self, screen: S) -> dict[str, Any]:
        """Return where somebody is; only what JSON can hold."""
        found: ListScreen = screen  # type: ignore[assignment]
        return {"filter": found.filter, "row": row_key(found.list)}

    async def go(self, screen: S, at: Mapping[str, Any]) -> bool:
        """Go back there, to the same row if that is still there; tell whether the rest is."""
        found: ListScreen = screen  # type: ignore[assignment]
        for _turn in found.filters:
            if found.filter != at.get("filter"):
                found.turn_filter()
        await found.reload()
        put_cursor(found.list, at.get("row"))
        return True

    def is_on_row(self, screen: S, at: Mapping[str, Any]) -> bool:
        """Tell whether the cursor is on the same row as then."""
        found: ListScreen = screen  # type: ignore[assignment]
        return row_key(found.list) == at.get("row")

    def drafts(self, screen: S) -> Iterator[Draft]:
        """Yield what is half typed on the screen itself."""
        del screen
        yield from ()

    async def restore(self, screen: S, draft: Draft) -> bool:
        """Put in again what was half typed on the screen itself; tell whether it was that."""
        del screen, draft
        return False


class BoardWays(Ways["BoardScreen"]):
    """Of the table: the case, the tab, the list with the focus, and the cursors of all lists."""

    def here(self, screen: "BoardScreen") -> dict[str, Any]:
        case = screen.snapshot.case if screen.snapshot else None
        return {
            "meeting": screen.meeting_pk,
            "case": case.head.pk if case else None,
            "tab": screen.tab,
            "list": screen.focused.id if isinstance(screen.focused, Lines) else None,
            "rows": {lines.id: row_key(lines) for lines in screen.query(Lines) if lines.row is not None},
        }

    async def go(self, screen: "BoardScreen", at: Mapping[str, Any]) -> bool:
        case = at.get("case")
        screen.meeting_pk = at.get("meeting")
        await screen.reload()
        if self.here(screen)["case"] != case and case is not None:
            screen.looks_at = int(case)
            await screen.reload()
        if case is not None and self.here(screen)["case"] != case:
            return False
        if at.get("tab", screen.tab) != screen.tab:
            screen.choose_tab(str(at["tab"]))
            await screen.reload()
        rows = dict(at.get("rows") or {})
        for lines in screen.query(Lines):
            put_cursor(lines, rows.get(lines.id))
        wanted = next((lines for lines in screen.areas() if lines.id == at.get("list")), None)
        if wanted is not None:
            screen.focus_area(wanted)
            screen.set_focus(wanted, scroll_visible=False)
        return True

    def is_on_row(self, screen: "BoardScreen", at: Mapping[str, Any]) -> bool:
        here = self.here(screen)
        name = at.get("list")
        return bool(here["list"] == name and here["rows"].get(name) == dict(at.get("rows") or {}).get(name))

    def drafts(self, screen: "BoardScreen") -> Iterator[Draft]:
        entry: EntryLine | None = screen.query_one_optional("#entry")  # type: ignore[assignment]
        for subject, typed in entry.drafts() if entry is not None else ():
            place = f"{ENTRY} {subject.case_pk or ''} {subject.action_pk or ''}".rstrip()
            at = {"meeting": screen.meeting_pk, "case": subject.case_pk, "action": subject.action_pk}
            way = Way(type(screen).__name__, at)
            yield Draft(place, subject.title, {"line": typed}, {"line": subject.line}, way)

    async def restore(self, screen: "BoardScreen", draft: Draft) -> bool:
        if not draft.place.startswith(ENTRY):
            return False
        from mdoverleg.tui.doings.actions import open_again

        return await open_again(screen, draft)


def row_key(lines: Lines[Any]) -> str | None:
    """Return the key of the row under the cursor, as text."""
    return key_text(lines.key_of(lines.row)) if lines.row is not None else None


def put_cursor(lines: Lines[Any], key: str | None) -> bool:
    """Put the cursor on the row of a key; tell whether it is there."""
    row = next((row for row in lines.rows if key is not None and key_text(lines.key_of(row)) == key), None)
    return row is not None and bool(lines.go_to(lines.key_of(row)))
