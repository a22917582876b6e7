"""What stands in the way, over all cases and without any family (A1.21, A6.07, A6.11)."""

import re
from datetime import date
from typing import Final, NamedTuple

from mdoverleg.domain import enums, records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.papers import ObstacleLine, ObstaclesPaper
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import load
from mdoverleg.reads.paper_head import organisation_ref, paper_head
from mdoverleg.store.reading import Reader

NAMES: Final = (
    'SELECT alias FROM "case" UNION SELECT id FROM "case"'
    ' UNION SELECT source_ref FROM "case" WHERE source_ref IS NOT NULL'
    " UNION SELECT id FROM member UNION SELECT id FROM action_point"
)
"""Whatever tells which family it is about."""


class ObstacleRow(NamedTuple):
    """One obstacle as the list shows it: nothing in it says of which case it is."""

    pk: int
    kind: enums.ObstacleKind
    what: str
    organisation: str = ""
    alternative: str = ""
    raised_to: str = ""
    level: int = 1
    since: date | None = None
    resolved_on: date | None = None


def obstacle_rows(reader: Reader, *, organisation_pk: int | None = None) -> tuple[ObstacleRow, ...]:
    """Return every obstacle, the highest level first, then the oldest; aliases, ids and file numbers are taken out."""
    names = dict(reader.rows("SELECT pk, name FROM organisation"))
    found = load(reader, records.Obstacle)
    hide = _hiding(reader) if found else None
    rows = [
        ObstacleRow(
            pk=row.pk,
            kind=row.kind,
            what=_without(hide, row.what),
            organisation=names.get(row.organisation_id or 0, ""),
            alternative=_without(hide, row.alternative),
            raised_to=_without(hide, row.raised_to),
            level=row.level,
            since=row.since,
            resolved_on=row.resolved_on,
        )
        for row in found
        if organisation_pk is None or row.organisation_id == organisation_pk
    ]
    return tuple(sorted(rows, key=lambda row: (-row.level, row.since or date.max, row.what)))


def _hiding(reader: Reader) -> re.Pattern[str] | None:
    """Return what finds every word that tells which family it is about; capitals do not count."""
    words = sorted((word for (word,) in reader.rows(NAMES) if word), key=len, reverse=True)
    among = "|".join(map(re.escape, words))
    return re.compile(rf"(?<!\w)(?:{among})(?!\w)", re.IGNORECASE) if among else None


def _without(hide: re.Pattern[str] | None, text: str | None) -> str:
    if not text:
        return ""
    return hide.sub(lambda _found: _("(left out)"), text) if hide else text


def is_open(row: ObstacleRow, today: date) -> bool:
    """Whether an obstacle still stands in the way."""
    return row.resolved_on is None or row.resolved_on > today


def obstacles_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> ObstaclesPaper:
    """Return what still stands in the way, at all organisations or at one."""
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by)
    rows = obstacle_rows(reader, organisation_pk=asked.organisation_pk)
    return ObstaclesPaper(
        head=head,
        organisation=organisation_ref(asked.organisation_pk, table) if asked.organisation_pk else None,
        lines=tuple(
            ObstacleLine(row.kind, row.organisation, row.what, row.alternative, row.raised_to, row.level, row.since)
            for row in rows
            if is_open(row, head.made_at.date())
        ),
    )
