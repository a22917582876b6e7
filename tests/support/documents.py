"""Any valid document of docs/format.md as hypothesis strategies, over every kind of record and every key.

What is drawn is JSON as somebody's own program might write it: keys in any order, empty ones and defaults among them.
`canonical` says what the format makes of it, written apart from the program.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from mdoverleg.domain import enums
from mdoverleg.domain.limits import CHECK_IDS, LIMITS
from mdoverleg.domain.roles import BUILT_IN
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import NESTED, Entity, Field
from mdoverleg.domain.text import clean

HOSTILE = (
    "[/red] [@click=app.quit]klik[/]",
    "=SOM(A1:A9)",
    "+31 6 0000",
    "@SUM(1)",
    "-rf ../../etc/passwd",
    '\'; DROP TABLE "case"; --',
    "{{ 7*7 }} {name} %s",
    "naïef — Eén café 👩‍👩‍👧",
    "مرحبا",
    '<script>alert(1)</script> & "x"',
    "\\ \\n \\u0000",
    "NULL",
    "null",
)
DIRTY = ("\x1b[31mrood\x1b[0m", "a\u202egnp.exe", "twee\r\nregels\ttab", " rand ", "\x00nul", "\ud800half", "e\u0301")

ZONES = ("Europe/Amsterdam", "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Chatham")
SPANS = (
    ("planned_start", "planned_end", True),
    ("actual_start", "actual_end", False),
    ("arrives", "leaves", True),
    ("started_on", "ended_on", False),
    ("started_on", "until", False),
    ("since", "ended_on", False),
    ("since", "resolved_on", False),
)
ONE_OF = {
    "Seat": ("person", "member"),
    "RoleAssignment": ("holder", "organisation"),
    "Helper": ("person", "name"),
    "ChildVoice": ("by", "by_other"),
    "Score": ("by", "by_member"),
    "Offer": ("by", "by_member"),
}


class World(NamedTuple):
    """What a record may refer to."""

    ids: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[str, ...]]
    case: str | None = None
    members: Mapping[str, tuple[str, ...]] = {}
    actions: Mapping[str, tuple[str, ...]] = {}


def texts(*, one_line: bool, dirty: bool = False) -> st.SearchStrategy[str]:
    """Texts that people or attackers give; clean and not empty unless `dirty`."""
    anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.sampled_from(DIRTY))
    if dirty:
        return anything
    return anything.map(lambda text: clean(text, one_line=one_line)).filter(bool)


def days() -> st.SearchStrategy[str]:
    """Dates, mostly of these years."""
    near = st.dates(date(2020, 1, 1), date(2030, 12, 31))
    return st.one_of(near, near, st.dates()).map(date.isoformat)


def times() -> st.SearchStrategy[str]:
    """Times of day."""
    return st.integers(0, 1439).map(lambda minutes: f"{minutes // 60:02d}:{minutes % 60:02d}")


def instants() -> st.SearchStrategy[str]:
    """Moments with any offset, mostly of these years."""
    seconds = st.one_of(st.integers(0, 2_000_000_000), st.integers(-60_000_000_000, 250_000_000_000))
    return st.builds(
        lambda moment, minutes: (
            (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment))
            .astimezone(timezone(timedelta(minutes=minutes)))
            .isoformat()
        ),
        seconds,
        st.integers(-14 * 60, 14 * 60),
    )


def _targets(field: Field, world: World) -> tuple[str, ...]:
    if field.target == "Member":
        return world.members.get(world.case or "", ())
    if field.target == "ActionPoint" and field.key != "depends_on":
        return world.actions.get(world.case or "", ())
    return tuple(world.ids.get(field.target, ()))


def _choices(field: Field, world: World) -> tuple[str, ...]:
    if field.kind in (kinds.WORD, kinds.WORDS):
        return field.words
    if field.kind in (kinds.CODE, kinds.CODES):
        return world.codes.get(field.target, ())
    if field.key == "checks_off":
        return CHECK_IDS
    if field.key == "hidden_panels":
        return ("pitches", "scores", "notes", "members")
    return _targets(field, world)


def value_of(field: Field, world: World) -> st.SearchStrategy[Any] | None:
    """A value for one key; None when nothing can be named."""
    simple = {
        kinds.STRING: texts(one_line=True),
        kinds.TEXT: texts(one_line=False),
        kinds.INT: st.integers(field.low, field.high),
        kinds.BOOL: st.booleans(),
        kinds.DAY: days(),
        kinds.TIME: times(),
        kinds.INSTANT: instants(),
    }
    if field.kind in simple:
        return simple[field.kind]
    choices = _choices(field, world)
    if not choices:
        return None
    one = st.sampled_from(choices)
    if field.kind in kinds.LINKED:
        return st.lists(one, unique=True, min_size=1 if field.required else 0, max_size=4)
    return one


@st.composite
def record(draw: st.DrawFn, entity_name: str, world: World, /, **fixed: Any) -> dict[str, Any]:
    """One record without its nested lists; empty when a reference that it needs has nobody to name."""
    entity = ENTITIES[entity_name]
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for field in entity.fields:
        strategy = None if field.key in fixed or field.kind in (*NESTED, kinds.ID) else value_of(field, world)
        if strategy is not None:
            (required if field.required else optional)[field.key] = strategy
        elif field.required and field.key not in fixed and field.kind != kinds.ID:
            return {}
    values: dict[str, Any] = fixed | draw(st.fixed_dictionaries(required, optional=optional))
    if not _made_to_fit(draw, entity_name, values, world):
        return {}
    for key in draw(st.lists(st.sampled_from([field.key for field in entity.fields]), max_size=2)):
        values.setdefault(key, draw(st.sampled_from([None, "", []])))
    return dict(draw(st.permutations(list(values.items()))))


def _made_to_fit(draw: st.DrawFn, name: str, values: dict[str, Any], world: World) -> bool:
    for start, end, strictly in SPANS:
        low, high = values.get(start), values.get(end)
        if low is not None and high is not None and (high < low or (strictly and high == low)):
            if high == low and not (name in ("Meeting", "AgendaItem") and end == "planned_end"):
                del values[end]
            elif high == low:
                values[start], values[end] = "09:00", "10:00"
            else:
                values[start], values[end] = high, low
    if name in ONE_OF:
        first, second = ONE_OF[name]
        options = [key for key in (first, second) if value_of(ENTITIES[name].field(key), world) is not None]
        if not options:
            return False
        chosen = draw(st.sampled_from(options))
        values.pop(first if chosen == second else second, None)
        if chosen not in values:
            strategy = value_of(ENTITIES[name].field(chosen), world)
            assert strategy is not None
            values[chosen] = draw(strategy)
    _keep_together(name, values)
    return True


def _keep_together(name: str, values: dict[str, Any]) -> None:
    if name == "AgendaItem":
        if "actual_start" not in values:
            values.pop("actual_end", None)
        if "case" in values:
            values["kind"] = "case"
        elif values["kind"] == "case":
            values["kind"] = "break"
    if name == "Member":
        if values.get("contact_safe") != "only_via":
            values.pop("contact_via", None)
        if "seen_by" in values:
            values.pop("seen_by_other", None)
    if name == "ActionPoint":
        if "owner" in values:
            values.pop("owner_organisation", None)
        else:
            values.pop("co_owner", None)
    _not_itself(values)


def _not_itself(values: dict[str, Any]) -> None:
    own = values.get("id")
    for key in ("deputy", "depends_on"):
        if own is not None and values.get(key) == own:
            del values[key]
    if "linked_cases" in values:
        values["linked_cases"] = [case for case in values["linked_cases"] if case != own]


def ids(least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Different ids, some as the program numbers them."""
    free = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", fullmatch=True)
    numbered = st.builds(
        lambda letter, number: f"{letter}-{number:03d}", st.sampled_from("AOPMC"), st.integers(1, 1200)
    )
    return st.lists(st.one_of(free, numbered), unique=True, min_size=least, max_size=most).map(tuple)


def codes() -> st.SearchStrategy[tuple[str, ...]]:
    """A table's own codes, none of them built in."""
    built_in = {role.code for role in BUILT_IN} | set(get_args(enums.ConcernType)) | set(get_args(enums.LifeDomain))
    one = st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True).filter(lambda code: code not in built_in)
    return st.lists(one, unique=True, max_size=3).map(tuple)


@st.composite
def rows(draw: st.DrawFn, name: str, world: World, most: int, once: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """A list of records; what is in `once` stands in it only once."""
    found: list[dict[str, Any]] = []
    for _number in range(draw(st.integers(0, most))):
        row = draw(record(name, world))
        if row and not any(row.get(key) and row.get(key) == other.get(key) for key in once for other in found):
            found.append(row)
    return found


ONCE = {
    "Attendance": ("person",),
    "Seat": ("person", "member"),
    "Buffer": ("buffer",),
    "Information": ("organisation",),
}


@st.composite
def documents(draw: st.DrawFn, most: int = 2) -> dict[str, Any]:
    """A whole valid document; `most`: how long its lists get."""
    own = draw(st.fixed_dictionaries({"role": codes(), "concern_type": codes(), "life_domain": codes()}))
    world = _world(draw, most, own)
    document: dict[str, Any] = {"format": "mdoverleg-table", "version": 1}
    document["table"] = draw(record("TableInfo", world, time_zone=draw(st.sampled_from(ZONES))))
    document["thresholds"] = [
        {"name": name, "value": draw(st.integers(0, 100000))}
        for name in draw(st.lists(st.sampled_from(sorted(LIMITS)), unique=True, max_size=3))
    ]
    document |= _own_words(draw, world, own)
    document["agenda_templates"] = _templates(draw, world)
    document["standard_actions"] = draw(rows("StandardAction", world, most))
    for key, name in (("organisations", "Organisation"), ("people", "Person")):
        document[key] = [draw(record(name, world, id=own_id)) for own_id in world.ids[name]]
    document["meetings"] = [_meeting(draw, world, own_id, most) for own_id in world.ids["Meeting"]]
    document["cases"] = [_case(draw, world, own_id, most) for own_id in world.ids["Case"]]
    document["actions"] = _actions(draw, world)
    document["overrides"] = [
        {**row, "check": draw(st.sampled_from(CHECK_IDS))} for row in draw(rows("Override", world, most))
    ]
    return {key: value for key, value in document.items() if value or draw(st.booleans())}


def _world(draw: st.DrawFn, most: int, own: Mapping[str, tuple[str, ...]]) -> World:
    organisations = draw(ids(1, most))
    people = draw(ids(1, most + 1))
    cases = draw(ids(0, most))
    members = draw(ids(0, most * 2))
    actions = draw(ids(0, most * 2))
    homes = (*cases, None)
    where = [draw(st.sampled_from(homes)) for _action in actions]
    built_in = {
        "role": tuple(role.code for role in BUILT_IN),
        "concern_type": get_args(enums.ConcernType),
        "life_domain": get_args(enums.LifeDomain),
    }
    return World(
        {
            "Organisation": organisations,
            "Person": people,
            "Meeting": draw(ids(0, most)),
            "Case": cases,
            "Member": members if cases else (),
            "ActionPoint": actions,
        },
        {name: (*built_in[name], *own[name]) for name in built_in},
        None,
        {case: members[place :: len(cases)] for place, case in enumerate(cases)},
        {case: tuple(a for a, home in zip(actions, where, strict=True) if home == case) for case in cases},
    )


def _own_words(draw: st.DrawFn, world: World, own: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    role_kinds = [draw(record("RoleKind", world, code=code, label=draw(texts(one_line=True)))) for code in own["role"]]
    changed = draw(st.lists(st.sampled_from([role.code for role in BUILT_IN]), unique=True, max_size=2))
    role_kinds += [draw(record("RoleKind", world, code=code)) for code in changed]
    own_codes = [
        draw(record("OwnCode", world, code_list=name, code=code))
        for name in ("concern_type", "life_domain")
        for code in own[name]
    ]
    return {"role_kinds": role_kinds, "own_codes": own_codes}


def _templates(draw: st.DrawFn, world: World) -> list[Any]:
    names = draw(st.lists(texts(one_line=True), unique=True, max_size=2))
    templates = [draw(record("AgendaTemplate", world, name=name)) for name in names]
    return [{**row, "items": draw(rows("TemplateItem", world, 3))} for row in templates]


def _meeting(draw: st.DrawFn, world: World, own_id: str, most: int) -> dict[str, Any]:
    meeting: dict[str, Any] = draw(record("Meeting", world, id=own_id))
    meeting["attendance"] = draw(rows("Attendance", world, most + 1, ONCE["Attendance"]))
    meeting["agenda"] = draw(rows("AgendaItem", world, most + 1))
    for item in meeting["agenda"]:
        of_case = world._replace(case=item.get("case"))
        item["seats"] = draw(rows("Seat", of_case, most, ONCE["Seat"]))
    return meeting


def _case(draw: st.DrawFn, world: World, own_id: str, most: int) -> dict[str, Any]:
    world = world._replace(case=own_id)
    # The id makes the alias different from every other; its capitals too, so a letter is put before small ones.
    alias = f"{own_id.encode().hex()} {draw(texts(one_line=True))}"
    case: dict[str, Any] = draw(record("Case", world, id=own_id, alias=clean(alias, one_line=True)))
    case["members"] = [draw(record("Member", world, id=member)) for member in world.members[own_id]]
    for field in ENTITIES["Case"].lists:
        if field.key != "members":
            case[field.key] = draw(rows(field.target, world, most, ONCE.get(field.target, ())))
    return case


def _actions(draw: st.DrawFn, world: World) -> list[dict[str, Any]]:
    homes = {action: case for case, actions in world.actions.items() for action in actions}
    found = []
    for place, own_id in enumerate(world.ids["ActionPoint"]):
        fixed = {"case": homes[own_id]} if own_id in homes else {"case": None}
        # Only on what stands earlier, so that no circle comes about; then the order is shuffled.
        earlier = {**world.ids, "ActionPoint": world.ids["ActionPoint"][:place]}
        here = world._replace(case=homes.get(own_id), ids=earlier)
        found.append(draw(record("ActionPoint", here, id=own_id, **fixed)))
    return list(draw(st.permutations(found)))


def as_json(document: Mapping[str, Any]) -> bytes:
    """The document as another program might write it."""
    return json.dumps(document, ensure_ascii=True).encode()


def canonical(document: Mapping[str, Any]) -> bytes:
    """What the format makes of a document whose texts are clean."""
    zone = ZoneInfo(document["table"].get("time_zone") or "Europe/Amsterdam")
    tree = _canonical(DOCUMENT, document, zone)
    return (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()


def _canonical(entity: Entity, values: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for field in entity.fields:
        value = values.get(field.key)
        if value in (None, "", []) or (type(value) is type(field.default) and value == field.default):
            continue
        if field.kind == kinds.ROWS:
            value = [_canonical(ENTITIES[field.target], row, zone) for row in value]
        elif field.kind == kinds.ROW:
            value = _canonical(ENTITIES[field.target], value, zone)
        elif field.kind == kinds.INSTANT:
            value = in_zone(value, zone)
        kept[field.key] = value
    return kept


def in_zone(instant: str, zone: ZoneInfo) -> str:
    """The same moment in the zone, or in UTC where the zone's offset has seconds."""
    there = datetime.fromisoformat(instant).astimezone(zone)
    offset = there.utcoffset() or timedelta()
    return (there if offset.seconds % 60 == 0 else there.astimezone(UTC)).isoformat()
