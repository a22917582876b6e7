"""The words on the pages of a pdf are read back from its glyphs, the same as another program reads them."""

import io
import re
from collections import Counter

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import in_language
from mdoverleg.export import document_of, render
from mdoverleg.export.pdf_pages import Font, Unreadable, letters_of, objects_of, raw_of, runs_of, words_of
from mdoverleg.export.read_back import read_back
from mdoverleg.reads.action_points import Asked
from tests.export.conftest import Example
from tests.export.reading import pdf_text
from tests.export.test_hostile import papers

ODD = "Ĳsvogel café → ☑ Żółć (haak) [vak] tot\\rug naïef ffi fl ſ æøå Ünal Şahin"


def words(data: bytes) -> list[str]:
    return list(words_of(objects_of(data)))


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def odd() -> bytes:
    """A pdf in which words change font halfway, with letters that are escaped in it."""
    with in_language("nl"):
        return render(document_of(papers(f"{ODD} " * 9)[0]), "pdf")


def test_every_letter_is_read_as_another_program_does(odd: bytes, example: Example) -> None:
    for data in (odd, render(example.document("actions", Asked()), "pdf")):
        main, beside, *_joined = words(data)
        assert letters(main + beside) == letters(pdf_text(data))
        assert "pagina 1 van" in beside or "page 1 of" in beside
        assert "pagina 1 van" not in main
        assert "page 1 of" not in main


def test_a_sentence_goes_on_over_lines_and_pages(odd: bytes) -> None:
    main, _beside, joined = words(odd)
    wanted = re.findall(r"\w+", ODD)
    assert " ".join(re.findall(r"\w+", main)).count(" ".join(wanted)) > 9
    assert ODD.replace(" ", "") in joined.replace(" ", "")


def test_letters_from_right_to_left_are_read_as_they_are_typed() -> None:
    with in_language("nl"):
        main = words(render(document_of(papers("متن سري جدا")[0]), "pdf"))[0]
    assert "متن" in main
    assert "سري" in main


def test_strings_are_read_in_both_ways_in_which_they_are_written() -> None:
    assert (
        raw_of(
            rb"(a\)\(\\\n\134\7b\
c(d)e)"
        )
        == b"a)(\\\n\\\x07bc(d)e"
    )
    assert raw_of(b"<41 42\n4>") == b"AB@"
    assert raw_of(rb"(\8\q)") == b"8q"


def test_brackets_that_have_their_other_are_part_of_a_string() -> None:
    letters_of = {b"\0" + bytes([place]): chr(place) for place in range(256)}
    fonts = {b"f0": Font(letters_of, 2)}
    said = b"BT /f0 9 Tf [(\0(\0(\0x\0)\0)\0A)-7(\0B)]TJ ET /x<</E(tekst (hier))>>BDC BT (\0C)Tj ET EMC"
    assert list(runs_of(said, fonts)) == [(False, "((x))AB"), (True, "tekst (hier)"), (False, "C")]
    with pytest.raises(Unreadable):
        list(runs_of(b"BT (\0(\0) Tj ET", fonts))


def test_letters_are_mapped_one_by_one_and_in_rows() -> None:
    table = (
        b"2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar 2 beginbfrange <0010> <0012> <0061>"
        b" <0020> <0021> <D83DDE00> endbfrange"
    )
    found = letters_of(table)
    assert (
        found[b"\0\1"] + found[b"\0\2"] + found[b"\0\x11"] + found[b"\0\x21"]
        == "Afib\N{GRINNING FACE WITH SMILING EYES}"
    )


# What cannot be read is refused


def plain_page(font: DictionaryObject, said: bytes) -> bytes:
    writer = PdfWriter()
    page = PageObject.create_blank_page(writer, 100, 100)
    page = writer.add_page(page)
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(said)
    page[NameObject("/Contents")] = writer._add_object(content)
    return saved(writer)


HELVETICA = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}


def font() -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in HELVETICA.items()})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\nstartxref\n5\n%%EOF",
        b"%PDF-1.7\nx\nxref\n0 1\n0000000009 00000 n \ntrailer\nstartxref\n11\n%%EOF",
        plain_page(font(), b"BT /F1 12 Tf (geheim) Tj ET"),
        plain_page(font(), b"BT /F2 12 Tf (geheim) Tj ET"),
    ],
)
def test_a_pdf_whose_words_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        words(data)
    with in_language("en"), pytest.raises(Refused, match="cannot be read back"):
        list(read_back(data, "pdf"))


def test_text_in_what_is_no_page_and_a_glyph_without_letter_are_refused(example: Example) -> None:
    data = render(example.document("phones", Asked()), "pdf")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    hidden = DecodedStreamObject()
    hidden.set_data(b"BT /f0 9 Tf (\0\1) Tj ET")
    writer._add_object(hidden)
    with pytest.raises(Unreadable):
        words(saved(writer))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    content = DecodedStreamObject()
    content.set_data(b"BT /f0 9 Tf (\xff\xfe) Tj ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    with pytest.raises(Unreadable):
        words(saved(writer))


def bare(*parts: bytes) -> bytes:
    """A pdf of these numbered pieces alone."""
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 9\n" + table + b"trailer\nstartxref\n%d\n%%%%EOF" % len(data)


def test_pages_and_forms_that_say_something_in_another_way_are_refused() -> None:
    said = b"\nstream\nBT /F1 9 Tf (geheim) Tj ET\nendstream"
    assert words(bare(b"<< /Type /Page >>")) == ["", ""]
    for parts in (
        (b"<< /Type /Page /Contents 9 0 R >>",),
        (b"<< /Type /Page /Contents 2 0 R >>", b"<< >>" + said),
        (b"<< /Subtype /Form >>" + said,),
        (b"<< /Type /Page /Contents 2 0 R >>", b"<< /Filter /FlateDecode >>" + said),
    ):
        with pytest.raises(Unreadable):
            words(bare(*parts))
