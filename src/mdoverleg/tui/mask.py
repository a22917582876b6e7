"""Masking this window: initials for names in everything that is drawn, until names may be seen again.

Whether the windows on the file are masked is read together with whatever a window reads (`window.py`), and followed
here before that is shown: a name that is new is masked in the picture in which it first appears.
"""

from typing import TYPE_CHECKING, Any

from mdoverleg.tui.text import mask_with, plain

if TYPE_CHECKING:
    from textual.app import App

    from mdoverleg.domain.masking import Masker
    from mdoverleg.reads.masking import Masking

_masker: "Masker | None" = None


def mask(masking: "Masking | None") -> bool:
    """Show initials for these names from now on, or names again; tells whether that is different from before."""
    global _masker  # noqa: PLW0603 - one process shows one file
    if (masking.names if masking else None) == (_masker.names if _masker else None):
        return False
    _masker = _masker_of(masking)
    mask_with(_masker.masked if _masker else None)
    return True


def _masker_of(masking: "Masking | None") -> "Masker | None":
    if masking is None:
        return None
    from mdoverleg.domain.masking import Masker

    return Masker(masking.names)


def dotted(text: str) -> str:
    """Return what stands in a box as it may be seen: as long as it is, with dots in the names while masked."""
    return _masker.dotted(text) if _masker is not None else text


def draw_again(app: "App[Any]") -> None:
    """Draw every screen and question anew, with initials or with names."""
    from textual.content import Content
    from textual.widgets import Static, TextArea

    from mdoverleg.tui.screens.base import LiveScreen
    from mdoverleg.tui.widgets.lines import Lines

    with app.batch_update():
        for screen in app.screen_stack:
            if isinstance(screen, LiveScreen):
                screen.show_again()
            for widget in screen.query("*"):
                if isinstance(widget, Lines):
                    widget.again()
                elif type(widget) is Static and isinstance(widget.content, Content):
                    widget.update(plain(widget.content.plain))
                elif isinstance(widget, TextArea):
                    widget.notify_style_update()  # it keeps its lines as they were drawn
                widget.refresh()
