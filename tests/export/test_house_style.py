"""The house style: a customer's own letterhead filled and nothing else, a logo and a colour, and what is refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.words import in_language
from mdoverleg.edits.house_style import clear, keep
from mdoverleg.export import render, to_pdf
from mdoverleg.export.house_style import check_letterhead, check_logo, read_colour, style_of
from mdoverleg.export.leaks import make
from mdoverleg.export.model import Document, Row
from mdoverleg.export.pack import write_pack
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.house_style import read_house_style, said_of
from mdoverleg.reads.pack import read_pack
from mdoverleg.reads.papers import read_guarded
from tests.export.conftest import Example
from tests.export.reading import docx_text, html_page, pdf_text

HOSTILE = "[[inhoud]] [[titel]] <w:br/> {{ 7*7 }} &amp; [[weg]]"


def saved(word: Word) -> bytes:
    """The file as its maker would save it."""
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def letterhead(content: str = "[[inhoud]]", *more: str) -> bytes:
    """An upright A4 with wide margins, a heading and a foot of its own, and a place spread over runs."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].text = "Zorg- en Veiligheidshuis Zandkreek"
    section.footer.paragraphs[0].text = "[[voet]] · [[DATUM]]"
    word.core_properties.author = "Marja Vormgever"
    first = word.add_paragraph("Betreft: ")
    for piece in ("[", "[ti", "tel]", "] van [[tafel]]"):
        first.add_run(piece).bold = True
    word.add_table(1, 1).cell(0, 0).text = "[[gegevens]]"
    word.add_paragraph(content)
    for text in more:
        word.add_paragraph(text)
    word.add_paragraph("Postbus 1, Zandkreek")
    return saved(word)


def narrow(width: int) -> bytes:
    """An upright A4 that leaves so many millimetres for the text."""
    word = docx.Document(io.BytesIO(letterhead()))
    word.sections[0].left_margin = word.sections[0].right_margin = Mm((210 - width) / 2)
    return saved(word)


def changed(data: bytes, name: str, *pairs: tuple[str, str]) -> bytes:
    """The same file with words of one part replaced; a part that is not there is made of the last words."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == name:
                for before, after in pairs:
                    assert before.encode() in text
                    text = text.replace(before.encode(), after.encode())
            new.writestr(part, text)
        if name not in old.namelist():
            new.writestr(name, pairs[-1][1])
    return made.getvalue()


def picture(kind: int = 2) -> bytes:
    """A small png of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x20\x60\x90" * 40 for _row in range(20))
    head = struct.pack(">IIBBBBB", 40, 20, 8, kind, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with in_language("en"):
        yield


@pytest.fixture(scope="module")
def hostile(example: Example) -> Document:
    """The action points of one organisation, the first with a text that looks like places."""
    document = example.document("actions", Asked(organisation_pk=example.keys["SCHULD"]))
    section = next(one for one in document.sections if one.table)
    assert section.table
    row = section.table.rows[0]
    cells = tuple(
        HOSTILE if column.key == "text" else cell for column, cell in zip(section.table.columns, row.cells, strict=True)
    )
    table = section.table._replace(rows=(Row(cells), *section.table.rows[1:]))
    sections = tuple(one._replace(table=table) if one is section else one for one in document.sections)
    return document._replace(sections=sections)


@pytest.mark.parametrize("is_template", [False, True])
def test_a_document_comes_in_the_letterhead(hostile: Document, is_template: bool) -> None:
    data = letterhead()
    if is_template:
        pair = ("document.main+xml", "template.main+xml")
        data = changed(data, "[Content_Types].xml", pair)
    check_letterhead(data)
    made = render(hostile, "docx", style=HouseStyle(data, colour="#cfe3f1"))
    word = docx.Document(io.BytesIO(made))
    lines = [one.text for one in word.paragraphs if one.text]
    assert lines[0] == f"Betreft: {hostile.title} van {hostile.table}"
    assert lines[-1] == "Postbus 1, Zandkreek"
    section = word.sections[0]
    assert section.header.paragraphs[0].text == "Zorg- en Veiligheidshuis Zandkreek"
    assert section.footer.paragraphs[0].text == f"{hostile.footer} · {hostile.made_at:%d-%m-%Y}"
    assert hostile.shown_facts[0].value in word.tables[0].cell(0, 0).text
    said = docx_text(made)
    assert said.count(HOSTILE) == 1, "what people typed is no place"
    assert said.count(hostile.title) == 1
    assert hostile.footer not in lines
    text_width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    for table in word.tables[1:]:
        sizes = [column.width or 0 for column in table.columns]
        assert abs(sum(sizes) - text_width) < Mm(1)
        assert "CFE3F1" in table.rows[0].cells[0]._tc.xml
    assert word.core_properties.author == hostile.table
    package = zipfile.ZipFile(io.BytesIO(made))
    assert not [name for name in package.namelist() if b"Vormgever" in package.read(name)]


def test_a_letterhead_without_styles_and_other_places_gets_our_own_looks(hostile: Document) -> None:
    word = docx.Document()
    for style in list(word.styles):
        if style.name in ("Title", "Heading 2"):
            style.delete()
    word.add_paragraph("[[Content]]")
    made = docx.Document(io.BytesIO(render(hostile, "docx", style=HouseStyle(saved(word)))))
    assert made.paragraphs[0].text == hostile.title
    assert made.paragraphs[0].runs[0].bold
    assert made.paragraphs[-1].text == hostile.footer, "who may read it stands in every document"


def test_frames_remarks_and_pages_with_a_layout_of_their_own_are_kept(hostile: Document) -> None:
    word = docx.Document()
    word.add_paragraph("[[gegevens]]")
    frame = word.add_paragraph("Postbus 1")._p
    frame.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:p><w:r><w:t>Van [[tafel]]</w:t></w:r></w:p></w:pict></w:r>")
    )
    place = word.add_paragraph("[[inhoud]]")._p
    place.insert(0, parse_xml(f'<w:commentRangeStart {nsdecls("w")} w:id="0"/>'))
    word.add_section()
    ends = word.element.body.xpath("./w:p/w:pPr/w:sectPr")[0]
    ends.getparent().getparent().getparent().remove(ends.getparent().getparent())
    place.get_or_add_pPr().append(ends)
    word.sections[0].left_margin = word.sections[0].right_margin = Mm(68)
    data = saved(word)
    check_letterhead(data)
    made = docx.Document(io.BytesIO(render(hostile, "docx", style=HouseStyle(data))))
    assert made.element.body.xpath(".//w:pict//w:t/text()") == [f"Van {hostile.table}"]
    assert "[[inhoud]]" not in [line.text for line in made.paragraphs]
    assert len(made.sections) == 2
    assert not made.element.body.xpath(".//w:commentRangeStart")
    assert hostile.shown_facts[0].value in made.tables[0]._tbl.xml
    wide = made.sections[0].page_width - 2 * Mm(68)  # type: ignore[operator]
    for table in made.tables:
        assert sum(column.width or 0 for column in table.columns) < wide + Mm(1), "also where no whole word fits"


def refused_ones() -> dict[str, bytes]:
    """What cannot be a letterhead, by a piece of what is said of it."""
    good = letterhead()
    rels = "word/_rels/document.xml.rels"
    away = '<Relationship Id="rX" TargetMode="External" Target="http://example.invalid/x" Type="http://x/{}"/>'
    end = "</Relationships>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("word/document.xml", "[Content_Types].xml", "word/theme.xml"):
            package.writestr(name, b" " * 20_000_000)
    return {
        "no Word file": b"%PDF-1.7 not a letterhead",
        "is no Word": changed(good, "word/document.xml", ("<w:body>", "<w:body")),
        "larger than 5 MB": bytes(5_000_001),
        "unpacks to more than 50 MB": packed.getvalue(),
        "macros": changed(good, "word/vbaProject.bin", ("", "x")),
        "(attachedTemplate)": changed(good, rels, (end, away.format("attachedTemplate") + end)),
        "(image)": changed(good, rels, (end, away.format("image") + end)),
        "(INCLUDEPICTURE)": changed(
            good, "word/document.xml", ("<w:body>", '<w:body><w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>')
        ),
        "tracked changes": changed(good, "word/document.xml", ("<w:body>", "<w:body><w:p><w:ins w:id='1'/></w:p>")),
        "[[naam]]": letterhead("[[inhoud]]", "Aan [[naam]]"),
        "This is no Word": changed(good, "word/document.xml", ("<w:document ", "<!DOCTYPE x><w:document ")),
        "docx or dotx": changed(saved(docx.Document()), "word/document.xml.bak", ("", "x")).replace(
            b"word/document.xml", b"word/document.txt"
        ),
        "other documents": changed(
            good, rels, (end, away.replace(' TargetMode="External"', "").format("aFChunk") + end)
        ),
        "less than 7 cm": narrow(69),
        "no place for the content": letterhead("Niets"),
        "stands once": letterhead("[[inhoud]]", "[[content]]"),
        "on a line of its own": letterhead("Hier: [[inhoud]]"),
    }


def test_what_is_no_letterhead_is_refused_in_a_sentence() -> None:
    for said, data in refused_ones().items():
        with pytest.raises(Refused) as refusal:
            check_letterhead(data)
        assert said in str(refusal.value)
    rels = "word/_rels/document.xml.rels"
    link = '<Relationship Id="rX" TargetMode="External" Target="https://example.invalid" Type="http://x/hyperlink"/>'
    check_letterhead(changed(letterhead(), rels, ("</Relationships>", link + "</Relationships>")))


def test_logo_and_colour_stand_in_pdf_and_page(hostile: Document) -> None:
    style = HouseStyle(logo=picture(), colour="#cfe3f1")
    check_logo(picture())
    pdf = PdfReader(io.BytesIO(render(hostile, "pdf", style=style)))
    assert [image.image.size for image in pdf.pages[0].images if image.image] == [(40, 20)]
    root = pdf.root_object
    assert bool(root["/MarkInfo"]["/Marked"])  # type: ignore[index]
    assert b"pdfuaid" in root["/Metadata"].get_data()  # type: ignore[attr-defined]
    assert "Logo" in _alts(root["/StructTreeRoot"])
    assert hostile.title in pdf_text(render(hostile, "pdf", style=style))
    page = render(hostile, "html", style=style).decode()
    assert 'src="data:image/png;base64,' in page
    assert "th { background: #cfe3f1; }" in page
    assert hostile.title in " ".join(html_page(page.encode()).texts)


def test_what_cannot_be_printed_is_said_in_a_sentence(hostile: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="choose another format"):
        render(hostile, "pdf", style=HouseStyle(logo=picture()[:60]))
    monkeypatch.setattr(to_pdf, "_TRIES", 1)
    with pytest.raises(Refused, match="choose another format"):
        render(hostile._replace(title="\ue000 \U000f0000"), "pdf")


def _alts(element: object) -> list[str]:
    """The words that stand for pictures, below an element of the tags."""
    found = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(found, list):
        return [alt for one in found for alt in _alts(one)]
    if not isinstance(found, dict):
        return []
    return ([str(found["/Alt"])] if "/Alt" in found else []) + _alts(found.get("/K"))


def test_a_logo_or_colour_that_will_not_do_is_refused() -> None:
    for data, said in (
        (b"GIF89a", "png or jpg"),
        (picture() + bytes(1_000_001), "larger than 1 MB"),
        (picture().replace(struct.pack(">II", 40, 20), struct.pack(">II", 40_000, 20)), "dots wide"),
        (picture()[:60], "cannot be read"),
        (b"\xff\xd8\xff\xe0\0\x02", "cannot be read"),
        (b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\0\x20\0\x20\x03" + bytes(20), "cannot be read"),
        (b"\xff\xd8\xff\xc0\0\x11\x08\0\x20\0\x20\x04" + bytes(20), "printing press"),
    ):
        with pytest.raises(Refused, match=said):
            check_logo(data)
    assert read_colour(" CFE3F1 ") == "#cfe3f1"
    for typed in ("#123456", "red", "#12345", "#cfe3f1;}"):
        with pytest.raises(Refused):
            read_colour(typed)


def test_it_is_kept_with_the_table_and_passes_the_leak_check(example: Example, tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(letterhead()))
    word.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()))
    made = saved(word)
    (tmp_path / "huis.docx").write_bytes(made)
    (tmp_path / "logo.png").write_bytes(picture())
    keep(example.store, style_of(tmp_path / "huis.docx", None, "#cfe3f1"))
    keep(example.store, style_of(None, tmp_path / "logo.png", ""))
    style = read_house_style(example.store)
    assert style == HouseStyle(made, picture(), "#cfe3f1")
    asked = Asked(organisation_pk=example.keys["SCHULD"])
    paper, guard = read_guarded(example.store, "actions", asked)
    for form in ("docx", "pdf", "html", "eml"):
        assert make(paper, guard, form, style=style).data != make(paper, guard, form).data
    assert len(said_of(style)) == 3
    pack = read_pack(example.store, example.keys["M-002"])
    reply = next(item for item in pack.items if item.document == "reply")
    write_pack(pack._replace(items=(pack.items[0], reply)), tmp_path / "pack", ("docx",))
    heads = [docx.Document(str(path)).sections[0].header.paragraphs[0].text for path in tmp_path.glob("pack/*.docx")]
    assert heads.count("Zorg- en Veiligheidshuis Zandkreek") == 1, "a form that comes back stays as it is read"
    clear(example.store)
    assert read_house_style(example.store) == HouseStyle()
    with pytest.raises(Refused, match="cannot be read"):
        style_of(tmp_path / "weg.docx", None, "")
