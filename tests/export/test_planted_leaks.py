"""Every kind of leak, planted in every document, format and place of a file: all found."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from mdoverleg.domain.secrets import KINDS, Guard, Secret
from mdoverleg.domain.words import in_language
from mdoverleg.export import CALENDAR, FORMATS, MAIL, document_of, formats_of, render
from mdoverleg.export.leaks import in_file
from mdoverleg.export.model import Document, Row, Section
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.forbidden import read_guard, read_secrets
from mdoverleg.reads.papers import PAPERS
from tests.export.conftest import CLOCK, OFF, Example
from tests.export.planting import PLACES
from tests.export.reading import text_of
from tests.support.figures import figure

ALL = os.environ.get("MDOVERLEG_LEAKS") == "all"
"""Every document in every format; else each in two of them."""
NAMED = "moeder Fatima Yildiz"


class Reader(NamedTuple):
    """One document for one reader, what it may not hold, and one leak of each kind that there can be in it."""

    document: Document
    guard: Guard
    leaks: dict[str, str]


def secrets_of(guard: Guard) -> Iterator[Secret]:
    """Every secret of the file that is long enough to be one, and that this reader may not see."""
    return (secret for secret in guard.secrets.all if any(True for _hit in guard.secrets.hits(secret.text, guard.fine)))


@pytest.fixture(scope="module")
def readers(example: Example) -> dict[str, Reader]:
    """Every document, for one reader."""
    keys = example.keys
    with example.store.read() as reader:
        member = reader.value("SELECT pk FROM member WHERE case_id = ? ORDER BY pk", (keys["C-001"],))
    about = {
        "actions": Asked(organisation_pk=keys["SCHULD"]),
        "reply": Asked(organisation_pk=keys["SCHULD"]),
        "agenda": Asked(meeting_pk=keys["M-003"]),
        "minutes": Asked(meeting_pk=keys["M-002"]),
        "case": Asked(case_pk=keys["C-004"]),
        "family": Asked(case_pk=keys["C-001"], member_pk=member, although_unsafe=True),
        "handover": Asked(person_pk=keys["mirjam"]),
        "cancellation": Asked(meeting_pk=keys[OFF]),
    }
    found = {}
    with example.store.read() as reader, in_language("nl"):
        secrets = read_secrets(reader)
        for name in PAPERS:
            asked = about.get(name, Asked())
            guard = read_guard(reader, name, asked, secrets)
            leaks: dict[str, str] = {}
            for secret in secrets_of(guard):
                leaks.setdefault(secret.kind, secret.text)
            found[name] = Reader(document_of(PAPERS[name](reader, asked, CLOCK)), guard, leaks | {"name": NAMED})
    return found


def kinds_in(data: bytes, form: str, reader: Reader) -> set[str]:
    return {leak.kind for leak in in_file(data, form, "x", reader.guard)}


def sentence(leaks: dict[str, str]) -> str:
    """All leaks in one text, each as a part of what somebody wrote."""
    return " ".join(f"Belt op. {text.strip()} Dan verder." for text in leaks.values())


# By what lays a document out


def leaking(reader: Reader) -> Document:
    """The document with each kind of leak in a cell, or where there is no table on a line of its own."""
    document, _guard, leaks = reader
    texts = [f"Belt op. {text.strip()} Dan verder." for text in leaks.values()]
    events = tuple(event._replace(summary=sentence(leaks)) for event in document.events[:1])
    places = (
        (number, column)
        for number, section in enumerate(document.sections)
        if section.table and section.table.rows
        for column, one in enumerate(section.table.columns)
        if (one.kind, one.place) == ("text", "everywhere")
    )
    place, column = next(places, (-1, 0))
    table = document.sections[place].table
    if place < 0 or table is None:
        more = Section(heading="x", lines=tuple(texts))
        return document._replace(sections=(*document.sections, more), events=events)
    cells = table.rows[-1].cells
    rows = tuple(Row((*cells[:column], text, *cells[column + 1 :]), rank=9000) for text in texts)
    bad = document.sections[place]._replace(table=table._replace(rows=(*table.rows, *rows)))
    return document._replace(sections=(*document.sections[:place], bad, *document.sections[place + 1 :]), events=events)


def some(name: str, document: Document) -> list[str]:
    """The formats to try of a document: by turns, so that together they are all tried."""
    forms = [form for form in formats_of(document.kind) if form != CALENDAR or document.events]
    return forms if ALL else forms[list(PAPERS).index(name) % 5 :: 5]


@pytest.mark.parametrize("name", PAPERS)
def test_every_kind_that_is_laid_out_by_mistake_is_found(name: str, readers: dict[str, Reader]) -> None:
    reader = readers[name]
    document = leaking(reader)
    for form in some(name, document):
        assert kinds_in(render(reader.document, form), form, reader) == set(), form
        assert kinds_in(render(document, form), form, reader) == reader.leaks.keys(), form


def test_together_the_documents_know_every_kind(readers: dict[str, Reader]) -> None:
    assert set().union(*(reader.leaks for reader in readers.values())) == KINDS.keys()
    assert readers["actions"].leaks.keys() == KINDS.keys()
    assert set().union(*(some(name, reader.document) for name, reader in readers.items())) >= set(FORMATS) - {CALENDAR}


WHERE = ("title", "table", "footer", "fact", "heading", "name", "column", "hint")


def with_leak_in(where: str, document: Document, text: str) -> Document:
    """The document with a text somewhere around its rows."""
    if where in {"title", "table", "footer"}:
        return document._replace(**{where: text})  # type: ignore[arg-type]
    if where == "fact":
        return document._replace(facts=(*document.facts, document.facts[0]._replace(label="x", value=text, data=None)))
    if where == "heading":
        return document._replace(sections=tuple(one._replace(heading=text) for one in document.sections))
    sections = []
    for section in document.sections:
        table = section.table
        if table is None:
            continue
        columns = (*table.columns[:1], table.columns[1]._replace(heading=text), *table.columns[2:])
        changed = {"name": {"name": text}, "column": {"columns": columns}, "hint": {"hint": text}}[where]
        sections.append(section._replace(table=table._replace(**changed)))  # type: ignore[arg-type]
    return document._replace(sections=tuple(sections))


@pytest.mark.parametrize("where", WHERE)
def test_wherever_another_program_sees_it_it_is_found(where: str, readers: dict[str, Reader]) -> None:
    reader = readers["reply" if where == "hint" else "actions"]
    seen = 0
    forms = [form for form in formats_of(reader.document.kind) if form != CALENDAR]
    for form in sorted(forms, key=lambda form: (forms.index(form) + WHERE.index(where)) % len(forms)):
        data = render(with_leak_in(where, reader.document, "Over Sijs-K1"), form)
        if "Sijs-K1" in text_of(data, form):
            seen += 1
            assert "member" in kinds_in(data, form, reader), form
        if seen > 1 and not ALL:
            break
    assert seen > 0 or where == "name"


# By what else is in a file


@pytest.mark.parametrize("form", PLACES)
def test_every_kind_is_found_in_every_place_of_a_file(form: str, readers: dict[str, Reader]) -> None:
    reader = readers["actions"]
    clean = render(reader.document, form)
    assert kinds_in(clean, form, reader) == set()
    for place, plant in PLACES[form].items():
        leaks = reader.leaks
        if place == "page header":  # there is room for little
            leaks = {kind: leaks[kind] for kind in ("alias", "member", "source", "name")}
        found = kinds_in(plant(clean, sentence(leaks)), form, reader)
        wanted = leaks.keys() - ({"name"} if place == "words over lines" else set())
        figure("P12", "leaks planted in made files", len(wanted), "")
        figure("P12", "leaks planted in made files and not found", len(wanted - found), "0")
        assert found >= wanted, place


def test_every_format_has_its_places() -> None:
    assert PLACES.keys() == FORMATS.keys()


@pytest.mark.parametrize("attached", [form for form in FORMATS if form not in {MAIL, CALENDAR}])
def test_what_goes_with_a_draft_is_read_as_well(attached: str, readers: dict[str, Reader]) -> None:
    if not ALL and attached not in {"pdf", "xlsx"}:
        return
    reader = readers["actions"]
    data = render(leaking(reader), MAIL, attached=attached)
    found = list(in_file(data, MAIL, "x", reader.guard))
    assert {leak.kind for leak in found} == KINDS.keys()
    assert all(re.match(rf"\S+\.{attached}", leak.place) for leak in found)


def test_every_name_of_a_case_is_found_in_the_name_of_a_file(readers: dict[str, Reader]) -> None:
    reader = readers["actions"]
    names = [secret.text for secret in secrets_of(reader.guard) if secret.is_name]
    assert len(names) > 20
    for name in names:
        for written in (name, name.lower(), name.upper()):
            assert list(in_file(b"", "txt", f"2026-10-06_{written}_acties.docx", reader.guard)), written


# Every secret there is


@pytest.mark.parametrize("name", PAPERS)
def test_every_secret_of_the_example_is_found_in_what_its_reader_gets(name: str, readers: dict[str, Reader]) -> None:
    reader = readers[name]
    every = list(secrets_of(reader.guard))
    assert len(every) > 40
    for start in range(0, len(every), 50):
        some_of_them = every[start : start + 50]
        text = "\n".join(f"Ook dit: {secret.text} En zo." for secret in some_of_them)
        found = {hit.text.casefold() for hit in reader.guard.secrets.hits(text, reader.guard.fine)}
        assert len(found) >= len({secret.text.casefold() for secret in some_of_them})
        for form in ("txt", "html") if ALL else ("txt",):
            data = text.encode() if form == "txt" else f"<p>{text}</p>".encode()
            assert {leak.text.casefold() for leak in in_file(data, form, "x", reader.guard)} >= found
