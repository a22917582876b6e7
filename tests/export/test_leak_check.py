"""The leak check: no false alarm on any document of the example, and every planted leak found in every format."""

import io
import os
import zipfile
from collections.abc import Callable, Iterator

import pytest
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.secrets import KINDS, Fine, Guard, Secret, Secrets
from mdoverleg.domain.words import in_language
from mdoverleg.export import CALENDAR, FORMATS, document_of, formats_of, render
from mdoverleg.export.leaks import in_document, in_file, made_of
from mdoverleg.export.model import Document, Row
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.forbidden import ALLOWED, read_guard, read_secrets
from mdoverleg.reads.papers import PAPERS
from tests.export.conftest import CLOCK, Example
from tests.export.reading import workbook
from tests.export.test_leaks import asked_for

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


# Hidden in the bytes

SECRET = "De oudste slaapt slecht van de ruzies, Sijs-K1 ook"


def part(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """Change one part of a package; without an old text it is a part more."""

    def change(data: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
            for info in source.infolist():
                content = source.read(info).decode("utf-8", "surrogateescape")
                if info.filename == name:
                    assert old in content
                    content = content.replace(old, new, 1)
                target.writestr(info, content.encode("utf-8", "surrogateescape"))
            if not old:
                target.writestr(name, new)
        return made.getvalue()

    return change


def hidden_sheet(data: bytes) -> bytes:
    book = workbook(data)
    sheet = book.create_sheet("x")
    sheet["ZZ900"] = SECRET
    sheet.sheet_state = "veryHidden"
    return saved(book)


def comment(data: bytes) -> bytes:
    book = workbook(data)
    book.worksheets[0]["A1"].comment = Comment(SECRET, "x")
    return saved(book)


def sheet_name(data: bytes) -> bytes:
    book = workbook(data)
    book.create_sheet("Sijs-K1")
    return saved(book)


def saved(book: object) -> bytes:
    file = io.BytesIO()
    book.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def pdf_property(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/Subject": SECRET})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def replaced(old: bytes, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new.encode(), 1)

    return change


def appended(text: str) -> Callable[[bytes], bytes]:
    return lambda data: data + text.encode()


def zip_comment(data: bytes) -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.comment = SECRET.encode()
    return file.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r>"
BROKEN = "<w:r><w:t>Si</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>js-K1</w:t></w:r>"
NOTE = f"<w:comments {W}><w:comment><w:p>{RUN}</w:p></w:comment></w:comments>"
CORE, META, BODY = "</cp:coreProperties>", "</office:meta>", "</office:text>"
KEYWORD = f"<meta:keyword xmlns:meta='urn:x'>{SECRET}</meta:keyword>"
ASIDE = f"<office:annotation><text:p>{SECRET}</text:p></office:annotation>"
HIDDEN: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "docx hidden text": ("docx", part("word/document.xml", "<w:sectPr", f"<w:p>{RUN}</w:p><w:sectPr")),
    "docx in runs": ("docx", part("word/document.xml", "<w:sectPr", f"<w:p>{BROKEN}</w:p><w:sectPr")),
    "docx comment": ("docx", part("word/comments.xml", "", NOTE)),
    "docx property": ("docx", part("docProps/core.xml", CORE, f"<cp:keywords>{SECRET}</cp:keywords>{CORE}")),
    "docx alt text": ("docx", part("word/x.xml", "", f'<x><docPr descr="{SECRET}"/></x>')),
    "docx xml comment": ("docx", part("docProps/core.xml", CORE, f"<!-- {SECRET} -->{CORE}")),
    "docx name of a part": ("docx", part("word/media/Sijs-K1.png", "", "x")),
    "docx comment of the package": ("docx", zip_comment),
    "xlsx hidden sheet": ("xlsx", hidden_sheet),
    "xlsx comment": ("xlsx", comment),
    "xlsx name of a sheet": ("xlsx", sheet_name),
    "odt annotation": ("odt", part("content.xml", BODY, f"{ASIDE}{BODY}")),
    "odt property": ("odt", part("meta.xml", META, f"{KEYWORD}{META}")),
    "ods property": ("ods", part("meta.xml", META, f"{KEYWORD}{META}")),
    "html comment": ("html", replaced(b"</body>", f"<!-- {SECRET} --></body>")),
    "html alt text": ("html", replaced(b"</body>", f'<img alt="{SECRET}"></body>')),
    "html entities": ("html", replaced(b"</body>", "S&#105;js-<b>K1</b></body>")),
    "json key": ("json", replaced(b"{", f'{{"{SECRET}": 1, ')),
    "json escapes": ("json", replaced(b"{", '{"x": "S\\u0069js-K1", ')),
    "csv row": ("csv", appended(f';;"{SECRET}"\r\n')),
    "md comment": ("md", appended(f"\n<!-- {SECRET} -->\n")),
    "txt over lines": ("txt", appended(f"\n{SECRET.replace(' ', chr(10))}\n")),
    "pdf property": ("pdf", pdf_property),
}


@pytest.mark.parametrize("where", HIDDEN)
def test_what_is_hidden_in_a_file_is_found(where: str, clean: tuple[Document, Guard]) -> None:
    document, guard = clean
    form, plant = HIDDEN[where]
    data = render(document, form)
    assert list(in_file(data, form, "x", guard)) == []
    assert "member" in {leak.kind for leak in in_file(plant(data), form, "x", guard)}


def test_a_draft_and_a_calendar_are_read_too(clean: tuple[Document, Guard]) -> None:
    from email.message import EmailMessage

    draft = EmailMessage()
    draft["Subject"] = "Lijst"
    draft.set_content("Hierbij.")
    draft.add_attachment(
        render(planted(clean), "docx"), maintype="application", subtype="octet-stream", filename="lijst.docx"
    )
    found = list(in_file(draft.as_bytes(), "eml", "x", clean[1]))
    assert {leak.kind for leak in found} == KINDS.keys()
    assert all(leak.place.startswith("lijst.docx") for leak in found)
    folded = b"BEGIN:VCALENDAR\r\nSUMMARY:Over Si\r\n js-K1\\, morgen\r\nEND:VCALENDAR\r\n"
    assert [leak.kind for leak in in_file(folded, "ics", "x", clean[1])] != []
