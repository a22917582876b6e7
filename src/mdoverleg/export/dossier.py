"""What the file holds about one person, as text or JSON."""

import json
from collections.abc import Iterator

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.dossier import Dossier, DossierRecord
from mdoverleg.domain.words import _

FORMATS = ("txt", "json")


def render(dossier: Dossier, format_name: str) -> bytes:
    """Return the dossier as UTF-8 text, or as JSON."""
    if format_name == "json":
        return (json.dumps(_values(dossier), ensure_ascii=False, indent=2) + "\n").encode()
    return ("\n".join(_lines(dossier)) + "\n").encode()


def lines_in(dossier: Dossier) -> int:
    """Return how many records, log entries and files it names."""
    return 1 + len(dossier.named_in) + len(dossier.log) + len(dossier.files)


def _values(dossier: Dossier) -> dict[str, object]:
    return {
        "name": dossier.name,
        "table": dossier.table,
        "made_on": dossier.made_on.isoformat(),
        "own": _fields(dossier.own),
        "named_in": [{"kind": one.kind, "case": one.case or None, "fields": _fields(one)} for one in dossier.named_in],
        "log": [{"at": one.at.isoformat(), "what": one.words} for one in dossier.log],
        "files": list(dossier.files),
    }


def _fields(record: DossierRecord) -> dict[str, str]:
    return dict(record.fields)


def _lines(dossier: Dossier) -> Iterator[str]:
    yield _("What {table} holds about {name}").format(table=dossier.table, name=dossier.name)
    yield day_file(dossier.made_on)
    yield ""
    yield from _record_lines(dossier.own)
    for one in dossier.named_in:
        yield ""
        yield from _record_lines(one)
    if dossier.files:
        yield ""
        yield _("Files that were made for this person")
        yield from (f"  {line}" for line in dossier.files)
    if dossier.log:
        yield ""
        yield _("What the log says that this person did")
        yield from (f"  {one.at:%d-%m-%Y %H:%M}  {one.words}" for one in dossier.log)


def _record_lines(record: DossierRecord) -> Iterator[str]:
    yield f"{record.kind} · {record.case}" if record.case else record.kind
    for name, value in record.fields:
        first, *more = value.split("\n")
        yield f"  {name}: {first}"
        yield from (f"    {line}" for line in more)
