"""The certificate of an erasing: numbers alone, no alias, no name, no text."""

from mdoverleg.domain.field_labels import entity_label
from mdoverleg.domain.retention import Cleaned, Erased
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.domain.words import _, n_


def certificate_text(done: Cleaned, link: str) -> str:
    """Return the certificate as text; `link` is the place of the erasing in the chain of the log, in hex letters."""
    erased = done.erased
    lines = [
        _("CERTIFICATE OF ERASING"),
        "",
        _("On {at} (UTC) was erased for good by {who}:").format(at=erased.at, who=erased.by),
        *(f"  {line}" for line in erased_lines(erased)),
        "",
        _("The file of the table was written anew; nothing of this is left in it."),
        *backup_lines(done),
        "",
        _("Entry {number} of the log says so. Its link in the chain: {link}").format(number=erased.change, link=link),
        _("Copies that were made by other means, and paper, are not known to this program."),
        "",
    ]
    return "\n".join(lines)


def mention_words(number: int) -> str:
    """Say in how many texts elsewhere a mark will stand in the place of a name; nothing where there are none."""
    if not number:
        return ""
    sentence = n_(
        "{n} other text names it; there “(erased)” will stand.",
        "{n} other texts name it; there “(erased)” will stand.",
        number,
    )
    return sentence.format(n=number)


def erased_lines(erased: Erased) -> list[str]:
    """Say in numbers what was erased, one line each; what there was none of is left out."""
    counted = (
        (erased.cases, n_("{n} case", "{n} cases", erased.cases)),
        (erased.meetings, n_("{n} meeting", "{n} meetings", erased.meetings)),
        (erased.people, n_("{n} person", "{n} persons", erased.people)),
        (erased.entries, n_("the content of {n} log entry", "the content of {n} log entries", erased.entries)),
        (erased.minutes, n_("from {n} version of minutes", "from {n} versions of minutes", erased.minutes)),
        (erased.texts, n_("names in {n} other text", "names in {n} other texts", erased.texts)),
        (erased.settings, n_("{n} half-typed text", "{n} half-typed texts", erased.settings)),
    )
    lines = [words.format(n=number) for number, words in counted if number]
    return lines + [f"  {label}: {number}" for label, number in sorted(_by_kind(erased).items())]


def _by_kind(erased: Erased) -> dict[str, int]:
    """Count the rows by kind of record; what stands in a list of a record counts with it."""
    found: dict[str, int] = {}
    for table, number in erased.rows.items():
        subject = SUBJECTS.get(table)
        if subject is not None and subject.link is None:
            label = entity_label(subject.entity.name)
            found[label] = found.get(label, 0) + number
    return found


def elsewhere_lines(done: Cleaned) -> list[str]:
    """Name the copies that were made by hand and are still there; on the screen alone, for a path may tell anything."""
    return [_("A copy that was made by hand may still hold it: {path}").format(path=path) for path in done.elsewhere]


def backup_lines(done: Cleaned) -> list[str]:
    """Say what became of the backups; the word deleted stands only with what is gone."""
    lines = []
    if done.backup:
        lines.append(_("A fresh backup was made: {name}").format(name=done.backup))
    if done.deleted:
        lines.append(_("Deleted, because it was in it: {names}").format(names=", ".join(done.deleted)))
    if done.left:
        lines.append(_("STILL HOLDS IT, and could not be deleted: {names}").format(names=", ".join(done.left)))
    return lines
