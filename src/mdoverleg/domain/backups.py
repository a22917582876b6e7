"""Backups in words: what is in one, when it was made, and what putting it back costs."""

from datetime import datetime, tzinfo

from mdoverleg.domain.clock import local
from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.words import _, current_language, n_


def moment_words(at: datetime | None, zone: tzinfo) -> str:
    """Say a moment as day and time in the zone."""
    if at is None:
        return _("no moment")
    there = local(at, zone)
    return f"{day_with_year(there.date())} {there:%H:%M}"


def size_words(size: int) -> str:
    """Say a number of bytes as people do: 12 kB, 1.5 MB."""
    if size < 1_000_000:
        return _("{n} kB").format(n=max(1, -(-size // 1000)))
    number = f"{size / 1_000_000:.1f}"
    return _("{n} MB").format(n=number.replace(".", ",") if current_language() == "nl" else number)


def contents_words(cases: int, people: int, points: int) -> str:
    """Say what is in a table in numbers."""
    return ", ".join(
        (
            n_("{n} case", "{n} cases", cases).format(n=cases),
            n_("{n} participant", "{n} participants", people).format(n=people),
            n_("{n} action point", "{n} action points", points).format(n=points),
        )
    )


def lost_words(changes: int | None, since: datetime | None, zone: tzinfo) -> str:
    """Say what is in the table and not in the backup; `changes` is nothing when that cannot be told."""
    if changes is None:
        return _("What else was in the table cannot be told from its log.")
    if changes == 0:
        return _("Nothing was changed in the table since.")
    sentence = n_(
        "{n} change was made in the table after {moment} and is not in it.",
        "{n} changes were made in the table after {moment} and are not in it.",
        changes,
    )
    return sentence.format(n=changes, moment=moment_words(since, zone))
