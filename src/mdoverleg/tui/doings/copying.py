"""Copying what is on screen as text: to the clipboard of the terminal, or to a file where it has none."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import MdError
from mdoverleg.domain.looking import COPY, Look
from mdoverleg.domain.snapshots import BoardSnapshot, CaseRow
from mdoverleg.domain.text import file_safe
from mdoverleg.domain.words import _, n_, p_
from mdoverleg.tui.copied import case_text, is_too_much, rows_text
from mdoverleg.tui.text import fit, masked
from mdoverleg.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen

ROW, LIST, CASE = "row", "list", "case"


async def row(screen: "LiveScreen[Any]") -> None:
    """Copy what stands under the cursor."""
    texts = _of_row(screen)
    if not texts:
        screen.app.notify(_("There is nothing under the cursor to copy."), severity="warning")
        return
    await copy_lines(screen, texts, Look(COPY, ROW, _case_pk_of(screen), lines=1))


async def more(screen: "LiveScreen[Any]") -> None:
    """Ask what is copied, the list or the case, and whether to a file."""
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    case = _case_of(screen)
    lines = _list_of(screen)
    offers = []
    if lines is not None and lines.rows:
        many = n_("{n} line", "{n} lines", len(lines.rows)).format(n=len(lines.rows))
        offers.append((LIST, _("the list {title} ({lines})").format(title=fit(lines.heading()[0], 30), lines=many)))
    if case is not None:
        offers.append((CASE, _("the case {case}, as it is read back").format(case=case[1])))
    if _of_row(screen):
        offers.append((ROW, _("what stands under the cursor")))
    if not offers:
        screen.app.notify(_("There is nothing here to copy."), severity="warning")
        return
    choices = [Choice((what, False), _("Copy {what}").format(what=words)) for what, words in offers]
    choices += [Choice((what, True), _("To a file: {what}").format(what=words)) for what, words in offers]
    picked = await screen.app.push_screen_wait(Pick(_("Copy"), choices))
    if picked is None or not isinstance(picked.key, tuple):
        return
    what, to_file = picked.key
    texts = await _texts(screen, str(what))
    if texts:
        rows = {ROW: 1, LIST: len(lines.rows) if lines is not None else 0}
        of_one = what != LIST or isinstance(screen.snapshot, BoardSnapshot)
        case_pk = _case_pk_of(screen) if of_one else None
        look = Look(COPY, str(what), case_pk, lines=rows.get(what) or len(texts))
        await (write_lines(screen, texts) if to_file else copy_lines(screen, texts, look))


async def _texts(screen: "LiveScreen[Any]", what: str) -> list[str]:
    if what == ROW:
        return _of_row(screen)
    if what == CASE and (case := _case_of(screen)) is not None:
        return await _of_case(screen, case[0])
    lines = _list_of(screen)
    return rows_text(lines, lines.rows) if lines is not None else []


def _of_row(screen: "LiveScreen[Any]") -> list[str]:
    lines = _list_of(screen)
    return rows_text(lines, [lines.row]) if lines is not None and lines.row is not None else []


def _list_of(screen: "LiveScreen[Any]") -> Lines[Any] | None:
    """Return the list that has the focus, else the only one of this screen."""
    if isinstance(screen.focused, Lines):
        return screen.focused
    return getattr(screen, "list", None)


def _case_of(screen: "LiveScreen[Any]") -> tuple[int, str] | None:
    """Return the case that is shown, or stands under the cursor of a list of cases."""
    board = screen.snapshot
    if isinstance(board, BoardSnapshot):
        return (board.case.head.pk, board.case.head.alias) if board.case else None
    row = getattr(_list_of(screen), "row", None)
    return (row.pk, row.alias) if isinstance(row, CaseRow) else None


def _case_pk_of(screen: "LiveScreen[Any]") -> int | None:
    """Return the one case that is shown, or that the row under the cursor is about."""
    if (case := _case_of(screen)) is not None:
        return case[0]
    row = getattr(_list_of(screen), "row", None)
    pk = getattr(getattr(row, "item", row), "case_pk", None)
    return pk if isinstance(pk, int) else None


async def _of_case(screen: "LiveScreen[Any]", case_pk: int) -> list[str]:
    from mdoverleg.reads.board import read_board
    from mdoverleg.reads.read_back import read_back
    from mdoverleg.tui.widgets.read_back import back_lines

    store = screen.window.store

    def work() -> tuple[BoardSnapshot, Any]:
        board = read_board(store, case_pk=case_pk)
        return board, read_back(store, case_pk, board.meeting.pk if board.meeting else None)

    board, extra = await screen.window.in_thread(work)
    if board.case is None:
        return []
    title = f"{board.case.head.alias} · {day_with_year(board.today)}"
    # What the case still lacks is for the table, and not for a letter.
    return case_text(title, back_lines(board._replace(warnings=()), extra, ""))


async def copy_lines(screen: "LiveScreen[Any]", texts: list[str], look: Look) -> None:
    """Put lines on the clipboard, or in a file where the terminal is known to have none.

    `look` is how it stands in the log; its lines are the rows of a list, where a row takes more than one.
    """
    many = look.lines
    text = "\n".join(texts)
    if _has_no_clipboard() or is_too_much(text):
        await write_lines(screen, texts)
        return
    screen.app.copy_to_clipboard(text)
    screen.window.looking.add(look)
    words = n_("Copied: {n} line.", "Copied: {n} lines.", many).format(n=many)
    otherwise = _("Nothing to paste? Y writes it to a file.")
    screen.app.notify(f"{words} {otherwise}")


def _shown_on(screen: object) -> object:
    return getattr(screen, "snapshot", None)


def _has_no_clipboard() -> bool:
    """Whether this terminal is known to copy nothing; of most it cannot be known."""
    return os.environ.get("TERM") == "linux" or os.environ.get("TERM_PROGRAM") == "Apple_Terminal"


async def write_lines(screen: "LiveScreen[Any]", texts: list[str]) -> None:
    """Write the text where documents go, and say where; no name is in the name of the file."""
    from mdoverleg.domain.exports import Made
    from mdoverleg.tui.doings.exporting import FOLDER, Noting, free_path, own_folder, write_noted
    from mdoverleg.tui.paths import full_path, short_path
    from mdoverleg.tui.runner import who_of

    who = await who_of(screen)
    if who is None:
        return
    keeps = screen.window.keeps
    folder = full_path(keeps[FOLDER]) if FOLDER in keeps else own_folder()
    zones = [one.zone for one in map(_shown_on, screen.app.screen_stack) if isinstance(one, BoardSnapshot)]
    now = screen.window.now(zones[0] if zones else "UTC")
    path = folder / (file_safe(p_("file name", "copy"), f"{now:%Y-%m-%d}", f"{now:%H%M}") + ".txt")
    data = (masked("\n".join(texts)) + "\n").encode("utf-8-sig")  # Word and Excel see by the mark that it is UTF-8

    def work() -> Path:
        made = Made("copy").of(data, format_name="txt", path=None, lines=len(texts))
        return write_noted(screen, free_path(path), data, Noting(who, made))

    try:
        path = await screen.window.in_thread(work)
    except MdError as error:
        screen.app.notify(error.for_all_to_see(), severity="warning")
        return
    screen.app.notify(_("Written: {path}").format(path=short_path(path)), timeout=12)
