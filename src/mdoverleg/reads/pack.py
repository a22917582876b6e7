"""Everything that goes out after one meeting, from one read: per person, per organisation, and for the table itself."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import Made
from mdoverleg.domain.groups import LIVE, THERE
from mdoverleg.domain.pack import Pack, PackItem, Preference, RecipientKind
from mdoverleg.domain.papers import ActionsPaper
from mdoverleg.domain.secrets import Secrets
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.cancellations import still_invited
from mdoverleg.reads.exports import to_note
from mdoverleg.reads.forbidden import read_guard, read_secrets
from mdoverleg.reads.house_style import read_house_style
from mdoverleg.reads.loading import among, day_of
from mdoverleg.reads.papers import PAPERS
from mdoverleg.reads.preferences import kept
from mdoverleg.reads.table import zone_of
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_PEOPLE: Final = f"""SELECT pk, id FROM person
WHERE pk IN (SELECT person_id FROM attendance WHERE meeting_id = ?1) OR (active AND pk IN (
  SELECT owner_id FROM action_point WHERE status IN {among(LIVE)}
  UNION SELECT co_owner_id FROM action_point WHERE status IN {among(LIVE)}
  UNION SELECT executor_id FROM action_point WHERE status IN {among(LIVE)}))
ORDER BY position, pk"""
"""Who was invited, and who has something to do."""

_ORGANISATIONS: Final = f"""SELECT pk, id FROM organisation
WHERE pk IN (SELECT organisation_id FROM person
    WHERE pk IN (SELECT person_id FROM attendance WHERE meeting_id = ?1))
  OR pk IN (SELECT value FROM action_point_share_with
    WHERE parent_id IN (SELECT pk FROM action_point WHERE status IN {among(LIVE)}))
ORDER BY position, pk"""
"""Who sat at the table, also without action points, and with whom something is shared."""

_NEXT: Final = """SELECT pk FROM meeting WHERE actual_start IS NULL AND closed_at IS NULL AND pk <> ?1
  AND held_on >= (SELECT held_on FROM meeting WHERE pk = ?1) ORDER BY held_on, planned_start LIMIT 1"""


_INVITED: Final = f"""SELECT id FROM person WHERE pk IN
  (SELECT person_id FROM attendance WHERE meeting_id = ? AND status IN {among(THERE)})"""


def read_pack(store: "Store", meeting_pk: int, *, made_by: str = "") -> Pack:
    """Return the pack of a meeting that has begun; Refused for another."""
    with store.read() as reader:
        row = reader.one(
            "SELECT id, minutes_version, closed_at, actual_start, held_on FROM meeting WHERE pk = ?", (meeting_pk,)
        )
        if row is None or not row[3]:
            raise Refused(_("A pack is made of a meeting that has begun"))
        prefers = kept(reader)
        items = tuple(_items(reader, store.clock, meeting_pk, made_by, prefers))
        invited = frozenset(id_ for (id_,) in reader.rows(_INVITED, (reader.value(_NEXT, (meeting_pk,)),)))
    style = read_house_style(store)
    noted = Made("contents", meeting_id=meeting_pk)
    made_at = items[0].paper.head.made_at
    return Pack(row[0], noted, row[1], row[2] is not None, made_at, items, style, day_of(row[4]), invited)


def _items(
    reader: Reader, clock: Clock, meeting_pk: int, made_by: str, prefers: Mapping[tuple[str, int], Preference]
) -> Iterator[PackItem]:
    read = partial(_item, reader, clock, secrets=read_secrets(reader), made_by=made_by)
    for name in ("minutes", "decisions", "calls", "phones"):
        yield read(name, Asked() if name == "phones" else Asked(meeting_pk=meeting_pk))
    upcoming = reader.value(_NEXT, (meeting_pk,))
    if upcoming is not None:
        yield read("agenda", Asked(meeting_pk=upcoming))
    for off in still_invited(reader, clock.today(zone_of(reader))):
        yield read("cancellation", Asked(meeting_pk=off))
    for pk, id_ in reader.rows(_PEOPLE, (meeting_pk,)):
        for item in _lists(read, Asked(person_pk=pk), "person", id_):
            yield item._replace(prefers=prefers.get(("person", pk), Preference()))
    for pk, id_ in reader.rows(_ORGANISATIONS, (meeting_pk,)):
        for item in _lists(read, Asked(organisation_pk=pk), "organisation", id_):
            yield item._replace(prefers=prefers.get(("organisation", pk), Preference()))


def _lists(read: "partial[PackItem]", asked: Asked, kind: RecipientKind, id_: str) -> Iterator[PackItem]:
    """Give the list of one reader, and where it holds something the form on which they answer."""
    listed = read("actions", asked)._replace(kind=kind, recipient=id_)
    yield listed
    if listed.action_points:
        yield read("reply", asked)._replace(kind=kind, recipient=id_, action_points=listed.action_points)


def _item(reader: Reader, clock: Clock, name: str, asked: Asked, *, secrets: Secrets, made_by: str) -> PackItem:
    paper = PAPERS[name](reader, asked, clock, made_by=made_by)
    number = len(paper.actions) if isinstance(paper, ActionsPaper) else 0
    guard = read_guard(reader, name, asked, secrets)
    return PackItem(name, "table", "", paper, guard, to_note(reader, name, asked, paper), number)
