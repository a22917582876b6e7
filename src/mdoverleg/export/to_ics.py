"""iCalendar: deadlines as whole days, meetings in the table's own time zone; nothing that tells about whom."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _
from mdoverleg.export.ics_zone import zone_of_rules
from mdoverleg.export.model import Document, Event

if TYPE_CHECKING:
    from icalendar import Component


def to_ics(document: Document) -> bytes:
    """Return the events of the document as a calendar to import; imported once more it changes what is there.

    Refused when there is no event in it: a calendar without any is not valid.
    """
    if not document.events:
        raise Refused(_("There is no date in it for a calendar"))
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//mdoverleg//mdoverleg//NL")
    calendar.add("version", "2.0")
    # What is called off alone takes itself out of a calendar; in a list of dates it is told beside the others.
    calendar.add("method", "CANCEL" if all(event.is_cancelled for event in document.events) else "PUBLISH")
    years = [event.start.year for event in document.events]
    for zone in {event.start.tzinfo for event in document.events if isinstance(event.start, datetime)}:
        if isinstance(zone, ZoneInfo) and (rules := zone_of_rules(zone, min(years))) is not None:
            calendar.add_component(rules)
    for event in document.events:
        calendar.add_component(_component(event, document))
    # A zone without yearly rules is written out change by change.
    calendar.add_missing_timezones(date(min(years), 1, 1), date(min(max(years) + 2, date.max.year), 1, 1))
    made: bytes = calendar.to_ical()
    return made


def _component(event: Event, document: Document) -> "Component":
    from icalendar import Event as Made

    made = Made()
    made.add("uid", f"{sha256(repr(event.key).encode()).hexdigest()[:32]}@mdoverleg")
    made.add("dtstamp", document.made_at.astimezone(UTC))
    made.add("dtstart", event.start)
    made.add("dtend", _end(event))
    # Who imports a calendar without reading its status sees it in the words.
    said = _("Called off: {what}").format(what=event.summary) if event.is_cancelled else event.summary
    made.add("summary", said)
    if event.location:
        made.add("location", event.location)
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    made.add("class", "PRIVATE")
    made.add("transp", "OPAQUE" if isinstance(event.start, datetime) else "TRANSPARENT")
    return made


def _end(event: Event) -> date:
    """Return the end: of a whole day the next day; an end before the beginning is that of the next day."""
    if not isinstance(event.end, datetime):
        return min(event.end, date.max - timedelta(days=1)) + timedelta(days=1)
    return event.end if event.end > event.start else event.end + timedelta(days=1)
