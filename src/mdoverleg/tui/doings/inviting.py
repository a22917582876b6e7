"""Inviting an organisation to a case: what it knows is asked, and whether it came stands in the file."""

from typing import Any

from mdoverleg.domain.words import _
from mdoverleg.reads.record_lists import listed_records
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.doings.case_records import case_here
from mdoverleg.tui.doings.records import known
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.screens.base import LiveScreen


async def invite(screen: LiveScreen[Any]) -> None:
    """Choose an organisation that this case did not ask yet; its row of information is made."""
    if (case := case_here(screen)) is None:
        return

    def asked() -> set[int]:
        with screen.window.store.read() as reader:
            rows = listed_records(reader, "Information", case.pk)
        return {row.values["organisation"] for row in rows if row.values["invited"] and row.values["asked_on"]}

    names = await known(screen)
    done = await screen.window.in_thread(asked)
    choices = [Choice(row.pk, row.name) for row in names.records["Organisation"] if row.pk not in done]
    title = _("Invite which organisation to {alias}?").format(alias=case.alias)
    picked = await screen.app.push_screen_wait(Pick(title, choices))
    if picked is None:
        return
    organisation_pk = int(str(picked.key))
    await run_edit(
        screen,
        lambda store, who: late.information.invite(store, who, case_pk=case.pk, organisation_pk=organisation_pk),
        said=_("The organisation is invited; what it shares is noted with its information."),
    )
