"""What every command that changes the file shares: the table, who does it, and values from typed words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.cli import context
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import LINKED, NESTED
from mdoverleg.domain.text import closest
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.reads.meetings import running_meeting
from mdoverleg.reads.table import own_codes, zone_of

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class Work(NamedTuple):
    """An open table, who works in it, and its day."""

    store: "Store"
    who: Who
    today: date
    zone: tzinfo

    def find(self, kind: str, text: str, case_pk: int | None = None) -> int:
        """Return the key of what is named: person, organisation, case, meeting, action_point or member."""
        with self.store.read() as reader:
            if kind == "member":
                return context.find_member(reader, case_pk or 0, text).pk
            found: context.Candidate = getattr(context, f"find_{kind}")(reader, text)
            return found.pk

    def running_meeting(self) -> int | None:
        """Return the meeting that runs, in which things are agreed and answered now."""
        with self.store.read() as reader:
            return running_meeting(reader)

    def id_of(self, table: str, pk: int) -> str:
        """Return the author's id of a record."""
        with self.store.read() as reader:
            return str(reader.value(f'SELECT id FROM "{table}" WHERE pk = ?', (pk,)))  # noqa: S608 - our own names


@contextmanager
def work() -> Iterator[Work]:
    """Open the table of this run for changing it."""
    store = context.open_store(context.current)
    try:
        with store.read() as reader:
            who = context.who(context.current, reader)
            zone = zone_of(reader)
        yield Work(store, who, store.clock.today(zone), zone)
    finally:
        store.close()


def day(text: str | None, today: date) -> date | None:
    """Return a typed day: dd-mm-jjjj, ISO, or as people say it."""
    from mdoverleg.domain.inputs_words import read_day

    return read_day(text, today) if text else None


def values_of(entity: str, words: dict[str, str | None], job: Work, case_pk: int | None = None) -> dict[str, Any]:
    """Return typed words as values of a record; what was not given is left out, an empty word clears."""
    from mdoverleg.domain.inputs import from_words
    from mdoverleg.domain.inputs_words import whole_word

    def find(kind: str, text: str) -> int:
        names = {"ActionPoint": "action_point"}
        return job.find(names.get(kind, kind.lower()), text, case_pk)

    for key in words:
        field_named(entity, key)
    with job.store.read() as reader:
        codes = own_codes(reader)
    found = {}
    for key, text in words.items():
        if text is None:
            continue
        field = ENTITIES[entity].field(key)
        parts = text.split(",") if field.kind in LINKED else [text]
        whole = ",".join(whole_word(field, part.strip(), codes) for part in parts)
        try:
            found[key] = from_words(entity, key, whole, today=job.today, zone=job.zone, find=find, own_codes=codes)
        except Refused as refused:
            raise Refused(f"{key}: {refused}") from None
    return found


def field_named(entity: str, key: str) -> None:
    """Refuse a key that this record does not have, with the one that looks like it."""
    keys = [field.key for field in ENTITIES[entity].fields if field.kind not in NESTED]
    if key not in keys:
        near = closest(key, keys)
        hint = _(" (did you mean {key}?)").format(key=near) if near else ""
        raise Refused(_("there is no key “{key}”{hint}").format(key=one_line(key), hint=hint))


def pairs(words: list[str]) -> dict[str, str | None]:
    """Return KEY=VALUE words as a dictionary; Refused when there is no `=`, or the same key twice."""
    found: dict[str, str | None] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or not key:
            raise Refused(_("“{word}” is not KEY=VALUE").format(word=one_line(word)))
        if (key := key.strip()) in found:
            raise Refused(_("“{key}” is said twice").format(key=one_line(key)))
        found[key] = value
    return found
