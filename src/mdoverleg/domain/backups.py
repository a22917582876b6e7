"""Backups in words: what is in one, when it was made, and what putting it back costs."""

from datetime import datetime, tzinfo
from typing import Final, NamedTuple

from mdoverleg.domain.clock import local
from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.words import _, current_language, n_


class Back(NamedTuple):
    """What was erased for good in a table and stands in a backup of it."""

    cases: tuple[tuple[int, str], ...] = ()
    """Key and alias."""
    members: int = 0
    """Family members of other cases."""
    people: int = 0


NOTHING_BACK: Final = Back()


def back_words(back: Back) -> str:
    """Say what was erased for good and comes back with a backup; empty when that is nothing."""
    if back == NOTHING_BACK:
        return ""
    named = ", ".join(alias for _pk, alias in back.cases)
    counted = (
        (len(back.cases), n_("{n} case ({names})", "{n} cases ({names})", len(back.cases))),
        (back.members, n_("{n} family member", "{n} family members", back.members)),
        (back.people, n_("{n} person", "{n} persons", back.people)),
    )
    what = ", ".join(words.format(n=number, names=named) for number, words in counted if number)
    return _("It brings back what was erased for good: {what}.").format(what=what)


def erase_again_words(back: Back) -> str:
    """Say how to erase that once more; empty when there is nothing."""
    if back == NOTHING_BACK:
        return ""
    if back.members or back.people:
        return _("Erase it once more: cases under “what is due”, persons one by one.")
    return _("What was erased is listed under “what is due”, to be erased once more.")


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
