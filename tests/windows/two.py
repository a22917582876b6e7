"""Where somebody is in a window, and what is half typed there."""

from tests.windows.conftest import Window


def entry(window: Window) -> str:
    """Return the line that is being typed: it stands above what was understood of it and the keys."""
    return window.lines[window.line_with("New action point") + 1]


def place(window: Window) -> tuple[str, list[str], list[str]]:
    """Return where somebody is: the list with the focus, the line under the cursor, and what is in view of the list."""
    top, bottom = window.line_with("ACTION POINTS"), window.line_with("LOOK AT")
    ids = [line[30:40].strip() for line in window.lines[top + 1 : bottom]]
    marked = [line[30:110].rstrip() for line in window.marked()]
    return window.focused(), marked, [found for found in ids if found.startswith("A-")]
