"""Puts a text in every place of a made file where one can go along, seen or unseen, as a careless program would."""

import io
import json
import zipfile
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

Plant = Callable[[bytes, str], bytes]
"""A made file and a text in, the file with that text in it out."""


def repacked(data: bytes, name: str, change: Callable[[str], str] | None, more: bytes = b"") -> bytes:
    """A package with one part changed, or with one more."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if change is not None and info.filename == name:
                content = change(content.decode()).encode()
            target.writestr(info, content)
        if change is None:
            target.writestr(name, more)
    return made.getvalue()


def inside(name: str, before: str, xml: str) -> Plant:
    """Put XML with `{}` for the text in front of something in a part."""

    def plant(data: bytes, text: str) -> bytes:
        new = xml.replace("{}", escape(text, {'"': "&quot;", "\n": "&#10;"}))

        def change(part: str) -> str:
            assert before in part
            return part.replace(before, new + before, 1)

        return repacked(data, name, change)

    return plant


def another(name: str, xml: str) -> Plant:
    """Put in one more part."""
    return lambda data, text: repacked(data, name, None, xml.replace("{}", escape(text, {'"': "&quot;"})).encode())


def package_comment(data: bytes, text: str) -> bytes:
    """A comment of the zipped file itself."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.comment = text.encode()
    return file.getvalue()


def part_comment(data: bytes, text: str) -> bytes:
    """A comment of one part in the zipped file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            info.comment = text.encode()
            target.writestr(info, content)
    return made.getvalue()


# Excel


def in_book(change: Callable[[Any, str], None]) -> Plant:
    """Change a workbook with another program than the one that wrote it."""

    def plant(data: bytes, text: str) -> bytes:
        book = load_workbook(io.BytesIO(data))
        change(book, text)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return plant


def far_cell(book: Any, text: str) -> None:
    """A cell that nobody scrolls to."""
    book.worksheets[0]["AZ900"] = text


def hidden_sheet(book: Any, text: str) -> None:
    """A sheet that Excel does not even list."""
    sheet = book.create_sheet("x")
    sheet["B2"] = text
    sheet.sheet_state = "veryHidden"


def hidden_column(book: Any, text: str) -> None:
    """A column without width."""
    book.worksheets[0]["T3"] = text
    book.worksheets[0].column_dimensions["T"].hidden = True


def cell_comment(book: Any, text: str) -> None:
    """A note at a cell."""
    book.worksheets[0]["A1"].comment = Comment(text, "x")


def comment_author(book: Any, text: str) -> None:
    """Who wrote a note at a cell."""
    book.worksheets[0]["A1"].comment = Comment("x", text)


def page_header(book: Any, text: str) -> None:
    """What is printed above the second sheet."""
    book.worksheets[1].oddHeader.center.text = text[:200]


def name_of_place(book: Any, text: str) -> None:
    """A name with a comment."""
    book.defined_names["x"] = DefinedName("x", attr_text="'x'!$A$1", comment=text)


def prompt(book: Any, text: str) -> None:
    """What is said beside a cell when it is filled in."""
    rule = DataValidation(type="whole", prompt=text, promptTitle="x")
    rule.add("B9")
    book.worksheets[0].add_data_validation(rule)


def property_of_book(book: Any, text: str) -> None:
    """A property."""
    book.properties.keywords = text


# pdf


def in_pdf(change: Callable[[PdfWriter, str], None]) -> Plant:
    """Change a pdf with another program than the one that wrote it."""

    def plant(data: bytes, text: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        change(writer, text)
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    return plant


def pdf_property(writer: PdfWriter, text: str) -> None:
    """A property."""
    writer.add_metadata({"/Subject": text})


def bookmark(writer: PdfWriter, text: str) -> None:
    """A line of the contents beside the pages."""
    writer.add_outline_item(title=text, page_number=0)


def attached_to_pdf(writer: PdfWriter, text: str) -> None:
    """A file inside the pdf."""
    writer.add_attachment(filename="x.txt", data=f"({text})".encode())


def sticky_note(writer: PdfWriter, text: str) -> None:
    """A note on a page."""
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject(text)}
    )
    writer.add_annotation(0, note)


def alternative_text(writer: PdfWriter, text: str) -> None:
    """What a screen reader says of a picture."""
    writer._add_object(
        DictionaryObject({NameObject("/S"): NameObject("/Figure"), NameObject("/Alt"): TextStringObject(text)})
    )


# Mail


def in_mail(change: Callable[[EmailMessage, str], None]) -> Plant:
    """Change a draft."""

    def plant(data: bytes, text: str) -> bytes:
        mail = message_from_bytes(data, policy=policy.SMTP)
        assert isinstance(mail, EmailMessage)
        change(mail, text)
        return mail.as_bytes()

    return plant


def mail_header(mail: EmailMessage, text: str) -> None:
    """A header."""
    mail["X-Note"] = " ".join(text.split())


def mail_text(mail: EmailMessage, text: str) -> None:
    """What the mail says."""
    body = mail.get_body(("plain",))
    assert body is not None
    body.set_content(text)


def mail_page(mail: EmailMessage, text: str) -> None:
    """What the mail says to programs that show pages."""
    body = mail.get_body(("html",))
    assert body is not None
    body.set_content(f"<p>{escape(text)}</p>", subtype="html")


def mail_attachment(mail: EmailMessage, text: str) -> None:
    """One file more that goes with it."""
    mail.add_attachment(text, filename="x.txt")


def name_of_attachment(mail: EmailMessage, text: str) -> None:
    """The name of a file that goes with it."""
    mail.add_attachment("x", filename=f"{' '.join(text.split())}.txt")


# Text


def put(before: bytes, new: str, *, written: Callable[[str], str] = escape) -> Plant:
    """Put something with `{}` for the text in front of the last of what is there; at the end without it."""

    def plant(data: bytes, text: str) -> bytes:
        assert before in data
        at = data.rindex(before) if before else len(data)
        return data[:at] + new.replace("{}", written(text)).encode() + data[at:]

    return plant


def as_json_text(text: str) -> str:
    """A text as JSON writes it with escapes alone."""
    return json.dumps(text)[1:-1]


def in_one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """A text as a calendar breaks it, in the middle of words."""
    said = in_one_line(text).replace(",", "\\,").replace(";", "\\;")
    return "\r\n ".join(said[at : at + 37] for at in range(0, len(said), 37))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
VANISHED = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>"
DOCUMENT, SETTINGS, CORE = "word/document.xml", "word/settings.xml", "docProps/core.xml"

PLACES: dict[str, dict[str, Plant]] = {
    "docx": {
        "hidden text": inside(DOCUMENT, "<w:sectPr", VANISHED),
        "deleted text": inside(DOCUMENT, "<w:sectPr", "<w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>"),
        "alternative text": inside(DOCUMENT, "<w:sectPr", '<w:p><x:docPr xmlns:x="x" descr="{}"/></w:p>'),
        "field": inside(DOCUMENT, "<w:sectPr", "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>"),
        "variable": inside(SETTINGS, "</w:settings>", '<w:docVars><w:docVar w:name="x" w:val="{}"/></w:docVars>'),
        "header": inside("word/header1.xml", "</w:hdr>", VANISHED),
        "comment": another("word/comments.xml", f"<w:comments {W}>{VANISHED}</w:comments>"),
        "footnote": another("word/footnotes.xml", f"<w:footnotes {W}>{VANISHED}</w:footnotes>"),
        "custom data": another("customXml/item1.xml", "<x>{}</x>"),
        "property": inside(CORE, "</cp:coreProperties>", "<cp:keywords>{}</cp:keywords>"),
        "property of the program": inside("docProps/app.xml", "</Properties>", "<Manager>{}</Manager>"),
        "comment in xml": inside(CORE, "</cp:coreProperties>", "<!-- {} -->"),
        "instruction in xml": inside(CORE, "</cp:coreProperties>", "<?x {}?>"),
        "address of a link": inside(
            "word/_rels/document.xml.rels", "</Relationships>", '<Relationship Id="x" Type="x" Target="{}"/>'
        ),
        "text in a part that is no xml": another("word/x.bin", "{}"),
        "comment of the package": package_comment,
        "comment of a part": part_comment,
    },
    "xlsx": {
        "far cell": in_book(far_cell),
        "hidden sheet": in_book(hidden_sheet),
        "hidden column": in_book(hidden_column),
        "note at a cell": in_book(cell_comment),
        "author of a note": in_book(comment_author),
        "page header": in_book(page_header),
        "name of a place": in_book(name_of_place),
        "prompt": in_book(prompt),
        "property": in_book(property_of_book),
        "text in the cell itself": inside(
            "xl/worksheets/sheet2.xml",
            "</sheetData>",
            '<row r="99"><c r="A99" t="inlineStr"><is><t>{}</t></is></c></row>',
        ),
        "text that no cell shows": inside("xl/sharedStrings.xml", "</sst>", "<si><t>{}</t></si>"),
        "comment of the package": package_comment,
    },
    "odt": {
        "hidden text": inside("content.xml", "</office:text>", '<text:p text:display="none">{}</text:p>'),
        "annotation": inside(
            "content.xml", "</office:text>", "<office:annotation><text:p>{}</text:p></office:annotation>"
        ),
        "alternative text": inside("content.xml", "</office:text>", '<s:desc xmlns:s="x">{}</s:desc>'),
        "property": inside("meta.xml", "</office:meta>", '<m:keyword xmlns:m="urn:x">{}</m:keyword>'),
        "style": inside("styles.xml", "</office:styles>", '<x:style xmlns:x="x" x:display-name="{}"/>'),
        "one part more": another("x.xml", "<x>{}</x>"),
        "comment of the package": package_comment,
    },
    "ods": {
        "hidden sheet": inside(
            "content.xml",
            "</office:spreadsheet>",
            '<table:table table:name="x"><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell>'
            "</table:table-row></table:table>",
        ),
        "value of a cell": inside(
            "content.xml", "</office:spreadsheet>", '<table:table-cell office:string-value="{}"/>'
        ),
        "name of a sheet": inside("content.xml", "</office:spreadsheet>", '<table:table table:name="{}"/>'),
        "property": inside("meta.xml", "</office:meta>", '<m:keyword xmlns:m="urn:x">{}</m:keyword>'),
    },
    "pdf": {
        "property": in_pdf(pdf_property),
        "bookmark": in_pdf(bookmark),
        "file in it": in_pdf(attached_to_pdf),
        "note on a page": in_pdf(sticky_note),
        "alternative text": in_pdf(alternative_text),
    },
    "html": {
        "comment": put(b"</body>", "<!-- {} -->"),
        "alternative text": put(b"</body>", '<img alt="{}">', written=lambda text: escape(text, {'"': "&quot;"})),
        "hidden element": put(b"</body>", '<p style="display:none">{}</p>'),
        "style": put(b"</style>", "/* {} */"),
        "script": put(b"</body>", "<script>/* {} */</script>", written=str),
        "head": put(b"</head>", "<title>{}</title>"),
        "letters as entities": put(
            b"</body>", "<p>{}</p>", written=lambda text: "".join(f"&#{ord(letter)};" for letter in text)
        ),
        "words in tags": put(b"</body>", "<p>{}</p>", written=lambda text: escape(text).replace("e", "<b>e</b>")),
    },
    "json": {
        "value": put(b"}", ', "x": ["{}"]', written=as_json_text),
        "key": put(b"}", ', "{}": 1', written=as_json_text),
    },
    "csv": {
        "row": put(b"", ';;"{}"\r\n', written=lambda text: text.replace('"', '""')),
        "behind the columns": put(b"", "x" + ";" * 90 + "{}\r\n", written=in_one_line),
    },
    "md": {"comment": put(b"", "\n<!-- {} -->\n", written=str)},
    "txt": {"words over lines": put(b"", "\n{}\n", written=lambda text: text.replace(" ", "\n"))},
    "ics": {
        "description": put(b"END:VCALENDAR", "DESCRIPTION:{}\r\n", written=folded),
        "other line": put(b"END:VCALENDAR", "X-NOTE:{}\r\n", written=folded),
    },
    "eml": {
        "header": in_mail(mail_header),
        "text": in_mail(mail_text),
        "page": in_mail(mail_page),
        "attachment": in_mail(mail_attachment),
        "name of an attachment": in_mail(name_of_attachment),
    },
}
"""Every place by format."""
