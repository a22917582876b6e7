"""What was changed since an earlier version of the minutes, line by line."""

from typing import Literal

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.labels import label
from mdoverleg.domain.meeting_papers import ChangedLine, ChangedRole, InTheRoom, MinutesLine, MinutesPaper, NextReview
from mdoverleg.domain.papers import Invited, ListedAction, ListedDecision, Ref
from mdoverleg.domain.words import _, p_
from mdoverleg.export.agenda import when_there
from mdoverleg.export.model import Column, Row, Section, Table


def change_words(what: Literal["", "new", "changed", "gone"]) -> Ref | None:
    """Say what became of a line; nothing when it is as it was."""
    words = {"new": p_("Export", "new"), "changed": p_("Export", "changed"), "gone": p_("Export", "gone")}
    return Ref(what, words[what]) if what else None


def changes_section(paper: MinutesPaper) -> Section:
    """Return what is new, changed or gone since the version that the minutes follow; a sentence when nothing is."""
    heading = _("Changed since version {number}").format(number=paper.since)
    if not paper.changes:
        return Section(heading, (_("Nothing was changed since version {number}.").format(number=paper.since),))
    columns = (
        Column("what", p_("Export", "Change"), share=12),
        Column("case", _("Case"), "code", 12, is_optional=True),
        Column("now", p_("Export", "As it is now"), share=40),
        Column("before", p_("Export", "As it was"), share=36, is_optional=True),
    )
    return Section(heading, (), Table("changes", heading, columns, tuple(map(_row, paper.changes))))


def _row(line: ChangedLine) -> Row:
    return Row((change_words(line.what), line.case, _words(line.after), _words(line.before)))


def _words(line: MinutesLine | None) -> str:
    """Return a line of the minutes in one sentence: what it is, then what it says."""
    if isinstance(line, ListedAction):
        due = day_file(line.due) if line.due else ""
        who = line.owner.name or line.organisation.name
        return " · ".join(part for part in (f"{line.id} {line.text}", who, due) if part)
    if isinstance(line, ListedDecision):
        return _("Decision {number}: {text}").format(number=line.number, text=line.text)
    if isinstance(line, ChangedRole):
        return _role(line)
    if isinstance(line, Invited):
        facts = (label("AttendanceStatus", line.status), when_there(line))
        return f"{line.name}: {', '.join(part for part in facts if part)}"
    if isinstance(line, InTheRoom):
        names = ", ".join(one.words for one in line.present)
        return _("In the room: {names}").format(names=names or _("nobody"))
    if isinstance(line, NextReview):
        return _("Next review: {date}").format(date=day_file(line.on) if line.on else _("not planned"))
    return ""


def _role(line: ChangedRole) -> str:
    words = {"given": p_("Export", "given"), "ended": p_("Export", "ended")}
    whom = line.members or _("the whole family")
    names = ", ".join(part for part in (line.name, line.organisation) if part)
    return f"{line.role.label} ({words[line.what]}, {whom}): {names}"
