"""From a line that was understood to the values of an action point."""

from typing import Any

from mdoverleg.domain.entry import Reading


def entry_values(reading: Reading, *, case_pk: int | None, meeting_pk: int | None) -> dict[str, Any]:
    """Return what `action_points.add` needs; made in the running meeting, it gets `created_in` (docs/keys.md)."""
    return {
        "case": case_pk,
        "text": reading.text,
        "kind": reading.kind,
        "owner": reading.owner,
        "co_owner": reading.co_owner,
        "owner_organisation": reading.owner_organisation,
        "family_owner": reading.family_owner,
        "due": reading.due,
        "members": reading.members,
        "created_in": meeting_pk,
    }
