"""The files that were made of this table: which are still there, and deleting one."""

from typing import Any

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.exports import ExportRow, lines_words, path_of, place_words, state_words, still_held
from mdoverleg.domain.names import short_name
from mdoverleg.domain.words import _
from mdoverleg.reads.case_records import RecordRow
from mdoverleg.reads.exports import read_exports
from mdoverleg.tui.dialogs.records import Records, Work
from mdoverleg.tui.paths import short_path
from mdoverleg.tui.runner import Done, run_edit
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]


async def made_files(screen: Screen) -> None:
    """Show the files that were made, the newest first; Enter or x deletes one, after asking."""
    found: dict[int, ExportRow] = {}

    async def read() -> list[RecordRow]:
        rows = await screen.window.in_thread(lambda: read_exports(screen.window.store))
        found.update((row.number, row) for row in rows)
        return [_line(screen, row) for row in rows]

    async def delete(line: RecordRow) -> Done[tuple[str, ...]] | None:
        return await _delete(screen, found[line.pk])

    none_yet = _("No file was made of this table yet.")
    work = Work(read, None, delete, delete, _("x too"), none_yet=none_yet, change_words=_("Enter deletes the file"))
    await screen.app.push_screen_wait(Records(_("Files that were made"), work))


def _line(screen: Screen, row: ExportRow) -> RecordRow:
    today = screen.window.now(str(getattr(screen.snapshot, "zone", "UTC"))).date()
    whom = _("for {name}").format(name=row.recipient) if row.recipient else ""
    made = f"{day_text(row.at.date(), today)} {row.at:%H:%M}"
    how_long = lines_words(row.lines) if row.document else ""
    facts = (made, short_name(row.who), row.format, how_long, _place(row))
    return RecordRow(
        row.number,
        " · ".join(part for part in (row.what, whom, state_words(row.state)) if part),
        " · ".join(part for part in facts if part),
        is_past=row.state != "there",
    )


def _place(row: ExportRow) -> str:
    return place_words(row.path) if row.state == "shown" or not row.path else short_path(path_of(row.path))


async def _delete(screen: Screen, row: ExportRow) -> Done[tuple[str, ...]] | None:
    """Ask whether the file goes, also when it was changed since; what cannot be deleted says why."""
    from mdoverleg.tui.dialogs.confirm import confirm

    is_changed = row.state == "changed"
    if row.state in ("there", "changed"):
        title = _("Delete this file? The log keeps that it was made.")
        if is_changed:
            title = _("Somebody changed this file since it was made. Delete it nevertheless?")
        asked = confirm(title, _("Yes, delete it"), _("No, it stays"), doubt=is_changed)
        answer = await screen.app.push_screen_wait(asked)
        if answer is None or answer.key is not True:
            return None

    def edit(store: Any, who: Any) -> tuple[str, ...]:
        from mdoverleg.edits.exports import delete

        return delete(store, who, row, although_changed=is_changed)

    done = await run_edit(screen, edit, said=_("Deleted; the log keeps that it was made."))
    for name in done.value if done else ():
        screen.app.notify(still_held(name), severity="warning", timeout=12, markup=False)
    return done
