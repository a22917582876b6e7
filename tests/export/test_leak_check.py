"""The leak check: no false alarm on any document of the example, and every planted leak found in every format."""

import os
from collections.abc import Iterator

import pytest

from mdoverleg.cli.windows import moment_of
from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.secrets import KINDS, Fine, Guard, Secret, Secrets
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits.document import fill
from mdoverleg.export import CALENDAR, FORMATS, document_of, formats_of, render
from mdoverleg.export.leaks import in_document, in_file, made_of
from mdoverleg.export.model import Document, Row
from mdoverleg.intake.table_json import read_document
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.forbidden import ALLOWED, read_guard, read_secrets
from mdoverleg.reads.papers import PAPERS
from mdoverleg.store.store import Store
from tests.export.conftest import CLOCK, Example
from tests.export.test_leaks import asked_for
from tests.support.sample import SAMPLE

ALL = os.environ.get("MDOVERLEG_LEAKS") == "all"
"""Every document of the example in every format, not one of each."""
NAMED = "moeder Fatima Yildiz"


def everything(name: str, example: Example) -> list[Asked]:
    """All that a document is made about, lists for one reader included."""
    asked = asked_for(name, example)
    if name == "actions":
        asked += [Asked(person_pk=example.keys[person["id"]]) for person in example.raw["people"]]
        asked += [Asked(organisation_pk=example.keys[one["id"]]) for one in example.raw["organisations"]]
    return asked


def test_every_document_says_what_it_may_hold() -> None:
    assert PAPERS.keys() <= ALLOWED.keys()


@pytest.mark.parametrize("name", PAPERS)
def test_no_document_of_the_example_is_refused(name: str, example: Example) -> None:
    with example.store.read() as reader, in_language("nl"):
        secrets = read_secrets(reader)
        asked_all = everything(name, example)
        for asked in asked_all:
            document = document_of(PAPERS[name](reader, asked, CLOCK))
            guard = read_guard(reader, name, asked, secrets)
            assert list(in_document(document, guard)) == []
            if ALL or asked is asked_all[-1]:
                for form in formats_of(document.kind):
                    if form == CALENDAR and not document.events:
                        continue
                    assert made_of(document, guard, form).data


METHODS = sorted(path.stem for path in (SAMPLE / "methods").glob("*.json"))


@pytest.mark.parametrize("method", METHODS if ALL else METHODS[::6])
def test_no_document_of_another_way_of_working_is_refused(method: str, store: Store) -> None:
    document = read_document(SAMPLE / "methods" / f"{method}.json")
    store.clock = FixedClock(moment_of(document.values))
    fill(store, Who("Anne", via="import"), document=document.values, source=document.name)
    with store.read() as reader, in_language("nl"):
        secrets = read_secrets(reader)
        pks = {table: [pk for (pk,) in reader.rows(f'SELECT pk FROM "{table}"')] for table in ("meeting", "case")}
        readers = [Asked(person_pk=pk) for (pk,) in reader.rows("SELECT pk FROM person")]
        readers += [Asked(organisation_pk=pk) for (pk,) in reader.rows("SELECT pk FROM organisation")]
        cases, meetings = ([Asked(case_pk=pk) for pk in pks["case"]], [Asked(meeting_pk=pk) for pk in pks["meeting"]])
        family = reader.rows("SELECT case_id, pk FROM member")
        asked_all = {
            "actions": [*readers, *cases, *meetings],
            "reply": readers,
            "handover": [one for one in readers if one.person_pk],
            "case": cases,
            "family": [Asked(case_pk=case, member_pk=pk, although_unsafe=True) for case, pk in family],
            "decisions": [Asked(), *cases, *meetings],
            "agenda": meetings,
            "cancellation": [],  # no meeting of these was called off
            "calls": [Asked(), *cases, *meetings],
            "minutes": [Asked(meeting_pk=pk) for (pk,) in reader.rows(_BEGUN)],
        }
        looked_at = 0
        for name, paper in PAPERS.items():
            for asked in asked_all.get(name, [Asked()]):
                made = document_of(paper(reader, asked, store.clock))
                guard = read_guard(reader, name, asked, secrets)
                assert list(in_document(made, guard)) == []
                looked_at += 1
                for form in formats_of(made.kind) if ALL else ():
                    assert form == CALENDAR or made_of(made, guard, form).data
    assert looked_at > 30


_BEGUN = "SELECT pk FROM meeting WHERE actual_start IS NOT NULL"


# Planted


@pytest.fixture(scope="module")
def clean(example: Example) -> tuple[Document, Guard]:
    """The list of one organisation, and what it may not hold."""
    asked = Asked(organisation_pk=example.keys["SCHULD"])
    with example.store.read() as reader, in_language("nl"):
        return document_of(PAPERS["actions"](reader, asked, CLOCK)), read_guard(reader, "actions", asked)


def secrets_of(guard: Guard) -> Iterator[Secret]:
    """The first secret of each kind that is long enough to be one."""
    seen = set()
    for secret in guard.secrets.all:
        if secret.kind not in seen and any(True for _hit in guard.secrets.hits(secret.text, guard.fine)):
            seen.add(secret.kind)
            yield secret


def planted(clean: tuple[Document, Guard]) -> Document:
    """The list with one row more for each kind of leak."""
    document, guard = clean
    number = next(number for number, section in enumerate(document.sections) if section.table)
    table = document.sections[number].table
    assert table is not None
    place = [column.key for column in table.columns].index("text")
    row = table.rows[0].cells
    leaks = [*(secret.text for secret in secrets_of(guard)), NAMED]
    rows = [Row((*row[:place], f"Belt op. {text.strip()} Dan verder.", *row[place + 1 :])) for text in leaks]
    bad = document.sections[number]._replace(table=table._replace(rows=(*table.rows, *rows)))
    return document._replace(sections=(*document.sections[:number], bad, *document.sections[number + 1 :]))


def test_the_example_has_every_kind_of_secret(clean: tuple[Document, Guard]) -> None:
    assert {secret.kind for secret in secrets_of(clean[1])} | {"name"} == KINDS.keys()


def test_every_kind_is_found_in_the_document_and_pointed_at(clean: tuple[Document, Guard]) -> None:
    found = list(in_document(planted(clean), clean[1]))
    assert {leak.kind for leak in found} == KINDS.keys()
    assert len({leak.place for leak in found}) >= len(KINDS)
    for language, words in (("nl", "in rij"), ("en", "made: row")):
        with in_language(language), pytest.raises(Refused, match=words):  # type: ignore[arg-type]
            made_of(planted(clean), clean[1], "docx")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "ics"])
def test_every_kind_is_found_in_the_bytes(form: str, clean: tuple[Document, Guard]) -> None:
    data = render(planted(clean), form)
    assert {leak.kind for leak in in_file(data, form, "x", clean[1])} == KINDS.keys()


@pytest.mark.parametrize(
    "name", ["sijs", "Sijs-K1", "2026-10-06_C-001_acties.docx", "vt-26-0417.docx", "acties_SIJS.pdf"]
)
def test_a_case_in_the_name_of_the_file_is_found(name: str, clean: tuple[Document, Guard]) -> None:
    assert [leak.kind for leak in in_file(b"", "txt", name, clean[1])] != []


def test_a_short_word_or_an_own_case_is_no_leak(clean: tuple[Document, Guard]) -> None:
    guard = clean[1]
    for text in (
        "Fuut",
        "FUUT-K1",
        "sijsje",
        "Een sijs in de tuin",
        "zij wil",
        "Leert moeder Nederlands",
        "moeder, Jan",
    ):
        assert list(guard.secrets.hits(text, guard.fine)) == []


def test_a_name_within_a_name_that_is_theirs_is_no_leak() -> None:
    rows = [("Sijs", 1), ("Sijs 2", 2), ("Sijs 2-K1", 2), ("Grote Sijs 2 oever", 2)]
    secrets = Secrets(
        Secret(("Case", "alias", place), "alias", text, pk, is_name=True) for place, (text, pk) in enumerate(rows)
    )
    fine = Fine(frozenset(secret.key for secret in secrets.all if secret.case_pk == 2))
    for text in ("Sijs 2", "voor Sijs 2-K1 en Sijs 2", "SIJS 2", "Grote Sijs 2 oever"):
        assert list(secrets.hits(text, fine)) == []
    assert [hit.start for hit in secrets.hits("Sijs 2 en Sijs, Sijs 3", fine)] == [10, 16]
