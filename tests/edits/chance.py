"""Edits by chance: every verb with values drawn from what the table format allows, and some that it does not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.roles import BUILT_IN
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Field
from mdoverleg.edits import (
    action_points,
    agenda,
    cases,
    decisions,
    family,
    meetings,
    organisations,
    people,
    roles,
    table,
    warnings,
)
from tests.edits.world import METHOD, TODAY, World

Draw = Callable[[st.SearchStrategy[Any]], Any]
Edit = Callable[[World, Draw], object]

DAYS = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))
TIMES = st.sampled_from(["08:00", "09:30", "09:45", "10:20", "12:00", "23:55"])
TEXTS = st.one_of(
    st.sampled_from(["", "Belt de school", "=1+1", "[b]vet[/b]", "\u202ekrom\x00", "Wulp", "wulp", "e\u0301"]),
    st.text(max_size=8),
)
KEYS = st.integers(1, 6)
"""Keys of rows: those of the invented table, of what was added since, and of what is not there."""
KINDS: dict[str, st.SearchStrategy[Any]] = {
    kinds.ID: st.sampled_from([None, None, "X-1", "A-007", "-x"]),
    kinds.STRING: TEXTS,
    kinds.TEXT: TEXTS,
    kinds.BOOL: st.booleans(),
    kinds.DAY: DAYS,
    kinds.TIME: TIMES,
    kinds.REF: KEYS,
    kinds.REFS: st.lists(KEYS, max_size=3).map(tuple),
    kinds.CODE: st.sampled_from(["safety", "casusregisseur", "regen"]),
    kinds.CODES: st.lists(st.sampled_from(["safety", "housing", "neglect"]), max_size=2).map(tuple),
    kinds.STRINGS: st.just(()),
}


def value_of(field: Field) -> st.SearchStrategy[Any]:
    """A value of the kind of this field, or nothing."""
    if field.kind == kinds.WORD:
        value: st.SearchStrategy[Any] = st.sampled_from(field.words)
    elif field.kind == kinds.WORDS:
        value = st.lists(st.sampled_from(field.words), max_size=3).map(tuple)
    elif field.kind == kinds.INT:
        value = st.integers(field.low - 1, field.high + 1)
    else:
        value = KINDS[field.kind]
    return st.one_of(value, value, st.none())


def values(name: str, *given: str, **fixed: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Values for a few fields of a record; the `given` keys are always there."""
    fields = {
        field.key: value_of(field)
        for field in (*ENTITIES[name].columns, *ENTITIES[name].links)
        if field.kind != kinds.INSTANT and field.key not in fixed
    }
    chosen = st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True)
    return chosen.flatmap(
        lambda keys: st.fixed_dictionaries({key: fields[key] for key in {*keys, *given} if key in fields})
    ).map(lambda drawn: drawn | fixed)


def named(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Values with every required field there."""
    return values(name, *(field.key for field in ENTITIES[name].fields if field.required and field.kind != kinds.ID))


ROLES = st.sampled_from([role.code for role in BUILT_IN[:7]])
STATUS = st.sampled_from(ENTITIES["ActionPoint"].field("status").words)
ATTENDANCE = st.sampled_from(ENTITIES["Attendance"].field("status").words)
MAYBE_KEY = st.one_of(st.none(), KEYS)


def adding(edit: Callable[..., object], name: str, **parent: str) -> Edit:
    """An edit that adds a record, below a parent where it has one."""
    return lambda w, draw: edit(
        w.store, w.nel, values=draw(named(name)), **{key: draw(KEYS) for key in parent}
    )


def changing(edit: Callable[..., object], name: str, key: str = "pk") -> Edit:
    """An edit that changes fields of a record."""
    return lambda w, draw: edit(w.store, w.nel, values=draw(values(name)), **{key: draw(KEYS)})


def on_key(edit: Callable[..., object], key: str = "pk", **more: st.SearchStrategy[Any]) -> Edit:
    """An edit of one row with some more arguments."""
    return lambda w, draw: edit(w.store, w.nel, **{key: draw(KEYS)}, **{name: draw(one) for name, one in more.items()})


def _seat(w: World, draw: Draw) -> object:
    who = draw(st.sampled_from(["person_pk", "member_pk"]))
    return agenda.seat(w.store, w.nel, item_pk=draw(KEYS), at_table=draw(st.booleans()), **{who: draw(KEYS)})


def _assign(w: World, draw: Draw) -> object:
    return roles.assign(
        w.store,
        w.nel,
        case_pk=draw(KEYS),
        role=draw(ROLES),
        person_pk=draw(MAYBE_KEY),
        organisation_pk=draw(st.sampled_from([None, None, None, 1])),
        members=draw(KINDS[kinds.REFS]),
        on=draw(st.one_of(st.none(), DAYS)),
        replace=draw(st.booleans()),
    )


def _plan(w: World, draw: Draw) -> object:
    return meetings.plan(
        w.store,
        w.nel,
        values=draw(values("Meeting", held_on=draw(DAYS))),
        template_name=draw(st.sampled_from([None, "", "Casustafel", "Geen"])),
        from_meeting_pk=draw(MAYBE_KEY),
        case_pks=draw(KINDS[kinds.REFS]),
    )


EDITS: dict[str, Edit] = {
    "table.set": lambda w, draw: table.set_table(w.store, w.nel, values=draw(values("TableInfo"))),
    "table.threshold": lambda w, draw: table.set_threshold(
        w.store, w.nel, name=draw(st.sampled_from(sorted(LIMITS))), value=draw(st.sampled_from([None, 0, 7]))
    ),
    "table.checks_off": lambda w, draw: table.set_checks_off(
        w.store, w.nel, checks=draw(st.lists(st.sampled_from(CHECK_IDS), max_size=3))
    ),
    "table.copy_method": lambda w, _draw: table.copy_method(w.store, w.nel, method=METHOD),
    "organisations.add": adding(organisations.add, "Organisation"),
    "organisations.change": changing(organisations.change, "Organisation"),
    "people.add": adding(people.add, "Person"),
    "people.change": changing(people.change, "Person"),
    "people.hand_over": on_key(people.hand_over, "from_pk", to_pk=KEYS),
    "meetings.plan": _plan,
    "meetings.change": changing(meetings.change, "Meeting"),
    "meetings.start": on_key(meetings.start),
    "meetings.next": on_key(meetings.go_on, expected_item_pk=MAYBE_KEY),
    "meetings.close": on_key(meetings.close),
    "meetings.reopen": on_key(meetings.reopen),
    "meetings.attend": on_key(
        meetings.attend, person_pk=KEYS, status=ATTENDANCE, arrives=st.one_of(st.none(), TIMES), leaves=TIMES
    ),
    "meetings.take_off": on_key(meetings.take_off, person_pk=KEYS),
    "meetings.confidentiality": on_key(meetings.confidentiality, version=TEXTS),
    "agenda.add": lambda w, draw: agenda.add_item(
        w.store, w.nel, meeting_pk=draw(KEYS), values=draw(values("AgendaItem", "kind")), after_item_pk=draw(MAYBE_KEY)
    ),
    "agenda.change": changing(agenda.change_item, "AgendaItem", "item_pk"),
    "agenda.move": on_key(agenda.move, "item_pk", by=st.integers(-3, 3)),
    "agenda.skip": on_key(agenda.skip, "item_pk", how=st.sampled_from(["postponed", "dropped"])),
    "agenda.unskip": on_key(agenda.unskip, "item_pk"),
    "agenda.give_minutes": on_key(agenda.give_minutes, "item_pk", minutes=st.integers(-10, 10)),
    "agenda.remove": on_key(agenda.remove, "item_pk"),
    "agenda.seat": _seat,
    "cases.add": adding(cases.add, "Case"),
    "cases.change": changing(cases.change, "Case"),
    "cases.close": on_key(cases.close, reason=TEXTS),
    "cases.reopen": on_key(cases.reopen),
    "cases.plan_evaluation": on_key(cases.plan_evaluation, on=DAYS),
    "cases.add_evaluation": adding(cases.add_evaluation, "Evaluation", case_pk="Case"),
    "family.add": adding(family.add_member, "Member", case_pk="Case"),
    "family.change": changing(family.change_member, "Member"),
    "family.remove": on_key(family.remove_member),
    "roles.assign": _assign,
    "roles.end": on_key(roles.end, "assignment_pk", on=DAYS),
    "roles.change": changing(roles.change, "RoleAssignment", "assignment_pk"),
    "roles.add_handover": adding(roles.add_handover, "Handover", case_pk="Case"),
    "roles.change_handover": changing(roles.change_handover, "Handover"),
    "roles.add_helper": adding(roles.add_helper, "Helper", case_pk="Case"),
    "roles.change_helper": changing(roles.change_helper, "Helper"),
    "roles.end_helper": on_key(roles.end_helper),
    "action_points.add": adding(action_points.add, "ActionPoint"),
    "action_points.change": changing(action_points.change, "ActionPoint"),
    "action_points.set_status": on_key(
        action_points.set_status, status=STATUS, reason=TEXTS, meeting_pk=st.sampled_from([None, 1])
    ),
    "action_points.accept": on_key(action_points.accept, accepted=st.booleans()),
    "decisions.add": adding(decisions.add, "Decision", case_pk="Case"),
    "decisions.change": changing(decisions.change, "Decision"),
    "decisions.remove": on_key(decisions.remove),
    "warnings.set_aside": lambda w, draw: warnings.set_aside(
        w.store,
        w.nel,
        check=draw(st.sampled_from(CHECK_IDS)),
        case_pk=draw(MAYBE_KEY),
        reason=draw(TEXTS),
        until=draw(st.sampled_from([date(2026, 10, 5), date(2026, 11, 2)])),
        by_pk=draw(KEYS),
    ),
    "warnings.bring_back": on_key(warnings.bring_back),
}
"""Every verb of the edits."""
