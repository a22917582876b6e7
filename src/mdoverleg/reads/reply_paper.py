"""The reply form of one person or organisation: their live action points, as their own list has them."""

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.reply_forms import ReplyPaper, mark_of, recipient_key
from mdoverleg.domain.words import _
from mdoverleg.reads.action_lists import actions_paper
from mdoverleg.reads.action_points import Asked
from mdoverleg.store.reading import Reader


def reply_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> ReplyPaper:
    """Return the rows of `actions` for this reader with their check letters; Refused unless it is for exactly one."""
    if (asked.person_pk is None) == (asked.organisation_pk is None):
        raise Refused(_("A reply form is for one person or for one organisation; name one of them"))
    listed = actions_paper(reader, asked, clock, made_by=made_by)
    recipient = _recipient(reader, asked)
    change = int(reader.value("SELECT max(id) FROM change") or 0)
    marks = tuple(mark_of(line.id, recipient, line.text, change) for line in listed.actions)
    return ReplyPaper(listed.head, listed, marks)


def _recipient(reader: Reader, asked: Asked) -> str:
    if asked.person_pk is not None:
        return recipient_key("person", reader.value("SELECT id FROM person WHERE pk = ?", (asked.person_pk,)))
    found = reader.value("SELECT id FROM organisation WHERE pk = ?", (asked.organisation_pk,))
    return recipient_key("organisation", found)
