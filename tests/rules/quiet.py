"""A table at which nothing is wrong, and the means to make one thing wrong at a time."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from mdoverleg.rules import check_table
from tests.support.facts import facts_of

Raw = dict[str, Any]
Change = Callable[[Raw], object]
Seen = tuple[str, str | None, int | None]
"""Severity, subject and value."""

RED: Seen = ("red", None, None)
YELLOW: Seen = ("yellow", None, None)

TODAY = date(2026, 9, 14)
"""A Monday."""


def day(days: int) -> str:
    """The date so many days from today."""
    return (TODAY + timedelta(days=days)).isoformat()


def at(clock: str = "09:10:00") -> str:
    """Today at this time."""
    return f"{TODAY}T{clock}+02:00"


ALL = ["W-M", "W-V", "W-K1"]
QUIET: Raw = {
    "format": "mdoverleg-table",
    "version": 1,
    "table": {"name": "Casustafel Rietwaard"},
    "organisations": [
        {"id": "GEM", "name": "Gemeente Rietwaard", "kind": "municipality"},
        {"id": "WIJK", "name": "Wijkteam Rietwaard", "kind": "local_team"},
        {"id": "JB", "name": "Jeugdbescherming Plassenland", "kind": "certified_institution"},
        {"id": "SCHOOL", "name": "Basisschool De Steiger", "kind": "education"},
        {"id": "VT", "name": "Veilig Thuis Plassenland", "kind": "veilig_thuis"},
    ],
    "people": [
        {"id": "anne", "name": "Anne Dorsman", "organisation": "GEM", "secrecy": "covenant", "mandate": "yes"},
        {"id": "sem", "name": "Sem Oudkerk", "organisation": "WIJK", "secrecy": "covenant"},
        {"id": "iris", "name": "Iris Vlaming", "organisation": "JB", "secrecy": "covenant"},
        {"id": "koen", "name": "Koen Bruinsma", "organisation": "SCHOOL", "secrecy": "covenant"},
        {"id": "guus", "name": "Guus Terpstra", "organisation": "WIJK", "secrecy": "covenant"},
        {"id": "vera", "name": "Vera Zijlstra", "organisation": "VT", "secrecy": "covenant"},
    ],
    "meetings": [
        {
            "id": "aug",
            "kind": "case_table",
            "held_on": day(-28),
            "planned_start": "09:00",
            "planned_end": "10:00",
            "actual_start": "09:00",
            "actual_end": "10:00",
            "chair": "anne",
            "attendance": [{"person": name, "status": "present"} for name in ("anne", "sem", "iris", "koen", "guus")],
            "agenda": [
                {
                    "kind": "case",
                    "case": "c1",
                    "planned_start": "09:00",
                    "planned_end": "09:25",
                    "actual_start": "09:00",
                    "actual_end": "09:25",
                }
            ],
        },
        {
            "id": "sept",
            "kind": "case_table",
            "held_on": day(0),
            "planned_start": "09:00",
            "planned_end": "10:00",
            "actual_start": "09:00",
            "chair": "anne",
            "attendance": [{"person": name, "status": "present"} for name in ("anne", "sem", "iris", "koen", "guus")],
            "agenda": [
                {
                    "kind": "opening",
                    "planned_start": "09:00",
                    "planned_end": "09:05",
                    "actual_start": "09:00",
                    "actual_end": "09:05",
                },
                {
                    "kind": "case",
                    "case": "c1",
                    "planned_start": "09:05",
                    "planned_end": "09:30",
                    "actual_start": "09:05",
                },
                {"kind": "break", "planned_start": "09:30", "planned_end": "09:40"},
            ],
        },
    ],
    "cases": [
        {
            "id": "c1",
            "alias": "Wulp",
            "brought_by": "sem",
            "opened_on": day(-100),
            "category": "follow_up",
            "status": "active",
            "framework": "voluntary",
            "phase": "risk_led_care",
            "goal": "Rustige avonden",
            "crisis_prone": True,
            "life_domains": ["safety", "parenting"],
            "informed": "yes",
            "preference": "Hulp na schooltijd",
            "next_evaluation": day(28),
            "members": [
                {"id": "W-M", "relation": "mother", "age": 36, "authority": "yes", "heard": True},
                {"id": "W-V", "relation": "father", "age": 38, "authority": "yes", "heard": True},
                {"id": "W-K1", "relation": "daughter", "age": 8, "last_seen_on": day(-4)},
            ],
            "roles": [
                {"role": "procesregisseur", "holder": "anne", "started_on": day(-100)},
                {"role": "casusregisseur", "holder": "sem", "started_on": day(-100), "reachable_for": ALL},
                {"role": "vervangend_casusregisseur", "holder": "guus", "started_on": day(-100)},
                {"role": "contactpersoon_gezin", "holder": "sem", "started_on": day(-100)},
                {"role": "regie_op_veiligheid", "holder": "iris", "started_on": day(-100)},
                {"role": "ouderlens", "holder": "guus", "started_on": day(-100)},
                {"role": "kindlens", "holder": "koen", "started_on": day(-100)},
            ],
            "pitches": [{"given_on": day(-28), "text": "Wij willen rust"}],
            "child_voices": [{"member": "W-K1", "given_on": day(-7), "by": "koen", "text": "Ik wil slapen"}],
            "lines": [{"heading": "going_well", "text": "Moeder belt zelf"}],
            "scores": [
                {"value": 6, "given_on": day(-1), "by_member": "W-M"},
                {"value": 6, "given_on": day(-1), "by": "sem"},
                {"value": 7, "given_on": day(-1), "by": "koen"},
            ],
            "crisis_notices": [{"text": "Bel Sem", "sent_to": "crisisdienst", "valid_until": day(30)}],
            "decisions": [{"text": "Guus praat met beide ouders", "created_in": "aug"}],
            "evaluations": [{"held_on": day(-60), "lowest": 5, "stable": True}],
            "feedback": [{"created_in": "aug", "owner": "sem", "due": day(-27), "done_on": day(-27)}],
        }
    ],
    "actions": [
        {
            "id": "A-001",
            "case": "c1",
            "text": "Belt de school over het verzuim",
            "kind": "practical",
            "owner": "sem",
            "due": day(7),
            "accepted": True,
            "created_in": "aug",
        }
    ],
}


def quiet() -> Raw:
    """A copy to change."""
    return deepcopy(QUIET)


def case(doc: Raw) -> Raw:
    """The one case."""
    one: Raw = doc["cases"][0]
    return one


def values(**given: Any) -> Any:
    """Change the case."""
    return lambda doc: case(doc).update(given)


def action(doc: Raw) -> Raw:
    """The one action point."""
    one: Raw = doc["actions"][0]
    return one


def meeting(doc: Raw) -> Raw:
    """The meeting of today."""
    one: Raw = doc["meetings"][1]
    return one


def running(doc: Raw) -> Raw:
    """The item that runs: on the case."""
    one: Raw = meeting(doc)["agenda"][1]
    return one


def member(doc: Raw, name: str) -> Raw:
    """A family member."""
    one: Raw = next(row for row in case(doc)["members"] if row["id"] == name)
    return one


def person(doc: Raw, name: str) -> Raw:
    """A participant."""
    one: Raw = next(row for row in doc["people"] if row["id"] == name)
    return one


def role(doc: Raw, code: str) -> Raw:
    """The first assignment of a role."""
    one: Raw = next(row for row in case(doc)["roles"] if row["role"] == code)
    return one


def without_role(doc: Raw, code: str) -> None:
    """Take every assignment of a role away."""
    case(doc)["roles"] = [row for row in case(doc)["roles"] if row["role"] != code]


def add(doc: Raw, key: str, *rows: Raw) -> None:
    """Put rows at the end of a list of the case."""
    case(doc).setdefault(key, []).extend(rows)


def holds(doc: Raw, code: str, holder: str, start: int = -100, **more: Any) -> None:
    """Give a role to somebody, since so many days from today."""
    add(doc, "roles", {"role": code, "holder": holder, "started_on": day(start), **more})


def limit(doc: Raw, name: str, value: int) -> None:
    """Set a limit of the table's own."""
    doc.setdefault("thresholds", []).append({"name": name, "value": value})


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(doc: Raw) -> None:
        for one in changes:
            one(doc)

    return change


class Row(NamedTuple):
    """One row of a table of cases: what is changed at the quiet table, and what the check then gives."""

    check: str
    name: str
    change: Change
    expected: tuple[Seen, ...] = ()
    when: str = at()
    meeting: str | None = "sept"


def row(check: str, name: str, change: Change, *expected: Seen, when: str = at(), meeting: str | None = "sept") -> Row:
    """One row of a table of cases; nothing expected: the check stays silent."""
    return Row(check, name, change, expected, when, meeting)


def seen(one: Row) -> tuple[Seen, ...]:
    """What the check of a row gives."""
    doc = quiet()
    one.change(doc)
    return warned(doc, one.check, one.when, one.meeting)


def warned(doc: Raw, check: str, instant: str = at(), name: str | None = "sept") -> tuple[Seen, ...]:
    """What one check gives for a whole document."""
    facts = facts_of(doc)
    found = check_table(
        facts.table,
        facts.cases,
        facts.loose_actions,
        datetime.fromisoformat(instant),
        facts.meeting(name),
        release=2,
    )
    return tuple((one.severity, one.subject, one.value) for one in found if one.check == check)


def name_of(one: Row) -> str:
    """What pytest calls a row."""
    return f"{one.check} {one.name}"
