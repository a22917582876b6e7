"""How people and organisations like to get their files, as the table's file keeps it."""

from typing import TYPE_CHECKING, Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.pack import PREFERS, Preference, Preferring, RecipientKind
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_KEPT: Final = "SELECT name, value FROM setting WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name"
_ALL: Final = (
    "SELECT 'organisation', pk, id, name, 0, position FROM organisation"
    " UNION ALL SELECT 'person', pk, id, name, 1, position FROM person ORDER BY 5, 6"
)


def kept(reader: Reader) -> dict[tuple[str, int], Preference]:
    """Return every preference that the file keeps, by kind and key; what cannot be read is left out."""
    found = {}
    for name, value in reader.rows(_KEPT, (PREFERS,)):
        kind, _dot, pk = str(name).removeprefix(PREFERS).partition(".")
        if pk.isdigit():
            words = [word.strip() for word in str(value).split(",") if word.strip()]
            formats = tuple(word for word in words if "@" not in word)
            found[kind, int(pk)] = Preference(formats, next((word for word in words if "@" in word), ""))
    return found


def read_preferring(store: "Store") -> tuple[Preferring, ...]:
    """Return all people and organisations that a pack can be for, each with what they prefer; organisations first."""
    with store.read() as reader:
        known = kept(reader)
        rows = reader.rows(_ALL)
    return tuple(
        Preferring(kind, pk, id_, name, known.get((kind, pk), Preference())) for kind, pk, id_, name, _n, _p in rows
    )


def whose(text: str, known: tuple[Preferring, ...]) -> tuple[RecipientKind, int]:
    """Return kind and key of who is named by id or name; Refused for nobody and for more than one."""
    found = [one for one in known if one.id == text] or [
        one for one in known if fold(text) in (fold(one.id), fold(one.name))
    ]
    if len(found) == 1:
        return found[0].kind, found[0].pk
    if not found:
        raise Refused(_("“{name}” is no person or organisation of this table.").format(name=text))
    names = ", ".join(f"{one.id} ({one.name})" for one in found)
    raise Refused(_("“{name}” can be more than one: {names}.").format(name=text, names=names))
