"""Who does what in one case: the role board in its three turns and the action points, computed from its facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.names import short_name
from mdoverleg.domain.roles import Role, role_unknown
from mdoverleg.domain.snapshots import ActionRow, Holder, MemberRow, MemberTurnRow, PersonTurnRow, RoleRow
from mdoverleg.methods import ANY_NUMBER, SlotRule
from mdoverleg.reads.names import member_labels, member_row
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.words import is_current, is_late, is_live


class Family(NamedTuple):
    """The members of one case as rows, and their short ids by key."""

    rows: tuple[MemberRow, ...]
    labels: Mapping[int, str]


def family_of(case: CaseFacts) -> Family:
    """Return the members of a case as the screen shows them."""
    rows = tuple(member_row(member, case.case.alias) for member in case.members)
    return Family(rows, {row.pk: row.short for row in rows})


def role_rows(case_at: CaseAt, family: Family, rules: Mapping[str, SlotRule]) -> tuple[RoleRow, ...]:
    """Return the slots of the board: those always shown, and those somebody holds, in the order of the roles."""
    table, present = case_at.moment.table, case_at.moment.at_table
    held: dict[str, list[Holder]] = {}
    for assignment in case_at.facts.roles:
        if is_current(assignment, case_at.today):
            held.setdefault(assignment.role, []).append(_holder(assignment, table, family, present))
    known = list(table.roles.values()) + [role_unknown(code) for code in held if code not in table.roles]
    return tuple(
        _role_row(role, held.get(role.code, []), rules.get(role.code, ANY_NUMBER), family)
        for role in known
        if role.slot == "always" or role.code in held
    )


def _holder(
    assignment: records.RoleAssignment, table: TableFacts, family: Family, present: frozenset[int] | None
) -> Holder:
    return Holder(
        pk=assignment.pk,
        person_pk=assignment.holder_id,
        organisation_pk=assignment.organisation_id,
        name=table.holder_name(assignment.holder_id, assignment.organisation_id),
        members=assignment.members,
        members_text=member_labels(family.labels, assignment.members),
        started_on=assignment.started_on,
        at_table=None if present is None or assignment.holder_id is None else assignment.holder_id in present,
    )


def _role_row(role: Role, holders: list[Holder], rule: SlotRule, family: Family) -> RoleRow:
    wanted = [row.pk for row in family.rows if _is_wanted(row, rule.for_whom)]
    covered = {pk for holder in holders for pk in (holder.members or tuple(wanted))}
    missing = tuple(pk for pk in wanted if pk not in covered) if rule.how_many == "one_each" else ()
    people = {(holder.person_pk, holder.organisation_pk) for holder in holders}
    if not holders:
        state = "empty"
    elif rule.how_many == "one" and len(people) > 1:
        state = "double"
    else:
        state = "partial" if missing else "filled"
    return RoleRow(role.code, role.label, tuple(holders), rule.how_many, rule.for_whom, state, missing)


def _is_wanted(member: MemberRow, for_whom: str) -> bool:
    return (for_whom == "parent" and member.is_parent) or (for_whom == "child" and member.is_child)


class Naming(NamedTuple):
    """What action points are called by: people and organisations, cases, members, each other, and the day."""

    table: TableFacts
    aliases: Mapping[int, str]
    members: Mapping[int, str]
    ids: Mapping[int, str]
    meetings: Mapping[int, records.Meeting]
    today: date
    here: int | None
    """The meeting that is shown."""


def action_rows(actions: Iterable[records.ActionPoint], naming: Naming) -> tuple[ActionRow, ...]:
    """Return action points as rows: late ones on top, then previous ones, then new ones and those that were answered in
    this meeting, what is finished last."""
    return tuple(sorted((_action_row(action, naming) for action in actions), key=urgency))


def urgency(row: ActionRow) -> tuple[int, int, date, str]:
    """Return the place of an action point in a list: what is still to be asked comes before what was answered."""
    is_asked = row.is_previous and not row.is_reviewed
    group = (0 if row.is_late and not row.is_reviewed else 1 if is_asked else 2) if row.status in LIVE else 3
    return (group, 0 if row.due else 1, row.due or date.max, row.id)


def _action_row(action: records.ActionPoint, naming: Naming) -> ActionRow:
    table, here = naming.table, naming.here
    owner = table.people.get(action.owner_id or 0)
    organisation = table.organisations.get(action.owner_organisation_id or (owner.organisation_id if owner else 0))
    made = naming.meetings.get(action.created_in_id or 0)
    return ActionRow(
        pk=action.pk,
        id=action.id,
        case_pk=action.case_id,
        case=naming.aliases.get(action.case_id or 0, ""),
        text=action.text,
        kind=action.kind,
        owner_pk=action.owner_id,
        owner=_owner_name(action, table, naming.members),
        owner_organisation_pk=action.owner_organisation_id,
        organisation=organisation.name if organisation else "",
        co_owner=table.person_name(action.co_owner_id),
        executor=table.person_name(action.executor_id),
        members=action.members,
        members_text=member_labels(naming.members, action.members),
        due=action.due,
        status=action.status,
        accepted=action.accepted,
        depends_on=naming.ids.get(action.depends_on_id or 0, ""),
        reason=action.outcome_reason or "",
        is_late=is_late(action, naming.today),
        is_previous=action.created_in_id is None or action.created_in_id != here,
        is_reviewed=here is not None and action.reviewed_in_id == here,
        created_in=made.id if made else "",
    )


def _owner_name(action: records.ActionPoint, table: TableFacts, labels: Mapping[int, str]) -> str:
    organisation = table.organisations.get(action.owner_organisation_id or 0)
    names = [
        table.person_name(action.owner_id),
        organisation.name if organisation else "",
        labels.get(action.family_owner_id or 0, ""),
    ]
    return " + ".join(name for name in names if name)


def person_turn(
    case_at: CaseAt, roles: tuple[RoleRow, ...], actions: tuple[ActionRow, ...]
) -> tuple[PersonTurnRow, ...]:
    """Return everybody with a role or a live action point in this case, and what each of them does."""
    table, present = case_at.moment.table, case_at.moment.at_table
    doing: dict[int, list[str]] = {}
    for row in roles:
        for holder in row.holders:
            if holder.person_pk:
                suffix = f" ({holder.members_text})" if holder.members_text else ""
                doing.setdefault(holder.person_pk, []).append(row.label + suffix)
    live = case_at.live_actions
    working = {pk for action in live for pk in (action.owner_id, action.co_owner_id, action.executor_id) if pk}
    late = {row.id for row in actions if row.is_late}
    found = []
    for pk, person in table.people.items():
        if pk not in doing and pk not in working:
            continue
        own = tuple(a.id for a in live if pk in (a.owner_id, a.co_owner_id, a.executor_id))
        organisation = table.organisations[person.organisation_id].name
        found.append(
            PersonTurnRow(
                pk,
                short_name(person.name),
                organisation,
                None if present is None else pk in present,
                tuple(doing.get(pk, ())),
                own,
                sum(1 for id_ in own if id_ in late),
            )
        )
    return tuple(found)


def member_turn(
    case: CaseFacts, roles: tuple[RoleRow, ...], helpers: tuple[tuple[str, tuple[int, ...]], ...], family: Family
) -> tuple[MemberTurnRow, ...]:
    """Return every family member with who covers them: by name first, then whoever is there for the whole family."""
    live = [action for action in case.actions if is_live(action)]
    found = []
    for member in family.rows:
        named: list[str] = []
        general: list[str] = []
        for row in roles:
            for holder in row.holders:
                if member.pk in holder.members:
                    named.append(f"{holder.name} ({row.label})")
                elif not holder.members:
                    general.append(f"{holder.name} ({row.label})")
        for name, members in helpers:
            if member.pk in members:
                named.append(name)
            elif not members:
                general.append(name)
        ids = tuple(action.id for action in live if member.pk in action.members)
        found.append(MemberTurnRow(member, tuple(named + general), bool(named), ids))
    return tuple(found)


def helper_names(case: CaseFacts, table: TableFacts, today: date) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the current helpers around the family: a name or function with the task, and for whom."""
    found = []
    for helper in case.helpers:
        if not is_current(helper, today):
            continue
        name = table.person_name(helper.person_id) or helper.name or ""
        found.append((f"{name} ({helper.task})" if helper.task else name, helper.members))
    return tuple(found)
