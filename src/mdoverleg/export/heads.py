"""What every document says at its top and bottom: meeting, version, when it was made, who may read it."""

from datetime import datetime

from mdoverleg.domain.clock import time_text
from mdoverleg.domain.dates import day_long
from mdoverleg.domain.labels import label
from mdoverleg.domain.papers import MeetingHead, PaperHead
from mdoverleg.domain.text import capital, file_safe
from mdoverleg.domain.words import _, p_
from mdoverleg.export.model import Fact


def head_facts(head: PaperHead, *, times: bool = False) -> tuple[Fact, ...]:
    """Return table, meeting and when this was made, for the top of a document; `times` adds those of the meeting."""
    return (
        Fact("table", p_("Export", "Table"), head.table),
        *(_meeting_facts(head.meeting, times=times) if head.meeting else ()),
        Fact("made_at", _("Made on"), _made(head), head.made_at.isoformat(timespec="seconds")),
    )


def _made(head: PaperHead) -> str:
    moment = moment_text(head.made_at)
    return _("{moment} by {name}").format(moment=moment, name=head.made_by) if head.made_by else moment


def moment_text(moment: datetime) -> str:
    """Show date and time as a document has them: dinsdag 6 oktober 2026, 09:12."""
    return f"{day_long(moment.date())}, {time_text(moment, moment.tzinfo)}" if moment.tzinfo else ""


def _meeting_facts(meeting: MeetingHead, *, times: bool) -> tuple[Fact, ...]:
    when = day_long(meeting.held_on)
    if times:
        when = _("{day}, {start} to {end}").format(day=when, start=meeting.start, end=meeting.end)
    facts = [
        Fact("meeting", _("Meeting"), meeting_name(meeting), meeting.id),
        Fact("held_on", _("Date"), when, meeting.held_on.isoformat()),
    ]
    if meeting.location:
        facts.append(Fact("location", _("Place"), meeting.location))
    facts.append(Fact("status", _("Version"), _version(meeting), "final" if meeting.is_final else "draft"))
    return tuple(facts)


def meeting_name(meeting: MeetingHead) -> str:
    """Return the title of a meeting, else what kind it is."""
    return meeting.title or capital(label("MeetingKind", meeting.kind))


def _version(meeting: MeetingHead) -> str:
    state = _("final") if meeting.is_final else _("draft")
    if not meeting.version:
        return state
    return _("{number}, {state}").format(number=meeting.version, state=state)


def confidential() -> str:
    """Return the line that stands below every page."""
    return _("Confidential: only for whom it was made for. Send it by secure mail, keep it in your own file.")


def file_parts(head: PaperHead, *words: str) -> tuple[str, ...]:
    """Return the parts of a file name: the day of the meeting (else of making), the table, what it is, for whom."""
    meeting = head.meeting
    day = meeting.held_on if meeting else head.made_at.date()
    version = f"v{meeting.version}" if meeting and meeting.version else ""
    return (day.isoformat(), *(file_safe(word).lower() for word in (head.table, *words, version) if word))
