"""Edits by chance: every verb with values of the right kind, mostly of rows that are there, now and then of none."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from mdoverleg.domain.case_steps import Spent
from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.roles import BUILT_IN
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.cases import PLAIN_RECORDS
from mdoverleg.domain.schema.fields import Field
from mdoverleg.domain.schema.settings import SETTINGS_RECORDS
from mdoverleg.domain.verbs import record_verb
from mdoverleg.edits import (
    action_points,
    agenda,
    agenda_order,
    agenda_time,
    attendance,
    case_records,
    cases,
    decisions,
    family,
    information,
    learning,
    meetings,
    obstacles,
    offers,
    organisations,
    people,
    roles,
    scores,
    seats,
    settings,
    table,
    warnings,
)
from mdoverleg.reads.ordering import read_order
from tests.edits.world import METHOD, TODAY, World

TEXTS = ("Belt de school", "=1+1", "[b]vet[/b]", "\u202ekrom\x00", "Wulp", "e\u0301én\r\nregel", "ß" * 40)
TIMES = ("08:00", "09:30", "09:45", "10:20", "12:00", "23:55")
CODES = {
    "role": tuple(role.code for role in BUILT_IN[:6]),
    "life_domain": ("safety", "housing", "income"),
    "concern_type": ("neglect", "debts", "stalking"),
    "": ("buurtvader", "mantelzorg", "schulden", "veilig_huis"),
}
EITHER = {
    "ChildVoice": (("by", "by_other"),),
    "Score": (("by", "by_member"),),
    "Offer": (("by", "by_member"),),
}
"""Fields of which a record has exactly one."""
NOT_THERE = 999
SETTINGS: dict[str, dict[str, Any]] = {
    "RoleKind": {"code": "jim", "label": "Jim"},
    "OwnCode": {"code_list": "life_domain", "code": "schulden", "label": "Schulden"},
    "AgendaTemplate": {"name": "Kort", "meeting_kind": "mdo"},
    "StandardAction": {"text": "Belt over een week", "kind": "practical", "days": 7},
}
"""One record of every kind that a table keeps for itself."""


class Chance:
    """Draws arguments for edits; the same seed draws the same."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = Random(seed)

    def rarely(self) -> bool:
        """One time in twenty."""
        return self.random.random() < 0.05

    def key(self, name: str) -> int:
        """The key of a row of this kind; now and then of none."""
        with self.world.store.read() as reader:
            pks = [pk for (pk,) in reader.rows(f'SELECT pk FROM "{ENTITIES[name].table}"')]
        return NOT_THERE if self.rarely() or not pks else int(self.random.choice(pks))

    def maybe_key(self, name: str) -> int | None:
        return self.random.choice((None, self.key(name)))

    def keys(self, name: str) -> tuple[int, ...]:
        """A few keys, mostly each once."""
        drawn = [self.key(name) for _number in range(self.random.randint(0, 3))]
        return tuple(drawn if self.rarely() else dict.fromkeys(drawn))

    def day(self) -> date:
        return TODAY + timedelta(days=self.random.randint(-40, 40))

    def text(self) -> str:
        word = "" if self.rarely() else self.random.choice(TEXTS)
        return f"{word} {self.random.randint(1, 9)}" if word and self.random.random() < 0.7 else word

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def value(self, field: Field) -> Any:
        """A value for one field."""
        simple: dict[str, Callable[[], Any]] = {
            kinds.ID: lambda: self.one(None, None, None, "X-1", "A-007", "-x"),
            kinds.STRING: self.text,
            kinds.TEXT: self.text,
            kinds.BOOL: lambda: self.one(True, False),
            kinds.DAY: self.day,
            kinds.TIME: lambda: self.one(*TIMES),
            kinds.INT: lambda: self.random.randint(field.low, min(field.high + 1, field.low + 40)),
            kinds.REF: lambda: self.key(field.target),
            kinds.REFS: lambda: self.keys(field.target),
            kinds.WORD: lambda: self.one(*field.words),
            kinds.WORDS: lambda: tuple(dict.fromkeys(self.random.choices(field.words, k=2))),
            kinds.CODE: lambda: self.one(*CODES[field.target]),
            kinds.CODES: lambda: tuple(dict.fromkeys(self.random.choices(CODES[field.target], k=2))),
            kinds.STRINGS: lambda: (),
        }
        if field.key == "time_zone":
            return self.one("Europe/Amsterdam", "America/Paramaribo", "Nergens")
        return simple[field.kind]()

    def values(self, name: str, *, whole: bool = False, **fixed: Any) -> dict[str, Any]:
        """Values for a few fields of a record; `whole`: what is required is there, mostly."""
        entity = ENTITIES[name]
        fields = [field for field in (*entity.columns, *entity.links) if field.kind != kinds.INSTANT]
        required = [field for field in fields if field.required and field.kind != kinds.ID]
        drawn = {
            field.key: self.value(field)
            for field in self.random.sample(fields, self.random.randint(1, min(3, len(fields))))
        }
        if self.rarely():
            drawn = dict.fromkeys(drawn)
        if whole and not self.rarely():
            drawn |= {field.key: self.value(field) for field in required if drawn.get(field.key) is None}
        return drawn | fixed


Edit = Callable[[Chance], object]


def adding(edit: Callable[..., object], name: str, **parent: str) -> Edit:
    """An edit that adds a record, below a parent where it has one."""
    return lambda c: edit(
        c.world.store,
        c.world.nel,
        values=c.values(name, whole=True),
        **{key: c.key(kind) for key, kind in parent.items()},
    )


def changing(edit: Callable[..., object], name: str, key: str = "pk") -> Edit:
    """An edit that changes fields of a record."""
    return lambda c: edit(c.world.store, c.world.nel, values=c.values(name), **{key: c.key(name)})


def on(name: str, edit: Callable[..., object], key: str = "pk", **more: Callable[[Chance], Any]) -> Edit:
    """An edit of one row with some more arguments."""
    return lambda c: edit(
        c.world.store, c.world.nel, **{key: c.key(name)}, **{other: draw(c) for other, draw in more.items()}
    )


def _seat(c: Chance) -> None:
    who = c.one({"person_pk": c.key("Person")}, {"member_pk": c.key("Member")})
    agenda.seat(c.world.store, c.world.nel, item_pk=c.key("AgendaItem"), at_table=c.one(True, False), **who)


def _in_the_room(edit: Callable[..., object]) -> Edit:
    """An edit of the seats of a few people, sometimes of the family too; mostly of those who are on the table."""
    return on(
        "AgendaItem",
        edit,
        "item_pk",
        person_pks=lambda c: c.one(c.keys("Person"), (c.key("Person"),)),
        member_pks=lambda c: c.one((), (), c.keys("Member")),
    )


def _assign(c: Chance) -> object:
    who = c.one({"person_pk": c.key("Person")}, {"person_pk": c.key("Person")}, {"organisation_pk": 1})
    return roles.assign(
        c.world.store,
        c.world.nel,
        case_pk=c.key("Case"),
        role=c.one(*CODES["role"]),
        members=c.one((), c.keys("Member")),
        on=c.one(None, c.day()),
        replace=c.one(True, False),
        meeting_pk=c.maybe_key("Meeting"),
        handover=c.one(None, None, {"due": c.day(), "warm": c.one(True, False), "line_so_far": c.text()}),
        **who,
    )


def _helper(c: Chance) -> object:
    values = c.values("Helper") | c.one({"name": c.text(), "person": None}, {"person": c.key("Person"), "name": None})
    return roles.add_helper(c.world.store, c.world.nel, case_pk=c.key("Case"), values=values)


def _adding_record(entity: str) -> Edit:
    """Add a record of a case; of two fields that exclude each other mostly one is given."""

    def add(c: Chance) -> object:
        values = c.values(entity, whole=True)
        for one, other in EITHER.get(entity, ()):
            taken, left = c.one((one, other), (other, one))
            if not c.rarely():
                values |= {taken: c.value(ENTITIES[entity].field(taken)), left: None}
        return case_records.add(c.world.store, c.world.nel, entity=entity, case_pk=c.key("Case"), values=values)

    return add


def _changing_record(entity: str) -> Edit:
    """Change a record of a case; of two fields that exclude each other mostly none."""
    left = {key for pair in EITHER.get(entity, ()) for key in pair}

    def change(c: Chance) -> None:
        values = {key: value for key, value in c.values(entity).items() if c.rarely() or key not in left}
        case_records.change(c.world.store, c.world.nel, entity=entity, pk=c.key(entity), values=values)

    return change


def _scores(c: Chance) -> object:
    by = [c.one({"by": c.key("Person")}, {"by": c.key("Person")}, {"by_member": c.key("Member")}) for _one in range(3)]
    return scores.add_round(
        c.world.store,
        c.world.nel,
        case_pk=c.key("Case"),
        scores=[one | {"value": c.random.randint(0, 11), "reason": c.text()} for one in by[: c.random.randint(0, 3)]],
        subject_pk=c.one(None, None, c.key("Member")),
        scale=c.one("safety", "wellbeing"),
        difference=c.one(None, c.text()),
    )


def _adding_setting(entity: str) -> Edit:
    parent = ENTITIES[entity].parent

    def add(c: Chance) -> object:
        values, parent_pk = c.values(entity, whole=True), c.key(parent) if parent else None
        return settings.add(c.world.store, c.world.nel, entity=entity, values=values, parent_pk=parent_pk)

    return add


def _plan(c: Chance) -> object:
    return meetings.plan(
        c.world.store,
        c.world.nel,
        values={"held_on": c.day()} | c.one({}, c.values("Meeting")),
        template_name=c.one(None, None, "", "Casustafel", "Geen"),
        from_meeting_pk=c.maybe_key("Meeting"),
        case_pks=c.keys("Case"),
    )


def _item(c: Chance) -> object:
    kind = c.one({"kind": "case", "case": c.key("Case")}, {"kind": "break"}, c.values("AgendaItem", whole=True))
    return agenda.add_item(
        c.world.store, c.world.nel, meeting_pk=c.key("Meeting"), values=kind, after_item_pk=c.maybe_key("AgendaItem")
    )


def _order(c: Chance) -> None:
    """Mostly the proposal for this agenda; now and then one of another agenda."""
    meeting_pk, other = c.key("Meeting"), c.key("Meeting")
    found = read_order(c.world.store, other if c.rarely() else meeting_pk)
    agenda_order.order(c.world.store, c.world.nel, meeting_pk=meeting_pk, placed=found.placed if found else ())


def _set_aside(c: Chance) -> object:
    return warnings.set_aside(
        c.world.store,
        c.world.nel,
        check=c.one(*CHECK_IDS),
        case_pk=c.maybe_key("Case"),
        subject=c.one(None, "Wulp-K1"),
        reason=c.text(),
        until=c.one(date(2026, 10, 5), date(2026, 11, 2), date(2026, 12, 1)),
        by_pk=c.key("Person"),
    )


def _threshold(c: Chance) -> None:
    table.set_threshold(c.world.store, c.world.nel, name=c.one(*LIMITS), value=c.one(None, 0, 7))


def _checks_off(c: Chance) -> None:
    table.set_checks_off(c.world.store, c.world.nel, checks=c.random.sample(CHECK_IDS, c.random.randint(0, 3)))


def prepare(world: World) -> None:
    """Give every kind of record a few rows, so that chance has something to change."""
    store, nel = world.store, world.nel
    for person in (world.anne, world.sem, world.iris):
        meetings.attend(store, nel, pk=world.meeting, person_pk=person, status="present")
    for role, person in zip(CODES["role"], (world.anne, world.sem, world.iris, world.koen), strict=False):
        roles.assign(store, nel, case_pk=world.wulp, role=role, person_pk=person, on=TODAY - timedelta(days=30))
    roles.add_helper(store, nel, case_pk=world.wulp, values={"name": "huisarts", "members": (world.mother,)})
    for owner in (world.sem, world.iris, world.koen):
        values = {"text": "Belt", "case": world.wulp, "owner": owner, "due": TODAY, "members": (world.child,)}
        action_points.add(store, nel, values=values)
    for entity, values in records_of(world).items():
        case_records.add(store, nel, entity=entity, case_pk=world.wulp, values=values)
    decisions.add(store, nel, case_pk=world.wulp, values={"text": "Eén lijn", "needs": (world.team,)})
    meetings.start(store, nel, pk=world.meeting)
    for entity, values in SETTINGS.items():
        settings.add(store, nel, entity=entity, values=values)
    looked: dict[str, Any] = {
        "check": "E01",
        "subject": None,
        "reason": "Komt vandaag",
        "until": TODAY + timedelta(days=3),
    }
    warnings.set_aside(store, nel, case_pk=world.wulp, by_pk=world.anne, **looked)
    _held_before(world)


def _held_before(world: World) -> None:
    """A meeting that was closed this morning, one to come of which an item was put off, and a case that is over."""
    store, nel = world.store, world.nel
    held = meetings.plan(store, nel, values={"held_on": TODAY, "chair": world.anne})
    meetings.start(store, nel, pk=held)
    meetings.close(store, nel, pk=held)
    later = meetings.plan(
        store, nel, values={"held_on": TODAY + timedelta(days=28), "chair": world.anne}, case_pks=(world.grutto,)
    )
    item = agenda.add_item(store, nel, meeting_pk=later, values={"kind": "case", "case": world.wulp})
    agenda.skip(store, nel, item_pk=item, how="postponed")
    for pk in (world.koen, world.sem):
        meetings.attend(store, nel, pk=later, person_pk=pk, status="excused")
    meetings.attend(store, nel, pk=later, person_pk=world.iris, status="absent")
    over = cases.add(store, nel, values={"alias": "Fuut", "brought_by": world.anne, "goal": "Rust"})
    cases.close(store, nel, pk=over)
    for relation in ("grandmother", "friend", "aunt"):
        family.add_member(store, nel, case_pk=world.grutto, values={"relation": relation})


def _least(field: Field, keys: dict[str, int]) -> Any:
    """The plainest value for a field."""
    if field.words:
        return field.words[0]
    if field.kind == kinds.CODE:
        return CODES[field.target][0]
    if field.kind in (kinds.REF, kinds.REFS):
        return keys[field.target] if field.kind == kinds.REF else (keys[field.target],)
    return {kinds.DAY: TODAY, kinds.INT: 4}.get(field.kind, "Iets")


def records_of(world: World) -> dict[str, dict[str, Any]]:
    """What one record of every kind that is kept alike needs at least, on the first case."""
    keys = {"Person": world.sem, "Organisation": world.team, "Member": world.child, "Meeting": world.meeting}
    found: dict[str, dict[str, Any]] = {}
    for name in PLAIN_RECORDS:
        required = [field for field in ENTITIES[name].fields if field.required and field.kind != kinds.INSTANT]
        values = found[name] = {field.key: _least(field, keys) for field in required}
        for one, _other in EITHER.get(name, ()):
            values[one] = world.sem
    found["Handover"]["to_holder"] = world.koen
    return found


STATUS = ENTITIES["ActionPoint"].field("status").words
ATTENDANCE = ENTITIES["Attendance"].field("status").words
EDITS: dict[str, Edit] = {
    "table.set": lambda c: table.set_table(c.world.store, c.world.nel, values=c.values("TableInfo")),
    "table.threshold": _threshold,
    "table.checks_off": _checks_off,
    "table.copy_method": lambda c: table.copy_method(c.world.store, c.world.nel, method=METHOD),
    "organisations.add": adding(organisations.add, "Organisation"),
    "organisations.change": changing(organisations.change, "Organisation"),
    "people.add": adding(people.add, "Person"),
    "people.change": changing(people.change, "Person"),
    "people.settle_secrecy": on(
        "Person", people.settle_secrecy, secrecy=lambda c: c.one("covenant", "statement_signed", "not_yet", "geen")
    ),
    "people.hand_over": on(
        "Person",
        people.hand_over,
        "from_pk",
        to_pk=lambda c: c.key("Person"),
        lines=lambda c: c.one(None, None, {c.key("Case"): c.text()}),
        leaves=lambda c: c.one(False, False, True),
    ),
    "meetings.plan": _plan,
    "meetings.plan_series": on(
        "Meeting", meetings.plan_series, "from_meeting_pk", days=lambda c: [c.day() for _day in range(c.one(0, 1, 3))]
    ),
    "meetings.change": changing(meetings.change, "Meeting"),
    "meetings.start": on("Meeting", meetings.start),
    "meetings.next": on(
        "Meeting",
        meetings.go_on,
        expected_item_pk=lambda c: c.one(None, None, None, c.key("AgendaItem")),
        phases=lambda c: c.one(None, Spent(7, 1, 5)),
        note=lambda c: c.one("", "", c.text()),
    ),
    "meetings.close": on("Meeting", meetings.close, phases=lambda c: c.one(None, Spent(0, 0, 600))),
    "meetings.reopen": on("Meeting", meetings.reopen),
    "meetings.call_off": on("Meeting", meetings.call_off),
    "meetings.attend": on(
        "Meeting",
        meetings.attend,
        person_pk=lambda c: c.key("Person"),
        status=lambda c: c.one(*ATTENDANCE),
        arrives=lambda c: c.one(None, None, "", *TIMES),
        leaves=lambda c: c.one(None, None, None, *TIMES),
    ),
    "meetings.take_off": on("Meeting", meetings.take_off, person_pk=lambda c: c.key("Person")),
    "meetings.confidentiality": on("Meeting", meetings.confidentiality, version=lambda c: c.text()),
    "agenda.add": _item,
    "agenda.change": changing(agenda.change_item, "AgendaItem", "item_pk"),
    "agenda.move": on("AgendaItem", agenda.move, "item_pk", by=lambda c: c.one(-3, -1, 1, 2)),
    "agenda.order": _order,
    "agenda.fill": on(
        "Meeting",
        agenda_order.fill,
        "meeting_pk",
        case_pks=lambda c: c.keys("Case"),
        item_pks=lambda c: c.keys("AgendaItem"),
    ),
    "agenda.let_go": on("Meeting", agenda_order.let_go, "meeting_pk", item_pk=lambda c: c.key("AgendaItem")),
    "agenda.skip": on("AgendaItem", agenda.skip, "item_pk", how=lambda c: c.one("postponed", "dropped")),
    "agenda.unskip": on("AgendaItem", agenda.unskip, "item_pk"),
    "agenda.give_minutes": on("AgendaItem", agenda.give_minutes, "item_pk", minutes=lambda c: c.one(-10, -3, 5, 15)),
    "agenda.remove": on("AgendaItem", agenda.remove, "item_pk"),
    "agenda.seat": _seat,
    "seats.come_in": _in_the_room(seats.come_in),
    "seats.bring_in": on("AgendaItem", seats.bring_in, "item_pk", values=lambda c: c.values("Person", whole=True)),
    "seats.step_out": _in_the_room(seats.step_out),
    "seats.not_in": _in_the_room(seats.not_in),
    "attendance.everybody": on("Meeting", attendance.everybody),
    "attendance.arrive": on("Meeting", attendance.arrive, person_pk=lambda c: c.key("Person")),
    "attendance.leave": on("Meeting", attendance.leave, person_pk=lambda c: c.key("Person")),
    "attendance.deputise": on(
        "Meeting",
        attendance.deputise,
        absent_pk=lambda c: c.key("Person"),
        deputy_pk=lambda c: c.one(None, c.key("Person")),
        values=lambda c: c.one(None, None, c.values("Person", whole=True)),
        item_pk=lambda c: c.maybe_key("AgendaItem"),
    ),
    "agenda.catch_up": on(
        "Meeting",
        agenda_time.catch_up,
        "meeting_pk",
        shorten=lambda c: {c.key("AgendaItem"): c.random.randint(0, 15) for _n in range(c.random.randint(0, 2))},
        move=lambda c: c.one((), (c.key("AgendaItem"),)),
        expected_item_pk=lambda c: c.one(None, None, None, c.key("AgendaItem")),
    ),
    "agenda.take_break": on("Meeting", agenda_time.take_break, "meeting_pk", minutes=lambda c: c.one(5, 10, 900)),
    "agenda.set_minutes": on(
        "Meeting",
        agenda_time.set_minutes,
        "meeting_pk",
        minutes=lambda c: {c.key("AgendaItem"): c.random.randint(0, 40) for _n in range(c.random.randint(0, 3))},
    ),
    "cases.add": adding(cases.add, "Case"),
    "cases.change": changing(cases.change, "Case"),
    "cases.close": on("Case", cases.close, reason=lambda c: c.text()),
    "cases.reopen": on("Case", cases.reopen),
    "cases.copy_for_learning": on(
        "Case",
        learning.copy_case,
        alias=lambda c: c.text(),
        by_pk=lambda c: c.key("Person"),
        texts=lambda c: c.one({}, {("Case", c.world.wulp, "goal"): c.text()}),
    ),
    "cases.plan_evaluation": on("Case", cases.plan_evaluation, on=lambda c: c.day()),
    "family.add": adding(family.add_member, "Member", case_pk="Case"),
    "family.change": changing(family.change_member, "Member"),
    "family.remove": on("Member", family.remove_member),
    "roles.assign": _assign,
    "roles.end": on("RoleAssignment", roles.end, "assignment_pk", on=lambda c: c.one(None, c.day())),
    "roles.change": changing(roles.change, "RoleAssignment", "assignment_pk"),
    "roles.add_helper": _helper,
    "roles.change_helper": changing(roles.change_helper, "Helper"),
    "roles.end_helper": on("Helper", roles.end_helper),
    "roles.remove_helper": on("Helper", roles.remove_helper),
    "scores.add_round": _scores,
    "obstacles.raise": on(
        "ActionPoint",
        obstacles.raise_level,
        "action_pk",
        values=lambda c: c.values("Obstacle", whole=True, resolved_on=None),
        seen_level=lambda c: c.one(0, 0, 2, 3, 4),
    ),
    "offers.to_action": on("Offer", offers.to_action, meeting_pk=lambda c: c.one(None, None, c.key("Meeting"))),
    "information.invite": on("Case", information.invite, "case_pk", organisation_pk=lambda c: c.key("Organisation")),
    "action_points.add": adding(action_points.add, "ActionPoint"),
    "action_points.change": changing(action_points.change, "ActionPoint"),
    "action_points.set_status": on(
        "ActionPoint",
        action_points.set_status,
        status=lambda c: c.one(*STATUS),
        reason=lambda c: c.text(),
        meeting_pk=lambda c: c.maybe_key("Meeting"),
        also=lambda c: c.one(None, None, {"due": c.day()}, {"owner": c.key("Person")}),
        new=lambda c: c.one(None, None, None, {"text": c.text(), "owner": c.maybe_key("Person")}),
        obstacle=lambda c: c.one(None, None, None, {"kind": "capacity", "what": c.text()}),
        seen_level=lambda c: c.one(0, 0, 2),
    ),
    "action_points.set_several": lambda c: action_points.set_several(
        c.world.store,
        c.world.nel,
        pks=[c.key("ActionPoint") for _one in range(c.random.randint(1, 3))],
        status=c.one(*STATUS),
        reason=c.text(),
        meeting_pk=c.maybe_key("Meeting"),
    ),
    "action_points.accept": on("ActionPoint", action_points.accept, accepted=lambda c: c.one(True, False)),
    "decisions.add": adding(decisions.add, "Decision", case_pk="Case"),
    "decisions.change": changing(decisions.change, "Decision"),
    "decisions.remove": on("Decision", decisions.remove),
    "warnings.set_aside": _set_aside,
    "warnings.bring_back": on("Override", warnings.bring_back),
    **{record_verb(entity, "add"): _adding_setting(entity) for entity in SETTINGS_RECORDS},
    **{
        record_verb(entity, "change"): changing(partial(settings.change, entity=entity), entity)
        for entity in SETTINGS_RECORDS
    },
    **{
        record_verb(entity, "remove"): on(entity, partial(settings.remove, entity=entity))
        for entity in SETTINGS_RECORDS
    },
    "items.move": on("TemplateItem", settings.move_item, by=lambda c: c.one(-9, -1, 1, 2)),
    **{record_verb(entity, "add"): _adding_record(entity) for entity in PLAIN_RECORDS},
    **{record_verb(entity, "change"): _changing_record(entity) for entity in PLAIN_RECORDS},
    **{
        record_verb(entity, "remove"): on(entity, partial(case_records.remove, entity=entity))
        for entity in PLAIN_RECORDS
    },
}
"""Every verb of the edits."""
