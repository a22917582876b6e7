"""The agenda of a meeting to come, as toml: when, who leads, and the items in order with their minutes."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.inputs import ValuesRefused, validate
from mdoverleg.domain.inputs_found import Found
from mdoverleg.domain.inputs_say import shown, with_meant
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _, n_
from mdoverleg.intake.columns import Problems, names_of, plain_name, value_of
from mdoverleg.intake.handed_in import bytes_of, refused
from mdoverleg.intake.known import Known, read_known
from mdoverleg.store.reading import Reader

MOST_BYTES: Final = 1_000_000
MOST_ITEMS: Final = 200
LONGEST: Final = 240
"""Minutes of one item, as in the agenda templates of docs/format.md."""

NEEDED: Final = ("kind", "held_on", "planned_start", "chair")
_ITEMS: Final = frozenset(["items", "agenda", "punten", "agendapunten"])
_MINUTES: Final = frozenset(["minutes", "minuten", "duur"])
_TEMPLATE: Final = frozenset(["template", "sjabloon"])
_CASES: Final = frozenset(["cases", "casussen"])
_KEY_LINE: Final = re.compile(r"""\s*["']?([^"'=\[\]#]+?)["']?\s*=""")


class _Place(NamedTuple):
    """Where a value stands: the line of its key, or of the item that it is missing from."""

    file: str
    lines: Mapping[tuple[int, str], int]
    """For each item (0: the meeting itself) and key the line."""

    def line(self, item: int, key: str) -> int:
        return self.lines.get((item, key)) or self.lines.get((item, "")) or 1


def read_agenda(reader: Reader, files: Sequence[Path], today: date) -> Found:
    """Read and check agendas, one meeting per file; InputRefused names every line that is wrong.

    Each record has `meeting` (values without id), `template` (name or None), `cases` (keys, for the template) and
    `items` (kind, minutes, title, case key).
    """
    known = read_known(reader)
    problems = Problems()
    records = [_read_one(file, known, problems) for file in files]
    seen = {(one.name, one.more): one.id for one in known.meetings}
    for file, record in zip(files, records, strict=True):
        _refuse_double(str(file), record["meeting"], seen, problems)
    problems.refuse()
    lines = [_told(record) for record in records]
    return Found(tuple(records), tuple(lines), ", ".join(Path(file).name for file in files))


def _refuse_double(file: str, meeting: dict[str, Any], seen: dict[tuple[str, str], str], problems: Problems) -> None:
    if "held_on" not in meeting or "planned_start" not in meeting:
        return
    mark = (meeting["held_on"].isoformat(), meeting["planned_start"])
    if mark in seen:
        sentence = _("there is a meeting at that time already ({id})").format(id=seen[mark])
        problems.add(file, 1, field_label("Meeting", "held_on"), sentence)
    seen[mark] = clean(file, one_line=True)


def _told(record: dict[str, Any]) -> str:
    meeting, number = record["meeting"], len(record["items"])
    day, start = day_with_year(meeting["held_on"]), meeting["planned_start"]
    if record["template"] is not None:
        sentence = _("new: meeting on {day} at {start}, template {name}")
        return sentence.format(day=day, start=start, name=shown(record["template"]))
    sentence = n_(
        "new: meeting on {day} at {start}, {n} item, {minutes} min",
        "new: meeting on {day} at {start}, {n} items, {minutes} min",
        number,
    )
    return sentence.format(day=day, start=start, n=number, minutes=sum(item["minutes"] for item in record["items"]))


def _read_one(file: Path, known: Known, problems: Problems) -> dict[str, Any]:
    name = clean(str(file), one_line=True)
    content = bytes_of(file, name, MOST_BYTES)
    raw, place = _parsed(content, name)
    rest = {key: value for key, value in raw.items() if plain_name(key) not in _ITEMS | _TEMPLATE | _CASES}
    items, template, cases = (_named(raw, names) for names in (_ITEMS, _TEMPLATE, _CASES))
    items, cases = items or [], cases or []
    taker = _Taker(place, known, problems)
    record = {
        "meeting": taker.meeting(rest),
        "template": taker.template(template, items),
        "cases": taker.cases(cases, template),
        "items": list(taker.items(items)),
    }
    taker.require_room(record)
    return record


def _named(raw: Mapping[str, Any], names: frozenset[str]) -> Any:
    return next((value for key, value in raw.items() if plain_name(key) in names), None)


def _parsed(content: bytes, name: str) -> tuple[dict[str, Any], _Place]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refused([_("{file}:{line} not UTF-8; save it as UTF-8").format(file=name, line=line)]) from None
    if not text.strip():
        raise refused([_("{file}: the file is empty").format(file=name)])
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        sentence = _('{file}:{line} this line does not read as key = "value"')
        if "overwrite" in str(error):
            sentence = _("{file}:{line} this key is there already")
        raise refused([sentence.format(file=name, line=line)]) from None
    except (RecursionError, ValueError):
        raise refused([_("{file}: nested too deep, or a number that is too large").format(file=name)]) from None
    return raw, _Place(name, _lines(text))


def _lines(text: str) -> dict[tuple[int, str], int]:
    lines: dict[tuple[int, str], int] = {(0, ""): 1}
    item = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("[["):
            item += 1
            lines[item, ""] = number
        elif found := _KEY_LINE.match(line):
            lines.setdefault((item, found[1].strip()), number)
    return lines


class _Taker:
    """Takes the values out of one agenda, and notes what is wrong with them."""

    def __init__(self, place: _Place, known: Known, problems: Problems) -> None:
        self._place = place
        self._known = known
        self._problems = problems
        self._wrong: set[str] = set()

    def meeting(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return the values of the meeting itself."""
        values = self._values("Meeting", 0, raw, frozenset())
        for key in NEEDED:
            if key not in values and key not in self._wrong:
                self._note(0, key, field_label("Meeting", key), _("required"))
        if values.get("id") in {one.id for one in self._known.meetings}:
            self._note(0, "id", "id", _("{value} is used already").format(value=shown(values["id"])))
        return self._checked("Meeting", 0, values)

    def template(self, name: Any, items: Any) -> str | None:
        """Return the name of the template to take the items from."""
        if name is None:
            if not items:
                self._note(0, "items", "items", _("there are no items, and no template"))
            return None
        if items:
            self._note(0, "template", "template", _("either a template or items, not both"))
        elif not isinstance(name, str) or name not in self._known.templates:
            sentence = _("no agenda template {value} at this table").format(value=shown(name))
            meant = with_meant(sentence, name, self._known.templates) if isinstance(name, str) else sentence
            self._note(0, "template", "template", meant)
        return name if isinstance(name, str) else None

    def cases(self, names: Any, template: Any) -> list[int]:
        """Return the cases that the template's places for cases are filled with."""
        if names and template is None:
            self._note(0, "cases", "cases", _("only together with a template"))
        if not isinstance(names, list):
            self._note(0, "cases", "cases", _("{value} is not a list").format(value=shown(names)))
            return []
        found = []
        for name in names:
            try:
                found.append(self._known.find("Case", name if isinstance(name, str) else shown(name)))
            except Refused as refusal:
                self._note(0, "cases", "cases", str(refusal))
        return found

    def items(self, raw: Any) -> Iterator[dict[str, Any]]:
        """Yield kind, minutes, title and case of every item that is right."""
        if not isinstance(raw, list) or len(raw) > MOST_ITEMS:
            sentence = _("not a list of at most {limit} items").format(limit=MOST_ITEMS)
            self._note(0, "items", "items", sentence)
            return
        for number, item in enumerate(raw, 1):
            if not isinstance(item, dict):
                self._note(number, "", "items", _("{value} is not an object").format(value=shown(item)))
                continue
            minutes = _named(item, _MINUTES)
            rest = {key: value for key, value in item.items() if plain_name(key) not in _MINUTES}
            values = self._values("AgendaItem", number, rest, frozenset(["kind", "case", "title"]))
            if type(minutes) is not int or not 1 <= minutes <= LONGEST:
                sentence = _("{value} is not from {low} to {high}").format(value=shown(minutes), low=1, high=LONGEST)
                self._note(number, "minutes", "minutes", _("required") if minutes is None else sentence)
                minutes = 1
            if "kind" not in values and "case" in values:
                values["kind"] = "case"
            # The times follow from the minutes; what else belongs together is checked with any that fit.
            whole = {**values, "planned_start": "00:00", "planned_end": "00:01"}
            checked = self._checked("AgendaItem", number, whole)
            yield {key: checked.get(key) for key in ("kind", "title", "case")} | {"minutes": minutes}

    def require_room(self, record: dict[str, Any]) -> None:
        """Note an agenda that would run past midnight."""
        start = record["meeting"].get("planned_start")
        if start and minutes_of_day(start) + sum(item["minutes"] for item in record["items"]) >= 24 * 60:
            self._note(0, "planned_start", field_label("Meeting", "planned_start"), _("the agenda runs past midnight"))

    def _values(self, entity_name: str, item: int, raw: dict[str, Any], only: frozenset[str]) -> dict[str, Any]:
        self._wrong = set()
        known = {name: key for name, key in names_of(entity_name).items() if not only or key in only}
        values: dict[str, Any] = {}
        for name, cell in raw.items():
            key = known.get(plain_name(name))
            if key is None:
                self._note(item, name, name, with_meant(_("unknown key"), plain_name(name), known))
                continue
            try:
                value = value_of(entity_name, ENTITIES[entity_name].field(key), _plain(cell), self._known)
            except Refused as refusal:
                self._wrong.add(key)
                self._note(item, name, name, str(refusal))
                continue
            if value is not None:
                values[key] = value
        return values

    def _checked(self, entity_name: str, item: int, values: dict[str, Any]) -> dict[str, Any]:
        try:
            if entity_name == "AgendaItem":
                return validate(entity_name, values)
            return validate(entity_name, values, partial=True)
        except ValuesRefused as error:
            for path, sentence in error.pairs:
                if path not in self._wrong:
                    self._note(item, path, path, sentence)
        return {}

    def _note(self, item: int, key: str, field: str, sentence: str) -> None:
        self._problems.add(self._place.file, self._place.line(item, key), field, sentence)


def _plain(value: Any) -> Any:
    """Return a TOML value as a cell; what is no text, number, date or time is refused."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, str | bool | int | float | date | time):
        return value
    raise Refused(_("{value} is not text").format(value=shown(value)))
