"""Commands on meetings."""

import typer

from mdoverleg.cli import context, lists, shows
from mdoverleg.cli.backups import back_up_after_closing
from mdoverleg.cli.saying import put, say
from mdoverleg.cli.writes import values_of, work
from mdoverleg.domain.words import N_, _, n_

meetings = typer.Typer(help=N_("Meetings: plan, run and close them."))
NAMED = typer.Argument(metavar="ID", help=N_("Id or day of the meeting."))


def register(app: typer.Typer) -> None:
    """Add the commands on meetings."""
    app.add_typer(meetings, name="meeting")


@meetings.command("list", help=N_("The meetings, the newest first."))
def list_(as_json: bool = typer.Option(False, "--json", help=N_("As JSON."))) -> int:
    """List meetings."""
    return lists.list_meetings(context.current, as_json=as_json)


@meetings.command("show", help=N_("One meeting with its agenda and who is there."))
def show(meeting: str = NAMED, as_json: bool = typer.Option(False, "--json", help=N_("As JSON."))) -> int:
    """Show a meeting."""
    return shows.show_meeting(context.current, meeting, as_json=as_json)


@meetings.command("plan", help=N_("Plan a meeting; prints its id. A holiday or weekend is said."))
def plan(
    date: str = typer.Option(..., metavar="DAY", help=N_("Day of the meeting.")),
    start: str | None = typer.Option(None, metavar="TIME", help=N_("Time at which it starts.")),
    template: str | None = typer.Option(None, metavar="NAME", help=N_("Name of an agenda template.")),
    from_: str | None = typer.Option(None, "--from", metavar="ID", help=N_("Like this earlier meeting.")),
    case: list[str] | None = typer.Option(None, metavar="ALIAS", help=N_("A case for the agenda.")),
) -> None:
    """Plan a meeting."""
    from mdoverleg.domain.rhythm import doubts
    from mdoverleg.edits import meetings as edits
    from mdoverleg.reads.meetings import days_of_meetings

    with work() as job:
        values = values_of("Meeting", {"held_on": date, "planned_start": start}, job)
        with job.store.read() as reader:
            others = days_of_meetings(reader)
        pk = edits.plan(
            job.store,
            job.who,
            values=values,
            template_name=template,
            from_meeting_pk=job.find("meeting", from_) if from_ else None,
            case_pks=tuple(job.find("case", alias) for alias in case or ()),
        )
        put(job.id_of("meeting", pk))
        for sentence in doubts(values["held_on"], job.today, others):
            say(sentence)


@meetings.command("start", help=N_("Start a meeting and its first agenda item."))
def start(meeting: str = NAMED) -> None:
    """Start a meeting."""
    from mdoverleg.edits import meetings as edits

    with work() as job:
        edits.start(job.store, job.who, pk=job.find("meeting", meeting))


@meetings.command("next", help=N_("Go on to the next agenda item."))
def next_(meeting: str = NAMED) -> None:
    """Go on."""
    from mdoverleg.edits import meetings as edits

    with work() as job:
        went = edits.go_on(job.store, job.who, pk=job.find("meeting", meeting))
    if went.is_last:
        say(_("That was the last item; `meeting close` closes the meeting."))


@meetings.command("attend", help=N_("Say whether somebody is there."))
def attend(
    meeting: str = NAMED,
    person: str = typer.Argument(metavar="PERSON", help=N_("Id or name.")),
    status: str = typer.Argument(metavar="STATUS", help=N_("present, online, by_phone, excused, absent or partly.")),
) -> None:
    """Note attendance."""
    from mdoverleg.edits import meetings as edits

    with work() as job:
        edits.attend(
            job.store,
            job.who,
            pk=job.find("meeting", meeting),
            person_pk=job.find("person", person),
            status=values_of("Attendance", {"status": status}, job)["status"],
        )


@meetings.command("close", help=N_("Close a meeting: what it agreed is fixed, what is left goes to the next one."))
def close(meeting: str = NAMED) -> None:
    """Close a meeting."""
    from mdoverleg.edits import meetings as edits

    with work() as job:
        carried = edits.close(job.store, job.who, pk=job.find("meeting", meeting))
        back_up_after_closing(job.store)
    if carried:
        words = n_("{n} item goes to the next meeting.", "{n} items go to the next meeting.", carried)
        say(words.format(n=carried))


@meetings.command("call-off", help=N_("Take a meeting that has not begun off the list."))
def call_off(meeting: str = NAMED) -> None:
    """Call a meeting off."""
    from mdoverleg.edits import meetings as edits
    from mdoverleg.reads.cancellations import still_invited

    with work() as job:
        pk = job.find("meeting", meeting)
        id_ = job.id_of("meeting", pk)
        edits.call_off(job.store, job.who, pk=pk)
        with job.store.read() as reader:
            if pk in still_invited(reader, job.today):
                words = _("An agenda of it went out; `export cancellation --meeting {id}` makes word that it is off.")
                say(words.format(id=id_))


@meetings.command("reopen", help=N_("Open a closed meeting again, while no newer one was held."))
def reopen(meeting: str = NAMED) -> None:
    """Reopen a meeting."""
    from mdoverleg.edits import meetings as edits

    with work() as job:
        edits.reopen(job.store, job.who, pk=job.find("meeting", meeting))
