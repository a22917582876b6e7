"""The one-line entry on the command line: the same reading as on screen."""

from datetime import date

from mdoverleg.cli.saying import say
from mdoverleg.cli.writes import Work
from mdoverleg.domain.entry import Around, read_entry
from mdoverleg.domain.entry_marks import MemberRef, OrganisationRef
from mdoverleg.domain.entry_say import problem_text, problems_text
from mdoverleg.domain.entry_values import entry_values
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.names import PersonRef
from mdoverleg.reads.meetings import next_meeting_after
from mdoverleg.store.reading import Reader

PEOPLE = """
SELECT p.pk, p.id, p.name, o.name FROM person p JOIN organisation o ON o.pk = p.organisation_id
WHERE p.active ORDER BY p.position"""


def around_case(reader: Reader, case_pk: int, today: date) -> Around:
    """Return what a line about a case is read against."""
    return Around(
        today=today,
        people=[PersonRef._make(row) for row in reader.rows(PEOPLE)],
        organisations=[
            OrganisationRef._make(row) for row in reader.rows("SELECT pk, id, name FROM organisation ORDER BY position")
        ],
        members=[
            MemberRef._make((*row, ""))
            for row in reader.rows(
                "SELECT pk, id, relation FROM member WHERE case_id = ? ORDER BY position", (case_pk,)
            )
        ],
        next_meeting=next_meeting_after(reader, today),
    )


def add_line(job: Work, case_pk: int, line: str) -> str:
    """Save one line as an action point and return its id; Refused with what is wrong with it."""
    from mdoverleg.edits import action_points as edits

    with job.store.read() as reader:
        reading = read_entry(line, around_case(reader, case_pk, job.today))
    if reading.problems:
        raise Refused(" ".join(problem_text(problem) for problem in reading.problems))
    for hint in problems_text(reading):
        say(hint)
    values = entry_values(reading, case_pk=case_pk, meeting_pk=job.running_meeting())
    pk = edits.add(job.store, job.who, values=values)
    return job.id_of("action_point", pk)
