"""Reads a method from TOML and says everything that is wrong with it, not only the first thing."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, get_args

from mdoverleg.domain.enums import ActionKind, AgendaItemKind, CodeList, MeetingKind, RoleSlot
from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.inputs_say import Path as Place
from mdoverleg.domain.inputs_say import one_line, with_meant
from mdoverleg.domain.labels import BUILT_IN_CODES
from mdoverleg.domain.limits import CHECK_IDS, LIMITS, MINUTES_PER_CASE, STRING_LENGTH
from mdoverleg.domain.retention import RANGES
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.words import Language, _
from mdoverleg.methods.fields import FieldReader, Raw
from mdoverleg.methods.light import names, rule_of
from mdoverleg.methods.values import (
    PHASE_OF_STEP,
    ForWhom,
    HowMany,
    Method,
    MethodAction,
    MethodCode,
    MethodItem,
    MethodTemplate,
    RoleChange,
    Slot,
    Step,
)

_PANELS: Final = tuple(field.key for field in ENTITIES["Case"].lists)


def read_own(path: Path, language: Language) -> Method:
    """Read a method from a file of the user's own; InputRefused when there is none or when it is wrong."""
    if path.suffix != ".toml" and not os.path.exists(path):  # noqa: PTH110 - a name too long for a disk is not there
        sentence = _(
            'there is no way of working "{name}"; there are {names}, or give a file that ends in .toml'
        ).format(name=one_line(str(path)), names=", ".join(names()))
        raise InputRefused(with_meant(sentence, str(path), names()), ())
    return read_file(path, language)


MOST_BYTES = 1_000_000
"""Of the file of a method; those that come with the tool have a hundredth of it."""


def _text_of(path: Path) -> str:
    """Return what stands in the file; OSError for what has no end, as a pipe, or is too large."""
    if path.exists() and not path.is_file():
        raise OSError
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError
    return content.decode("utf-8-sig")


def read_file(path: Path, language: Language) -> Method:
    """Read and check the method in one file; its name is the name of the file. InputRefused names every problem."""
    try:
        raw = tomllib.loads(_text_of(path))
    except OSError as error:
        raise InputRefused(_("{file} cannot be read").format(file=path), ()) from error
    except UnicodeDecodeError as error:
        raise InputRefused(_("{file} is not UTF-8 text").format(file=path), ()) from error
    except tomllib.TOMLDecodeError as error:
        raise InputRefused(_("{file} is not TOML: {problem}").format(file=path, problem=error), ()) from error
    except (ValueError, RecursionError) as error:  # a name with a NUL in it; brackets by the thousand
        raise InputRefused(_("{file} cannot be read").format(file=path), ()) from error
    reader = _MethodReader(language)
    method = reader.method(path.stem, raw)
    if reader.problems:
        lines = tuple(f"{path}:{problem}" for problem in reader.problems)
        raise InputRefused(_("{file} is not a way of working").format(file=path), lines)
    return method


class _MethodReader(FieldReader):
    """Reads the records of a method."""

    def method(self, name: str, raw: Raw) -> Method:
        """Read a whole method."""
        known = {*Method._fields} - {"name"}
        self.only(raw, known, ())
        role_kinds = self.rows(raw, "role_kinds", self._role_kind)
        roles = (*BUILT_IN_CODES["role"], *(kind.code for kind in role_kinds))
        self.once([kind.code for kind in role_kinds], "role_kinds", "code")
        slots = self.rows(raw, "slots", lambda row, place: self._slot(row, place, roles))
        self.once([slot.role for slot in slots], "slots", "role")
        own_codes = self.rows(raw, "own_codes", self._own_code)
        self.once([(code.code_list, code.code) for code in own_codes], "own_codes", "code")
        templates = self.rows(raw, "agenda_templates", self._template)
        self.once([template.name for template in templates], "agenda_templates", "name")
        steps = self.rows(raw, "steps", self._step)
        self.once([step.code for step in steps], "steps", "code")
        return Method(
            name=name,
            title=self.text(raw, "title", (), STRING_LENGTH) or name,
            summary=self.text(raw, "summary", ()) or "",
            explanation=self.text(raw, "explanation", (), required=False) or "",
            meeting_kind=self.word(raw, "meeting_kind", (), get_args(MeetingKind)),
            minutes_per_case=self.number(raw, "minutes_per_case", (), (1, 240), MINUTES_PER_CASE) or 1,
            slots=slots,
            role_kinds=role_kinds,
            own_codes=own_codes,
            agenda_templates=templates,
            standard_actions=self.rows(raw, "standard_actions", self._action),
            panels=self.words(raw, "panels", _PANELS, _PANELS),
            thresholds=self._thresholds(raw),
            checks_off=self.words(raw, "checks_off", CHECK_IDS, ()),
            steps=steps,
            retention=self._retention(raw),
        )

    def _slot(self, row: Raw, place: Place, roles: Sequence[str]) -> Slot:
        self.only(row, {"role", "how_many", "for_whom", "required", "shown"}, place)
        read = {
            "how_many": self.word(row, "how_many", place, get_args(HowMany)),
            "for_whom": self.word(row, "for_whom", place, get_args(ForWhom), "family"),
        }
        required = self.flag(row, "required", place)
        if required is not None:
            read["required"] = required
        if read["how_many"] == "one_each" and read["for_whom"] == "family":
            self.wrong((*place, "for_whom"), _('"one_each" needs parent, child or member'))
        shown_when = self.word(row, "shown", place, get_args(RoleSlot), None)
        return Slot(self.word(row, "role", place, roles), rule_of(read), shown_when)

    def _role_kind(self, row: Raw, place: Place) -> RoleChange:
        self.only(row, {*RoleChange._fields}, place)
        code = self.code(row, place)
        label = self.text(row, "label", place, STRING_LENGTH, required=code not in BUILT_IN_CODES["role"])
        return RoleChange(
            code,
            label,
            self.text(row, "looks_at", place, required=False),
            self.text(row, "tasks", place, required=False),
            self.text(row, "limits", place, required=False),
            self.word(row, "slot", place, get_args(RoleSlot), None),
            self.flag(row, "counted", place),
            self.flag(row, "handover", place),
        )

    def _own_code(self, row: Raw, place: Place) -> MethodCode:
        self.only(row, {*MethodCode._fields}, place)
        code_list = self.word(row, "code_list", place, get_args(CodeList))
        code = self.code(row, place)
        if code in BUILT_IN_CODES.get(code_list, ()):
            self.wrong((*place, "code"), _('"{code}" is there already').format(code=code))
        return MethodCode(code_list, code, self.text(row, "label", place, STRING_LENGTH) or "")

    def _template(self, row: Raw, place: Place) -> MethodTemplate:
        self.only(row, {*MethodTemplate._fields}, place)
        items = self.rows(row, "items", self._item, place)
        if sum(item.kind == "case" for item in items) > 1:
            self.wrong((*place, "items"), _("one case item stands for every case; there is more than one"))
        return MethodTemplate(
            self.text(row, "name", place, STRING_LENGTH) or "",
            self.word(row, "meeting_kind", place, get_args(MeetingKind)),
            items,
        )

    def _item(self, row: Raw, place: Place) -> MethodItem:
        self.only(row, {*MethodItem._fields}, place)
        return MethodItem(
            self.word(row, "kind", place, get_args(AgendaItemKind)),
            self.text(row, "title", place, required=False),
            self.number(row, "minutes", place, (1, 240)) or 1,
        )

    def _action(self, row: Raw, place: Place) -> MethodAction:
        self.only(row, {*MethodAction._fields}, place)
        return MethodAction(
            self.text(row, "text", place) or "",
            self.word(row, "kind", place, get_args(ActionKind)),
            self.number(row, "days", place, (0, 365), None),
        )

    def _step(self, row: Raw, place: Place) -> Step:
        self.only(row, {*Step._fields}, place)
        return Step(
            self.word(row, "code", place, tuple(PHASE_OF_STEP)),
            self.number(row, "seconds", place, (10, 14_400)) or 10,
            self.both(row, "title", place),
            self.both(row, "prompt", place),
        )

    def _thresholds(self, raw: Raw) -> Mapping[str, int]:
        table = raw.get("thresholds", {})
        if not isinstance(table, dict):
            self.wrong(("thresholds",), _("must be a table of limits with a number each"))
            return {}
        self.only(table, {*LIMITS}, ("thresholds",))
        return {name: self.number(table, name, ("thresholds",), (0, 100_000)) or 0 for name in table if name in LIMITS}

    def _retention(self, raw: Raw) -> Mapping[str, int]:
        table = raw.get("retention", {})
        if not isinstance(table, dict):
            self.wrong(("retention",), _("must be a table of terms with a number each"))
            return {}
        self.only(table, {*RANGES}, ("retention",))
        return {name: self.number(table, name, ("retention",), RANGES[name]) or 0 for name in table if name in RANGES}
