"""Names of room state: what holds for every window on the file at once, and is not logged, undone or exported.

The steps of the running case are in `case_steps.py`.
"""

from typing import Final

MASKED: Final = "room.masked"
"""`1` while names of people are shown as initials in every window."""
BLANK: Final = "room.blank"
"""`1` while the projector shows nothing."""
READING_BACK: Final = "room.reading_back"
"""The key of the agenda item that is being read back; the projector shows the joint message while that item runs."""
WINDOWS: Final = "window."
"""Before the id of a window: who sits there, as long as it is open. It moves no other window to read again."""
DRAFTS: Final = "draft."
"""Before the id of a window and a place in it: what is half typed there. It moves no other window to read again."""
TURN: Final = "room.turn"
"""How often what holds for every window was set: there and back again, between two looks, is seen too."""
