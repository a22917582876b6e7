"""The words that the rules are written in, as checks.md defines them ("Words used in the rules")."""

from datetime import date
from typing import Final

from mdoverleg.domain.groups import CHILDREN, LIVE, OPEN_CASES, PARENTS, THERE, UNCHECKED
from mdoverleg.domain.records import ActionPoint, Attendance, Case, Helper, Member, RoleAssignment

_ADULT_FROM: Final = 18


def is_empty(text: str | None) -> bool:
    """Whether a text is missing or only white space."""
    return not text or text.isspace()


def is_checked(case: Case) -> bool:
    """Whether the checks with a case look at this one."""
    return case.status in OPEN_CASES and case.category not in UNCHECKED


def is_live(action: ActionPoint) -> bool:
    """Whether somebody still has to do it: open, in progress or waiting."""
    return action.status in LIVE


def is_current(holding: RoleAssignment | Helper, day: date) -> bool:
    """Whether a role or helper holds on the day; `ended_on` is the first day without."""
    started, ended = holding.started_on, holding.ended_on
    return (started is None or started <= day) and (ended is None or ended > day)


def covers(assignment: RoleAssignment | ActionPoint, member_pk: int) -> bool:
    """Whether it is for this family member, by name or with the whole family."""
    return not assignment.members or member_pk in assignment.members


def is_child(member: Member) -> bool:
    """Whether a family member is a child: by age, else by age band, else by relation."""
    if member.age is not None:
        return member.age < _ADULT_FROM
    if member.age_band is not None:
        return member.age_band != "adult"
    return member.relation in CHILDREN


def is_parent(member: Member) -> bool:
    """Whether a family member is a parent; a mother of 17 is parent and child."""
    return member.relation in PARENTS


def attended(row: Attendance) -> bool:
    """Whether the person was at the meeting at all: present, online, by phone or partly."""
    return row.status in THERE


def is_late(action: ActionPoint, today: date) -> bool:
    """Whether a live action point is past its date."""
    return action.due is not None and action.due < today and is_live(action)
