"""Who sits behind this window: asked once, the chair of the meeting proposed."""

from typing import Any

from mdoverleg.domain.names import PersonRef, match_people
from mdoverleg.domain.snapshots import PersonRow
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice, Find, Pick
from mdoverleg.tui.screens.base import LiveScreen


def people_finder(
    people: tuple[PersonRow, ...], first: tuple[int, ...] = (), notes: dict[int, str] | None = None
) -> Find:
    """Return a search over people who take part, by name, id or organisation; `first` puts some on top."""
    notes = notes or {}
    active = sorted((row for row in people if row.active), key=lambda row: row.pk not in first)
    refs = [PersonRef(row.pk, row.id, row.name, row.organisation) for row in active]

    def find(typed: str) -> list[Choice]:
        return [
            Choice(ref.pk, ref.name, f"{ref.organisation} {notes.get(ref.pk, '')}".strip())
            for ref in match_people(typed, refs)
        ]

    return find


async def ask_who(screen: LiveScreen[Any]) -> None:
    """Ask who sits here, and remember it for this window; Esc leaves it open until the first change."""
    snapshot = screen.snapshot
    people: tuple[PersonRow, ...] = getattr(snapshot, "people", ())
    meeting = getattr(snapshot, "meeting", None)
    leading = tuple(pk for pk in (meeting.chair_pk, meeting.secretary_pk) if pk) if meeting else ()
    if not any(row.active for row in people):
        screen.window.is_me(_("somebody"), None)
        return
    notes = {pk: _("(chair)") if pk == leading[0] else _("(secretary)") for pk in leading}
    found = await screen.app.push_screen_wait(
        Pick(_("Who are you? Your name stands with what you change."), people_finder(people, leading, notes))
    )
    if found is not None:
        name = next(row.name for row in people if row.pk == found.key)
        screen.window.is_me(name, int(str(found.key)))
