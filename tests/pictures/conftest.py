"""Pictures of screens: the text decides, the drawing beside it is for people to look at."""

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.tui.driving import Table


class TextPicture(SingleFileSnapshotExtension):
    """The letters of a screen, in a file of its own."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Drawing(TextPicture):
    """The same screen with its colours."""

    file_extension = "svg"


@pytest.fixture
def same_as_before(snapshot: SnapshotAssertion) -> Callable[[Table], None]:
    """Compares what a window shows with its picture; `make pictures` draws the pictures anew."""

    def compare(table: Table) -> None:
        assert table.text() == snapshot(extension_class=TextPicture)
        drawing = table.app.export_screenshot(title="mdoverleg", simplify=True)
        # The fonts would be fetched from somewhere; every reader has a font of its own.
        alone = re.sub(r"\s*@font-face\s*\{.*?\}|<!--.*?-->", "", drawing, flags=re.DOTALL)
        assert alone == snapshot(extension_class=Drawing)

    return compare
