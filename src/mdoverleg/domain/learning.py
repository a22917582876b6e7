"""What goes along into a learning case: which keys of which records, which of their texts, and names for the copy."""

from typing import Final, NamedTuple

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import TEXT

TextKey = tuple[str, int, str]
"""Where a text stands: the kind of record, its key in the file, and the key of the field."""


class Copied(NamedTuple):
    """What of one kind of record may go along: what is no text, and texts, each of which is asked about."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]


def _copied(name: str, keys: str, leave: str = "") -> Copied:
    """Every text of a record may go along but those that name people or places."""
    texts = tuple(field.key for field in ENTITIES[name].fields if field.kind == TEXT and field.key not in leave.split())
    return Copied(tuple(keys.split()), texts)


CASE: Final = _copied(
    "Case",
    "framework phase crisis_prone danger meldcode_step tried_before concern_types life_domains informed",
    "trusts distrusts",
)
MEMBER: Final = _copied(
    "Member", "relation authority violence_roles contact_state heard", "living seen_by_other not_heard_reason"
)
HELPER: Final = _copied("Helper", "members started_on ended_on visits_home knows_story")
RECORDS: Final[dict[str, Copied]] = {
    "Pitch": _copied("Pitch", "given_on members"),
    "ChildVoice": _copied("ChildVoice", "member given_on form", "by_other"),
    "Line": _copied("Line", "heading kind source noted_on discussed_with_family"),
    "Score": _copied("Score", "value given_on by_member subject scale"),
    "Buffer": _copied("Buffer", "buffer state"),
    "Measure": _copied("Measure", "kind members started_on until", "ordered_by"),
    "Consent": _copied("Consent", "member value asked_on"),
    "Waiting": _copied("Waiting", "member since ended_on"),
    "Incident": _copied("Incident", "happened_on"),
    "Decision": _copied("Decision", "agreed_by_family"),
    "Deviation": _copied("Deviation", "review_on", "approved_by"),
    "Obstacle": _copied("Obstacle", "kind level since resolved_on", "raised_to"),
    "Evaluation": _copied("Evaluation", "held_on lowest stable"),
}
"""Lists of a case that go along; what only says who did or agreed something stays behind."""

_BIRDS: Final = (
    "Aalscholver Appelvink Baardman Barmsijs Boomklever Boomvalk Braamsluiper Brilduiker Buizerd Casarca Dodaars"
    " Draaihals Eider Ekster Fazant Fitis Geelgors Goudhaan Graspieper Havik Heggenmus Holenduif Houtsnip"
    " Huiszwaluw IJsvogel Kauw Kemphaan Koekoek Koolmees Kraanvogel Kramsvogel Kuifeend Kwikstaart Matkop Meerkoet"
    " Merel Nachtegaal Oeverloper Ooievaar Patrijs Pimpelmees Ransuil Rietgors Ringmus Roodborst Scholekster"
    " Slobeend Smient Sperwer Spotvogel Staartmees Tapuit Tjiftjaf Torenvalk Tuinfluiter Waterral Wielewaal"
    " Winterkoning Wintertaling Zanglijster Zilvermeeuw Zwartkop"
)
BIRDS: Final = tuple(_BIRDS.split())
"""Names for a learning case."""


def age_band(age: int | None, band: str | None) -> str | None:
    """Return the age band that an age falls in, else the band that is known."""
    if age is None:
        return band
    return "0_3" if age < 4 else "4_11" if age < 12 else "12_17" if age < 18 else "adult"
