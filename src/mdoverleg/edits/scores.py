"""A round of scores around the table: everybody's own number, and what explains the difference, in one undo step."""

from collections.abc import Sequence

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.moments import day_of
from mdoverleg.edits.rows import Values
from mdoverleg.store.store import Store


def add_round(
    store: Store,
    who: Who,
    *,
    case_pk: int,
    scores: Sequence[Values],
    subject_pk: int | None = None,
    scale: str = "safety",
    difference: str | None = None,
) -> tuple[int, ...]:
    """Write down the scores that were given today, and return their keys; no average is made of them.

    Each of `scores` has a `value` from 0 to 10, `by` (a person) or `by_member` (of the family), and maybe a `reason`.
    `subject_pk` is the member they are about, nothing: the family. Who rated before today keeps that score too: the
    latest counts. `difference` explains why the scores lie apart (E38). Refused without any score.
    """
    with store.write(who, "scores.add_round") as session:
        case = rows.fetch(session, "Case", case_pk)
        if not scores:
            raise Refused(_("Nobody gave a score yet."))
        today = day_of(store, session)
        shared = {"subject": subject_pk, "scale": scale, "given_on": today}
        given = tuple(rows.insert(session, "Score", dict(one) | shared, parent_pk=case_pk).pk for one in scores)
        if difference:
            rows.change(session, "Case", case, {"score_difference": difference, "score_difference_on": today})
        return given
