"""What may go along into a learning case: its texts, each with whether somebody could be recognised by it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.learning import BIRDS, CASE, HELPER, MEMBER, RECORDS, Copied, TextKey
from mdoverleg.reads.facts import case_facts
from mdoverleg.reads.loading import load
from mdoverleg.reads.table import today_of
from mdoverleg.rules.anonymous import renamed, still_tells, words_of_people
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

TELLING = (
    'SELECT alias FROM "case" WHERE pk <> ?1 UNION SELECT source_ref FROM "case" WHERE source_ref IS NOT NULL'
    " UNION SELECT name FROM organisation UNION SELECT id FROM member WHERE case_id <> ?1"
)
"""Words that tell which families and organisations it is about, besides the alias of the case itself."""


class LearningText(NamedTuple):
    """One text of a case: where it stands, what it is, and whether somebody could be recognised by it."""

    key: TextKey
    label: str
    text: str
    is_telling: bool


def proposed_alias(store: "Store") -> str:
    """Return the first name for a learning case that no case of this file has; nothing when all are used."""
    with store.read() as reader:
        used = {alias.casefold() for (alias,) in reader.rows('SELECT alias FROM "case"')}
    return next((bird for bird in BIRDS if bird.casefold() not in used), "")


def telling_words(reader: Reader, case_pk: int) -> frozenset[str]:
    """Return every word that may not stand in a copy of this case."""
    people = words_of_people(name for (name,) in reader.rows("SELECT name FROM person"))
    return people | {word for (word,) in reader.rows(TELLING, (case_pk,))}


def read_texts(store: "Store", case_pk: int, alias: str) -> tuple[LearningText, ...]:
    """Return the texts of a case that may go along, with the new alias in the place of its own."""
    with store.read() as reader:
        case = case_facts(reader, case_pk)
        if case is None:
            return ()
        today, words = today_of(store, reader), telling_words(reader, case_pk)
        found: list[LearningText] = []
        for entity, row, copied in _parts(reader, case_pk):
            for key in copied.texts:
                if text := getattr(row, key):
                    shown = renamed(text, case.case.alias, alias)
                    telling = still_tells(shown, today, words)
                    found.append(LearningText((entity, row.pk, key), _label(entity, key), shown, telling))
    return tuple(found)


def still_tells_in(store: "Store", case_pk: int) -> Callable[[str], bool]:
    """Return what says whether somebody could be recognised by a text in a copy of this case."""
    with store.read() as reader:
        today, words = today_of(store, reader), telling_words(reader, case_pk)
        own = reader.value('SELECT alias FROM "case" WHERE pk = ?', (case_pk,))
    words |= {own} if own else frozenset()
    still_tells("", today, words)  # here all the words become one pattern, which takes a while at a large table
    return lambda text: still_tells(text, today, words)


def _label(entity: str, key: str) -> str:
    label = field_label(entity, key)
    return label if entity == "Case" else f"{entity_label(entity)}: {label}"


def _parts(reader: Reader, case_pk: int) -> Iterator[tuple[str, Any, Copied]]:
    """Yield every record of the case that may go along; a score only where a family member gave it."""
    yield "Case", load(reader, records.Case, "pk = ?", (case_pk,))[0], CASE
    for entity, copied in {"Member": MEMBER, "Helper": HELPER, **RECORDS}.items():
        for row in load(reader, getattr(records, entity), "case_id = ?", (case_pk,)):
            if entity != "Score" or row.by_member_id is not None:
                yield entity, row, copied
