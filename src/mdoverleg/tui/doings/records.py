"""Adding and changing a record by its form: the same for every kind, so that no kind needs a screen of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from mdoverleg.domain.snapshots import CaseRow
from mdoverleg.domain.words import _
from mdoverleg.reads.lists import read_names, read_values
from mdoverleg.tui.forms import Form, Known, asked
from mdoverleg.tui.runner import Done, run_edit
from mdoverleg.tui.screens.base import LiveScreen

PERSON = (
    "name",
    "organisation",
    "function",
    "phone",
    "reachable",
    "mandate",
    "secrecy",
    "secrecy_on",
    "deputy",
    "active",
)
ORGANISATION = ("name", "kind", "does", "does_not", "reachable")
NEW_CASE = ("alias", "brought_by", "goal", "category", "status", "framework", "phase", "opened_on", "why_now")
CASE = (
    *NEW_CASE,
    "source_organisation",
    "source_ref",
    "concern_types",
    "life_domains",
    "crisis_prone",
    "next_evaluation",
    "joint_message",
    "contingency",
    "closing_proposed_by",
    "monitor_on",
    "monitor_by",
    "retain_until",
)
MEMBER = (
    "relation",
    "age",
    "authority",
    "violence_roles",
    "living",
    "contact_safe",
    "contact_via",
    "contact_state",
    "last_seen_on",
    "seen_by",
    "heard",
    "heard_on",
    "heard_by",
    "not_heard_reason",
)
MEETING = ("kind", "title", "held_on", "planned_start", "planned_end", "location", "chair", "secretary", "projector")
HELPER = ("person", "name", "organisation", "task", "members", "started_on", "ended_on", "visits_home", "knows_story")
EVALUATION = ("held_on", "lowest", "stable", "family_feedback")
POINT = (
    "text",
    "kind",
    "owner",
    "co_owner",
    "owner_organisation",
    "family_owner",
    "executor",
    "passed_on_by",
    "due",
    "members",
    "depends_on",
    "family_told",
    "share_with",
    "recipient_message",
    "plain_text",
    "life_domain",
    "outcome",
)
TABLE = ("name", "language", "minutes_per_case", "responsible", "legal_basis", "covenant_version", "agreements")


async def known(screen: LiveScreen[Any], case_pk: int | None = None) -> Known:
    """Return what a form on this screen can refer to."""
    names = await screen.window.in_thread(lambda: read_names(screen.window.store, case_pk=case_pk))
    return Known(names.today, names.records)


async def ask_new(
    screen: LiveScreen[Any],
    title: str,
    entity: str,
    keys: Sequence[str],
    values: Mapping[str, Any],
    *,
    case_pk: int | None = None,
) -> dict[str, Any] | None:
    """Ask for a new record; nothing for Esc."""
    form = Form(title, entity, asked(entity, keys, values), await known(screen, case_pk))
    answers = await screen.app.push_screen_wait(form)
    return None if answers is None else {key: value for key, value in answers.items() if value is not None}


class Editing(NamedTuple):
    """A record that is to be changed: its kind, the keys that are asked, and the edit that makes the change."""

    entity: str
    keys: Sequence[str]
    pk: int
    change: Callable[..., None]
    case_pk: int | None = None


async def change_record(screen: LiveScreen[Any], title: str, editing: Editing) -> Done[None] | None:
    """Ask for changes of a record and make them; what others changed meanwhile is shown first."""
    entity, pk, change = editing.entity, editing.pk, editing.change
    before = await screen.window.in_thread(lambda: read_values(screen.window.store, entity, pk))
    form = Form(title, entity, asked(entity, editing.keys, before), await known(screen, editing.case_pk))
    answers = await screen.app.push_screen_wait(form)
    changed = form.changed(answers) if answers is not None else {}
    if not changed:
        return None
    expected = {key: before.get(key) for key in changed}
    return await run_edit(
        screen,
        lambda store, who: change(store, who, pk=pk, values=changed, expected=expected),
        anyway=lambda store, who: change(store, who, pk=pk, values=changed),
    )


def case_title(row: CaseRow) -> str:
    """Return the title of a dialog about a case."""
    return _("Case {alias}").format(alias=row.alias)
