"""Numbers over the whole table: by year, without anything small enough to tell of whom it is."""

from collections.abc import Callable, Iterator

from mdoverleg.domain.labels import label
from mdoverleg.domain.numbers import NO_YEAR, Count, NumberLine, NumbersPaper, NumbersPart
from mdoverleg.domain.papers import Ref
from mdoverleg.domain.words import _, current_language, p_
from mdoverleg.export.heads import file_parts, head_facts
from mdoverleg.export.model import Cell, Column, Document, Row, Section, Table


def numbers_document(paper: NumbersPaper) -> Document:
    """Return the numbers as a document, in the current language."""
    return Document(
        kind="numbers",
        title=_("Numbers"),
        table=paper.head.table,
        language=current_language(),
        made_at=paper.head.made_at,
        facts=head_facts(paper.head),
        footer=_("Counts over the whole table: nothing about one family, one person or one organisation."),
        sections=(Section("", tuple(_explained(paper))), *map(_part, paper.parts)),
        empty=_("There is nothing to count yet."),
        file_parts=file_parts(paper.head, p_("Export", "numbers")),
    )


def _explained(paper: NumbersPaper) -> Iterator[str]:
    if not paper.parts:
        return
    yield _("A case counts in the year of its registration; an action point or decision in that of its meeting.")
    yield _("One to four is shown as fewer than 5; sometimes more is not shown, so that nobody can work it out.")


def _part(part: NumbersPart) -> Section:
    columns = (
        Column("year", p_("Export", "Year"), "code", place="data"),
        Column("subject", _("Subject"), share=46),
        Column("item", p_("Export", "What"), share=34),
        Column("shown", p_("Export", "Number"), share=20, place="paper"),
        Column("number", p_("Export", "Number"), "number", place="data"),
        Column("hidden", p_("Export", "Not shown"), place="data"),
    )
    heading = _heading(part.year)
    rows = tuple(Row(tuple(_cells(part.year, line))) for line in part.lines)
    return Section(heading, (), Table("numbers", _("Numbers"), columns, rows))


def _heading(year: str) -> str:
    return {"": _("All years"), NO_YEAR: _("Year not known")}.get(year, year)


def _cells(year: str, line: NumberLine) -> Iterator[Cell]:
    hidden = _hidden(line.value)
    yield year or None
    yield Ref("_".join(part for part in (line.subject, line.by) if part), _subject(line))
    yield Ref(line.item or ("all" if line.by else "total"), _item(line))
    yield str(line.value.number) if hidden is None else hidden.name
    yield line.value.number
    yield hidden


def _hidden(count: Count) -> Ref | None:
    words = {"below_5": _("fewer than 5"), "withheld": _("not shown")}
    return Ref(count.hidden, words[count.hidden]) if count.hidden else None


def _subject(line: NumberLine) -> str:
    words = {
        "meetings": _("Meetings held"),
        "cases": _("Cases registered"),
        "actions": _("Action points made"),
        "decisions": _("Decisions"),
        "waiting": _("Waits that began"),
        "measures": _("Measures"),
        "days_to_contact": _("Days from registration to the first joint contact"),
        "days_to_done": _("Days from registration to the meeting with the first action point done"),
        "professionals": _("Professionals around the family, open cases"),
    }
    by = {
        "kind": _("by kind"),
        "category": _("by kind of discussion"),
        "phase": _("by phase now"),
        "status": _("by status now"),
        "framework": _("by framework"),
        "outcome": _("by what came of them"),
        "state": _("by whether they are over"),
    }
    return " ".join(part for part in (words[line.subject], by.get(line.by, "")) if part)


def _item(line: NumberLine) -> str:
    if not line.by:
        words = {"start": _("at the start, the middle family"), "now": _("now, the middle family")}
        middle = _("the middle case") if line.subject.startswith("days") else _("together")
        return words.get(line.item, middle)
    if not line.item:
        return _("the division")
    named: dict[tuple[str, str], Callable[[], str]] = {
        ("framework", "none"): lambda: _("not chosen yet"),
        ("outcome", "live"): lambda: _("still to be done"),
        ("state", "over"): lambda: p_("Waiting", "over"),
        ("state", "running"): lambda: _("still waiting"),
    }
    if (line.by, line.item) in named:
        return named[line.by, line.item]()
    return label(_ENUMS[line.subject, line.by], line.item)


_ENUMS = {
    ("meetings", "kind"): "MeetingKind",
    ("cases", "category"): "CaseCategory",
    ("cases", "phase"): "Phase",
    ("cases", "status"): "CaseStatus",
    ("cases", "framework"): "Framework",
    ("actions", "outcome"): "ActionStatus",
    ("measures", "kind"): "MeasureKind",
}
