"""Word that a meeting does not take place, to read and for the calendars that hold the invitation."""

from mdoverleg.domain.dates import day_long
from mdoverleg.domain.meeting_papers import CancellationPaper
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.agenda import meeting_event
from mdoverleg.export.heads import confidential, file_parts, head_facts
from mdoverleg.export.model import Document, Section


def cancellation_document(paper: CancellationPaper) -> Document:
    """Return the cancellation as a document, in the current language: by its day, never by its title."""
    return Document(
        kind="cancellation",
        title=_("Meeting called off"),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head._replace(meeting=None)),
        footer=confidential(),
        sections=(Section(lines=_lines(paper)),),
        empty="",
        file_parts=file_parts(paper.head, p_("Export", "cancellation")),
        is_letter=True,
        events=tuple(event._replace(is_cancelled=True) for event in meeting_event(paper.head)),
    )


def _lines(paper: CancellationPaper) -> tuple[str, ...]:
    meeting, lines = paper.head.meeting, []
    if meeting is not None:
        when = _("{day}, {start} to {end}").format(day=day_long(meeting.held_on), start=meeting.start, end=meeting.end)
        lines.append(_("The meeting of {when}, does not take place.").format(when=when))
    if paper.next_meeting is not None:
        lines.append(_("The next meeting is on {day}.").format(day=day_long(paper.next_meeting)))
    return tuple(lines)
