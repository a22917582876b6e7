"""A list of people, as csv or xlsx: new participants of organisations that the table knows."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mdoverleg.domain.inputs_found import Found
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.intake.columns import Problems, Taken, Work, names_of, refuse_doubles, refuse_used_ids, take_rows
from mdoverleg.intake.known import read_known
from mdoverleg.intake.sheets import read_sheet
from mdoverleg.store.reading import Reader


def read_people(reader: Reader, files: Sequence[Path], today: date) -> Found:
    """Read and check lists of people; InputRefused names every row that is wrong, also those who are there already."""
    del today  # a list of people has no day that is meant from today
    known = read_known(reader)
    problems = Problems()
    taken: list[Taken] = []
    notes: list[str] = []
    for file in files:
        sheet = read_sheet(file, str(file), frozenset(names_of("Person")))
        notes += sheet.notes
        taken += take_rows(sheet, Work("Person", known, problems), {})
    there = {(fold(one.name), one.more): one.id for one in known.people}
    refuse_doubles(taken, "name", lambda row: (fold(row.values["name"]), row.values["organisation"]), there, problems)
    refuse_used_ids(taken, (one.id for one in known.people), problems)
    problems.refuse()
    where = {one.pk: one.name for one in known.organisations}
    lines = [
        _("new: {name}, {organisation}").format(name=row.values["name"], organisation=where[row.values["organisation"]])
        for row in taken
    ]
    return Found(tuple(row.values for row in taken), (*notes, *lines), ", ".join(Path(file).name for file in files))
