"""What the table has already, as far as a list that is handed in may name it."""

from typing import Any, NamedTuple

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import shown, with_meant
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.store.reading import Reader


class Named(NamedTuple):
    """A record that can be named by its id or its name."""

    pk: int
    id: str
    name: str
    more: Any = None
    """Of a person the key of the organisation, of a meeting its planned start."""
    active: bool = True


class Known(NamedTuple):
    """Everybody and everything that a row may name."""

    organisations: tuple[Named, ...]
    people: tuple[Named, ...]
    cases: tuple[Named, ...]
    meetings: tuple[Named, ...]
    templates: tuple[str, ...]
    codes: dict[str, dict[str, str]]
    """The table's own codes with their labels, by their list."""

    def find(self, kind: str, text: str) -> int:
        """Return the key of the record that is named by id, else by name; Refused for nobody or more than one."""
        named = {"Organisation": self.organisations, "Person": self.people, "Case": self.cases}[kind]
        wanted = fold(text)
        found = [one for one in named if one.id == text] or [
            one for one in named if wanted in (fold(one.id), fold(one.name))
        ]
        if len(found) > 1:
            sentence = _("{value} can be more than one: {names}")
            raise Refused(sentence.format(value=shown(text), names=", ".join(one.id for one in found)))
        if not found:
            raise Refused(with_meant(_nobody(kind).format(value=shown(text)), text, _names(named)))
        if not found[0].active:
            raise Refused(_("{value} no longer takes part").format(value=shown(text)))
        return found[0].pk


def _names(named: tuple[Named, ...]) -> list[str]:
    return [name for one in named for name in (one.name, one.id)]


def _nobody(kind: str) -> str:
    return {
        "Organisation": _("no organisation {value} at this table"),
        "Person": _("no person {value} at this table"),
        "Case": _("no case {value} at this table"),
    }[kind]


def read_known(reader: Reader) -> Known:
    """Read what a list may name."""
    return Known(
        _named(reader, "SELECT pk, id, name FROM organisation ORDER BY position, pk"),
        _named(reader, "SELECT pk, id, name, organisation_id, active FROM person ORDER BY position, pk"),
        _named(reader, 'SELECT pk, id, alias FROM "case" ORDER BY position, pk'),
        _named(reader, "SELECT pk, id, held_on, planned_start FROM meeting ORDER BY held_on, pk"),
        tuple(row[0] for row in reader.rows("SELECT name FROM agenda_template ORDER BY position, pk")),
        _codes(reader),
    )


def _codes(reader: Reader) -> dict[str, dict[str, str]]:
    codes: dict[str, dict[str, str]] = {}
    for code_list, code, label in reader.rows("SELECT code_list, code, label FROM own_code ORDER BY position, pk"):
        codes.setdefault(code_list, {})[code] = label
    return codes


def _named(reader: Reader, sql: str) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in reader.rows(sql))
