"""A web page in one file: nothing is fetched, nothing runs, what people typed is shown and never read as markup."""

from pathlib import Path
from typing import Final

from mdoverleg.export.model import Document, paper_text, sections_on_paper, tone_of

TEMPLATE: Final = Path(__file__).with_suffix(".html")


def to_html(document: Document) -> bytes:
    """Return the document as a page in UTF-8 that prints on landscape A4."""
    from jinja2 import Environment, StrictUndefined

    pages = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    page = pages.from_string(TEMPLATE.read_text(encoding="utf-8"))
    sections = list(sections_on_paper(document))
    return page.render(document=document, sections=sections, paper_text=paper_text, tone_of=tone_of).encode()
