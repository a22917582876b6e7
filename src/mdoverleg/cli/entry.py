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
from mdoverleg.reads.loading import Reader
from mdoverleg.reads.meetings import next_meeting_after

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


def running_meeting(job: Work) -> int | None:
    """Return the meeting that runs, in which things are agreed and answered now."""
    with job.store.read() as reader:
        pk: int | None = reader.value(
            "SELECT pk FROM meeting WHERE actual_start IS NOT NULL AND actual_end IS NULL AND closed_at IS NULL"
            " ORDER BY held_on DESC, planned_start DESC LIMIT 1"
        )
    return pk


def add_line(job: Work, case_pk: int, line: str) -> str:
    """Save one line as an action point and return its id; Refused with what is wrong with it."""
    from mdoverleg.edits import action_points as edits

    with job.store.read() as reader:
        reading = read_entry(line, around_case(reader, case_pk, job.today))
    if reading.problems:
        raise Refused(" ".join(problem_text(problem) for problem in reading.problems))
    for hint in problems_text(reading):
        say(hint)
    pk = edits.add(job.store, job.who, values=entry_values(reading, case_pk=case_pk, meeting_pk=running_meeting(job)))
    return job.id_of("action_point", pk)
