"""A web page in one file: nothing is fetched, nothing runs, what people typed is shown and never read as markup."""

from pathlib import Path
from typing import Final

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.export.model import Document, paper_text, sections_on_paper, tone_of

TEMPLATE: Final = Path(__file__).with_suffix(".html")


def to_html(document: Document, style: HouseStyle | None = None) -> bytes:
    """Return the document as a page in UTF-8 that prints on landscape A4, with logo and colour of the house style."""
    from jinja2 import Environment, StrictUndefined

    pages = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    page = pages.from_string(TEMPLATE.read_text(encoding="utf-8"))
    sections = list(sections_on_paper(document))
    looks = {"logo": _picture(style.logo) if style and style.logo else "", "colour": (style and style.colour) or ""}
    return page.render(document=document, sections=sections, paper_text=paper_text, tone_of=tone_of, **looks).encode()


def _picture(data: bytes) -> str:
    from base64 import b64encode

    from mdoverleg.export.house_style import logo_kind

    return f"data:image/{logo_kind(data)};base64,{b64encode(data).decode('ascii')}"
