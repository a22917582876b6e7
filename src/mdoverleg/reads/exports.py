"""The list of files that were made of a table, out of the log; and what is to be noted of a new one."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain.clock import local
from mdoverleg.domain.exports import KIND, SHOWN, ExportRow, Made, about_words, recipient_words, state_of
from mdoverleg.domain.papers import Paper
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.history import Wording
from mdoverleg.reads.loading import instant_of_text
from mdoverleg.reads.table import zone_of
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_NOTED = (
    "SELECT i.row_pk, i.op, c.at, c.who, i.after FROM change_item i JOIN change c ON c.id = i.change_id "
    "WHERE i.table_name = ? ORDER BY i.id DESC"
)
_ALIASES = 'SELECT pk, alias FROM "case" ORDER BY pk'


class _Deleted(NamedTuple):
    at: datetime
    who: str


def read_exports(store: "Store") -> tuple[ExportRow, ...]:
    """Return every file that was made, newest first, and look whether it is still there as it was made."""
    with store.read() as reader:
        zone = zone_of(reader)
        wording = Wording(reader, zone, store.clock.today(zone))
        noted = reader.rows(_NOTED, (KIND,))
        deleted = {row[0]: _Deleted(_moment(row[2], zone), row[3]) for row in noted if row[1] == "delete"}
        rows = [_row(wording, row, deleted.get(row[0])) for row in noted if row[1] == "insert"]
    # What is on the disk is looked at after the read: a slow share must not hold up other windows' saving.
    return tuple(_with_states(rows))


def _row(wording: Wording, noted: tuple[Any, ...], deleted: _Deleted | None) -> ExportRow:
    number, _op, at, who, after = noted
    about = _values(after)
    return ExportRow(
        number=number,
        at=_moment(at, wording.zone),
        who=who,
        document=str(about.get("document", "")),
        what=about_words(about, wording.name_of),
        recipient=recipient_words(about, wording.name_of),
        format=str(about.get("format", "")),
        lines=int(about.get("lines", 0)),
        path=str(about.get("path", "")),
        sha256=str(about.get("sha256", "")),
        state="deleted" if deleted else "there" if "path" in about else "unknown",
        deleted_at=deleted.at if deleted else None,
        deleted_by=deleted.who if deleted else "",
    )


def _values(after: str | None) -> dict[str, Any]:
    # What was erased for good, or damaged, leaves a line without its facts; `log verify` tells of damage.
    try:
        found = json.loads(after or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _moment(text: str, zone: tzinfo) -> datetime:
    return local(instant_of_text(text) or datetime.min.replace(tzinfo=UTC), zone)


def _with_states(rows: Iterable[ExportRow]) -> Iterator[ExportRow]:
    """Look what became of each file, the newest first: a name that a newer one has is no longer that of an older."""
    taken: set[str] = set()
    for row in rows:
        if row.state in ("deleted", "unknown"):
            yield row
        elif row.path in taken:
            yield row._replace(state="replaced")
        else:
            yield row._replace(state=state_of(row.path, row.sha256))
        if row.path not in (SHOWN, ""):
            taken.add(row.path)


def to_note(reader: Reader, document: str, asked: Asked, paper: Paper) -> Made:
    """Return what is to be noted of a document before it is made: about what, for whom, which cases are in it."""
    meeting = paper.head.meeting
    return Made(
        document,
        version=meeting.version if meeting and meeting.is_final and document == "minutes" else 0,
        meeting_id=asked.meeting_pk,
        case_id=asked.case_pk,
        person_id=asked.person_pk,
        organisation_id=asked.organisation_pk,
        member_id=asked.member_pk,
        cases=cases_in(reader, paper),
    )


def all_cases(reader: Reader) -> tuple[int, ...]:
    """Return the keys of all cases, for a file that holds everything."""
    return tuple(pk for pk, _alias in reader.rows(_ALIASES))


def cases_in(reader: Reader, paper: object) -> tuple[int, ...]:
    """Return the keys of the cases whose alias stands anywhere in a paper as a text of its own."""
    texts = frozenset(_texts(paper))
    return tuple(pk for pk, alias in reader.rows(_ALIASES) if alias in texts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
