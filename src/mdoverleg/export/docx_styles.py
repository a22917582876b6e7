"""The style sheet of a Word document, and what it tells about the program that made it."""

from typing import Final

from mdoverleg.export.docx_parts import CELL_MARGINS, NAMESPACE

_FONT: Final = "Calibri"
_GREY: Final = '<w:color w:val="595959"/><w:sz w:val="18"/>'

APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>mdoverleg</Application></Properties>"
)
"""The program that made the file, and no more."""


def styles(language: str) -> str:
    """Return the style sheet; `language` is a tag as nl-NL."""
    return f"""<w:styles {NAMESPACE}>
<w:docDefaults>
<w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>
<w:sz w:val="22"/><w:szCs w:val="22"/>
<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
{"".join(_PARAGRAPHS)}
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{CELL_MARGINS}</w:tblCellMar></w:tblPr>
</w:style>
</w:styles>"""


def _paragraph_style(id_: str, name: str, paragraph: str = "", run: str = "") -> str:
    based = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>' if id_ != "Normal" else ""
    mark = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{id_}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(number: int, before: int, size: int) -> str:
    space = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="60"/>'
    level = f'<w:outlineLvl w:val="{number - 1}"/>'
    return _paragraph_style(f"Heading{number}", f"heading {number}", space + level, f'<w:b/><w:sz w:val="{size}"/>')


_PARAGRAPHS: Final = (
    _paragraph_style("Normal", "Normal"),
    _paragraph_style("Title", "Title", '<w:keepNext/><w:spacing w:after="120"/>', '<w:b/><w:sz w:val="36"/>'),
    _heading(1, before=280, size=30),
    _heading(2, before=240, size=26),
    _paragraph_style("Header", "header", run=_GREY),
    _paragraph_style("Footer", "footer", run=_GREY),
)
