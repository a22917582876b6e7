"""What stands under the typed line: what was understood of it, and what is wrong, in the current language."""

from collections.abc import Sequence

from mdoverleg.domain.dates import day_with_year, due_text
from mdoverleg.domain.entry import Around, Problem, Reading
from mdoverleg.domain.entry_marks import MemberRef
from mdoverleg.domain.labels import label
from mdoverleg.domain.names import short_name
from mdoverleg.domain.words import _


def describe(reading: Reading, around: Around) -> str:
    """Say what was understood: `vr 9 okt 2026 (over 3 dagen) · M. Akkers · veiligheid · voor Kind1`."""
    parts = [_due(reading, around), _owner(reading, around), label("ActionKind", reading.kind)]
    if reading.members:
        named = [member.shown for member in around.members if member.pk in reading.members]
        parts.append(_("for {names}").format(names=", ".join(named)))
    return " · ".join(parts)


def _due(reading: Reading, around: Around) -> str:
    if reading.due is None:
        return _("no date")
    return f"{day_with_year(reading.due)} ({due_text(reading.due, around.today)})"


def _owner(reading: Reading, around: Around) -> str:
    people = {person.pk: short_name(person.name) for person in around.people}
    organisations = {organisation.pk: organisation.name for organisation in around.organisations}
    names = [people[pk] for pk in (reading.owner, reading.co_owner) if pk is not None]
    if reading.owner_organisation is not None:
        names.append(organisations[reading.owner_organisation])
    names += [member.shown for member in around.members if member.pk == reading.family_owner]
    return " + ".join(names) or _("nobody yet")


def problem_text(problem: Problem) -> str:
    """Say in one sentence what is wrong with a line, or what it hints at, and what could be meant."""
    sentence = _sentences()[problem.code].format(word=problem.word)
    candidates = problem.candidates
    if problem.code.endswith("_kind") or problem.code == "two_kinds":
        candidates = tuple(label("ActionKind", kind) for kind in candidates)
    if not candidates:
        return sentence
    if problem.code.startswith("unknown"):
        return sentence + " " + _("Did you mean {name}?").format(name=candidates[0])
    return f"{sentence} {_one_of(candidates)}"


def problems_text(reading: Reading) -> list[str]:
    """Say everything that is wrong with a line, one sentence each, and then what it hints at."""
    return [problem_text(problem) for problem in (*reading.problems, *reading.hints)]


def _one_of(names: Sequence[str]) -> str:
    shown = ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
    return _("Choose from: {names}.").format(names=shown)


def _sentences() -> dict[str, str]:
    return {
        "no_text": _("Nothing is said yet that has to be done."),
        "unknown_owner": _("Nobody is called “{word}”."),
        "ambiguous_owner": _("“{word}” can be more than one."),
        "too_many_owners": _("There can be two owners at most: {word}."),
        "owner_and_organisation": _("An organisation cannot be the owner together with somebody else: {word}."),
        "impossible_date": _("“{word}” is no day that exists."),
        "unclear_date": _("“{word}” can be more than one day: give the date."),
        "no_next_meeting": _("“{word}”: no next meeting is planned."),
        "two_dates": _("There are two dates: {word}."),
        "misspelt_date": _("“{word}” is not understood as a date."),
        "unknown_kind": _("There is no kind “{word}”."),
        "ambiguous_kind": _("“{word}” can be more than one kind."),
        "two_kinds": _("There can be one kind only: {word}."),
        "unknown_member": _("Nobody in this family is “{word}”."),
        "ambiguous_member": _("“{word}” can be more than one of the family."),
    }


def member_label(member: MemberRef) -> str:
    """Name a family member by relation and id, for a list to choose from: `moeder (Wulp-M)`."""
    return f"{label('Relation', member.relation)} ({member.shown})"
