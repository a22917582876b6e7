"""A list of new cases, as csv or xlsx, brought by people of the table."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mdoverleg.domain.inputs_found import Found
from mdoverleg.domain.schema.cases import CASE_AT_FIRST
from mdoverleg.domain.text import first_line
from mdoverleg.domain.words import _
from mdoverleg.intake.columns import Problems, Taken, Work, names_of, refuse_doubles, refuse_used_ids, take_rows
from mdoverleg.intake.known import read_known
from mdoverleg.intake.sheets import read_sheet
from mdoverleg.store.reading import Reader


def read_cases(reader: Reader, files: Sequence[Path], today: date) -> Found:
    """Read and check lists of cases; InputRefused names every row that is wrong, also aliases that are there already.

    A case is new, referred, in the first phase and registered today unless the list says otherwise.
    """
    known = read_known(reader)
    problems = Problems()
    defaults = CASE_AT_FIRST | {"opened_on": today}
    taken: list[Taken] = []
    notes: list[str] = []
    for file in files:
        sheet = read_sheet(file, str(file), frozenset(names_of("Case")))
        notes += sheet.notes
        taken += take_rows(sheet, Work("Case", known, problems), defaults)
    there = {one.name.casefold(): one.id for one in known.cases}
    refuse_doubles(taken, "alias", lambda row: row.values["alias"].casefold(), there, problems)
    refuse_used_ids(taken, (one.id for one in known.cases), problems)
    problems.refuse()
    lines = [
        _("new: {alias}: {goal}").format(alias=row.values["alias"], goal=first_line(row.values["goal"], 60))
        for row in taken
    ]
    return Found(tuple(row.values for row in taken), (*notes, *lines), ", ".join(Path(file).name for file in files))
