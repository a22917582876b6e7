"""Edits of offers: an offer that becomes an action point."""

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.meeting_rows import refuse_closed
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def to_action(store: Store, who: Who, *, pk: int, meeting_pk: int | None = None) -> int:
    """Make an action point of an offer, owned by whoever made it, and return its key (A8.14).

    Refused when the offer is an action point already, or when it would belong to a closed meeting.
    """
    with store.write(who, "offers.to_action") as session:
        offer: tables.Offer = rows.fetch(session, "Offer", pk)
        if offer.action_id is not None:
            raise Refused(_("This offer is an action point already."))
        refuse_closed(session, meeting_pk)
        values = {
            "case": offer.case_id,
            "text": offer.text,
            "kind": "practical",
            "owner": offer.by_id,
            "family_owner": offer.by_member_id,
            "created_in": meeting_pk,
        }
        action: int = rows.insert(session, "ActionPoint", values).pk
        rows.change(session, "Offer", offer, {"action": action})
        return action
