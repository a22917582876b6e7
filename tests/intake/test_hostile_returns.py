"""Reply forms that only pretend to be, or mean harm: one sentence, soon, and nothing unpacked without bounds."""

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
import pytest
from docx.oxml import parse_xml

from mdoverleg.domain.errors import InputRefused
from mdoverleg.export.docx_parts import NAMESPACE
from mdoverleg.store.store import Store
from tests.intake.forms import form, read, repacked

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9)) + "]>"
SENTENCES = ("not a Word document", "not an OpenDocument sheet", "too large when unpacked", "more than 5000 rows")
PARTS = {"docx": "word/document.xml", "ods": "content.xml"}


def laughing(xml: str) -> str:
    head, end, rest = xml.partition("?>")
    return head + end + LAUGHS + rest


def deep(xml: str) -> str:
    for tag in ("</w:body>", "</office:spreadsheet>"):
        xml = xml.replace(tag, "<x>" * 5000 + "</x>" * 5000 + tag)
    return xml


def swollen(xml: str) -> str:
    return xml + f"<!--{' ' * 60_000_000}-->"


def broken(xml: str) -> str:
    return xml[: len(xml) // 2]


def in_other_letters(xml: str) -> str:
    return xml.replace("UTF-8", "cp037", 1)


def nothing(xml: str) -> str:
    del xml
    return ""


CHANGES = (laughing, deep, broken, in_other_letters, nothing)


@pytest.mark.parametrize(
    ("kind", "change"), [*((kind, change) for kind in PARTS for change in CHANGES), ("docx", swollen)]
)
def test_a_document_that_means_harm_is_refused_in_one_sentence(
    sample: Store, tmp_path: Path, kind: str, change: Callable[[str], str]
) -> None:
    file = repacked(tmp_path / f"f.{kind}", form(sample, "OPVANG", kind), PARTS[kind], change)
    assert file.stat().st_size < 200_000
    with pytest.raises(InputRefused) as caught:
        read(sample, file)
    (line,) = caught.value.problems
    assert any(sentence in line for sentence in SENTENCES)


def test_a_million_repeated_rows_cost_nothing_when_empty_and_are_refused_when_filled(
    sample: Store, tmp_path: Path
) -> None:
    data = form(sample, "OPVANG", "ods")
    row = '<table:table-row table:number-rows-repeated="1048000">{}</table:table-row></table:table>'
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    file = repacked(
        tmp_path / "e.ods", data, "content.xml", lambda xml: xml.replace("</table:table>", row.format(empty), 1)
    )
    assert read(sample, file).number == 0
    filled = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    file = repacked(
        tmp_path / "f.ods", data, "content.xml", lambda xml: xml.replace("</table:table>", row.format(filled), 1)
    )
    with pytest.raises(InputRefused, match="1 problem"):
        read(sample, file)


def problems(store: Store, file: Path) -> tuple[str, ...]:
    try:
        read(store, file)
    except InputRefused as refusal:
        return refusal.problems
    return ()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "ods"])
def test_a_damaged_form_is_read_or_refused_and_never_more(sample: Store, tmp_path: Path, kind: str) -> None:
    data = form(sample, "OPVANG", kind)
    chance = Random(kind)
    refused = 0
    for number in range(25):
        content = bytearray(data)
        for _byte in range(chance.choice((1, 4, 64))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file = tmp_path / f"{number}.{kind}"
        file.write_bytes(content)
        lines = problems(sample, file)
        refused += bool(lines)
        assert all(line.startswith(str(file)) for line in lines)
    assert refused > 0


def test_words_that_ask_for_something_and_words_that_were_taken_out_are_no_answer(
    sample: Store, tmp_path: Path
) -> None:
    word = docx.Document(io.BytesIO(form(sample, "OPVANG", "docx")))
    row = word.tables[1].rows[1]
    pieces = (
        "<w:del {}><w:r><w:delText>kon niet</w:delText></w:r></w:del>",
        "<w:ins {}><w:r><w:t>ge</w:t></w:r><w:r><w:t>daan</w:t></w:r></w:ins>",
        "<w:sdt {}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>",
    )
    for piece, place in zip(pieces, (-5, -5, -4), strict=True):
        row.cells[place].paragraphs[0]._p.append(parse_xml(piece.format(NAMESPACE)))
    word.save(str(tmp_path / "f.docx"))
    (reply,) = read(sample, tmp_path / "f.docx").forms[0].replies
    assert reply.values["outcome"].startswith("reported by Vrouwenopvang De Luwte")
