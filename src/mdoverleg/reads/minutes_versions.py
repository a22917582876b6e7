"""The versions of the minutes of a meeting: what was fixed at each closing, and which one the present one follows."""

from typing import Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.freezing import thawed
from mdoverleg.domain.meeting_papers import MinutesPaper
from mdoverleg.domain.words import _
from mdoverleg.store.changelog import undone_of
from mdoverleg.store.reading import Reader

_KEPT: Final = (
    "SELECT k.version, k.change_id FROM minutes_kept k JOIN meeting m ON m.pk = k.meeting_id "
    "WHERE k.meeting_id = ? AND k.version <= m.minutes_version ORDER BY k.change_id"
)
_PAPER: Final = "SELECT paper FROM minutes_kept WHERE meeting_id = ? AND version = ? AND change_id = ?"
_STATE: Final = "SELECT minutes_version, closed_at FROM meeting WHERE pk = ?"


def kept_versions(reader: Reader, meeting_pk: int) -> dict[int, int]:
    """Return the versions that are kept, each with the change that fixed it; one that was undone does not count."""
    rows = reader.rows(_KEPT, (meeting_pk,))
    undone = undone_of(reader) if rows else set()
    return {version: change for version, change in rows if change not in undone}


def kept_minutes(reader: Reader, meeting_pk: int, version: int) -> MinutesPaper | None:
    """Return the minutes as they were fixed; nothing when this version is not kept, or cannot be read any more."""
    change = kept_versions(reader, meeting_pk).get(version)
    text = reader.value(_PAPER, (meeting_pk, version, change)) if change is not None else None
    try:
        found = thawed(text) if text else None
    except ValueError:
        return None
    return found if isinstance(found, MinutesPaper) else None


def wanted_minutes(reader: Reader, meeting_pk: int, version: int) -> MinutesPaper | None:
    """Return the minutes of this version; of 0 those of a closed meeting, nothing when they are still made anew.

    Refused when the version that is asked for is not kept.
    """
    if not version:
        number, closed_at = reader.one(_STATE, (meeting_pk,)) or (0, None)
        return kept_minutes(reader, meeting_pk, number) if closed_at is not None else None
    found = kept_minutes(reader, meeting_pk, version)
    if found is None:
        known = ", ".join(map(str, sorted(kept_versions(reader, meeting_pk)))) or "–"
        words = _("Version {number} of these minutes is not kept in this file; kept are: {known}")
        raise Refused(words.format(number=version, known=known))
    return found


def minutes_before(reader: Reader, meeting_pk: int) -> tuple[int, MinutesPaper | None]:
    """Return the version that the present minutes follow, and what it held; 0 and nothing when there is none.

    For a closed meeting that is the version before its own, for one that is open the last that was fixed.
    """
    number, closed_at = reader.one(_STATE, (meeting_pk,)) or (0, None)
    earlier = number - 1 if closed_at is not None else number
    found = kept_minutes(reader, meeting_pk, earlier) if earlier > 0 else None
    return (earlier, found) if found is not None else (0, None)
