"""Lists of action points that go out: who may see which line, decided here, before anything is laid out.

The rules are those of "What goes out to whom" in requirements.md; `live` is open, in progress or waiting.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import TableFacts
from mdoverleg.domain.papers import NOBODY, ActionsPaper, CaseContacts, ListedAction, OpenFeedback, PaperHead, Ref
from mdoverleg.domain.roles import CONTACT, LEAD
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import Reader, load
from mdoverleg.reads.names import LIVE
from mdoverleg.reads.paper_head import case_ref, organisation_of, organisation_ref, paper_head, person_ref
from mdoverleg.rules.words import is_current, is_late, is_live

_LIVE_STATUSES: Final = frozenset({"open", "in_progress", "waiting"})

_STILL_TO_ANSWER: Final = f"""status IN {LIVE}
  AND (created_in_id IS NULL OR created_in_id IN (SELECT pk FROM meeting WHERE held_on < ?))
  AND (case_id IS NULL OR case_id IN (SELECT case_id FROM agenda_item WHERE meeting_id = ? AND not_held IS NULL))"""
"""Earlier live action points of the cases on an agenda and of no case."""


def actions_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> ActionsPaper:
    """Return the action points that are asked for, as the one they are for may see them.

    With `organisation_pk`: what is shared with it; with `person_pk` alone: what is that person's own; both only live
    ones. Refused when finished ones of a person or organisation are asked.
    """
    if (asked.person_pk or asked.organisation_pk) and asked.status and asked.status not in _LIVE_STATUSES:
        raise Refused(_("A list for one person or organisation holds open action points only"))
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by, meeting_pk=asked.meeting_pk)
    found = _found(reader, asked, head)
    listing = _Listing(table, _names(reader, found), head.made_at.date())
    actions = _for_reader(found, asked, listing)
    feedback = _feedback(reader, asked, listing) if _is_for_person(asked) else ()
    return ActionsPaper(
        head=head,
        person=_numbered(asked.person_pk, table),
        organisation=_recipient(asked, table),
        case=case_ref(reader, asked.case_pk),
        status=records_status(asked),
        only_live=asked.is_open or asked.is_late or not _holds_finished(asked),
        only_late=asked.is_late,
        actions=_in_order(actions),
        case_order=_case_order(reader, asked, actions),
        contacts=_contacts(reader, actions, listing) if asked.organisation_pk else (),
        feedback=feedback,
        next_meeting=_next_meeting(reader, listing.today) if not asked.organisation_pk else None,
    )
