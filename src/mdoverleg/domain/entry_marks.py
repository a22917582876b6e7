"""What the marks of a typed line stand for: `@` an owner, `!` a kind of action point, `#` a family member."""

from collections.abc import Sequence
from typing import Final, NamedTuple, get_args

from mdoverleg.domain.enums import ActionKind
from mdoverleg.domain.groups import CHILDREN, PARENTS
from mdoverleg.domain.names import PersonRef, name_rank
from mdoverleg.domain.text import fold

ORGANISATION_RANK: Final = 9
"""The rank of a person who is only found by the name of the organisation: good for a list, not for an owner."""


class OrganisationRef(NamedTuple):
    """An organisation that can own an action point."""

    pk: int
    id: str
    name: str


class MemberRef(NamedTuple):
    """A family member of the case; `label` is what the screen calls this person, else the id."""

    pk: int
    id: str
    relation: str
    label: str = ""

    @property
    def shown(self) -> str:
        """The label, or the id when there is none."""
        return self.label or self.id


Owner = PersonRef | OrganisationRef


class Choice(NamedTuple):
    """Who or what a mark can mean: none, exactly one, or several that fit equally well."""

    found: tuple[Owner, ...]
    rank: int


def find_owner(query: str, people: Sequence[PersonRef], organisations: Sequence[OrganisationRef]) -> Choice:
    """Find who is meant by a word after @: the best of people and organisations, each by id or name.

    A person goes before an organisation with the same id.
    """
    ranked: list[tuple[int, Owner]] = []
    for person in people:
        rank = name_rank(query, person)
        if rank is not None and rank < ORGANISATION_RANK:
            ranked.append((rank, person))
    for organisation in organisations:
        rank = name_rank(query, PersonRef(organisation.pk, organisation.id, organisation.name))
        if rank is not None:
            ranked.append((rank, organisation))
    best = min((rank for rank, _owner in ranked), default=0)
    found = [owner for rank, owner in ranked if rank == best]
    by_id = [owner for owner in found if isinstance(owner, PersonRef)] if best == 0 else []
    return Choice(tuple(by_id or found), best)


KIND_WORDS: Final[dict[ActionKind, tuple[str, ...]]] = {
    "safety": ("veiligheid",),
    "crisis": (),
    "care": ("zorg",),
    "pattern": ("patroon",),
    "recovery": ("herstel",),
    "practical": ("praktisch",),
    "information": ("informatie",),
    "organisation": ("organisatie", "organization"),
}
"""The words of docs/format.md beside the code, which is the English label as well."""

KINDS: Final[tuple[ActionKind, ...]] = get_args(ActionKind)


def find_kind(query: str) -> list[ActionKind]:
    """Find the kinds meant by a word after !: a code or a label in either language, or its beginning."""
    wanted = fold(query)
    words = {kind: (kind, *KIND_WORDS[kind]) for kind in KINDS}
    whole = [kind for kind in KINDS if wanted in words[kind]]
    return whole or [kind for kind in KINDS if any(word.startswith(wanted) for word in words[kind])]


_RELATION_WORDS: Final = {
    "mother": "moeder mama mam mum mom",
    "father": "vader papa pap dad",
    "stepmother": "stiefmoeder",
    "stepfather": "stiefvader",
    "foster_parent": "pleegouder pleegmoeder pleegvader",
    "partner": "",
    "ex_partner": "expartner ex",
    "daughter": "dochter",
    "son": "zoon",
    "stepdaughter": "stiefdochter",
    "stepson": "stiefzoon",
    "foster_child": "pleegkind",
    "unborn_child": "ongeborenkind ongeborene",
    "grandchild": "kleinkind",
    "brother": "broer",
    "sister": "zus",
    "grandmother": "oma grandma",
    "grandfather": "opa grandpa",
    "aunt": "tante",
    "uncle": "oom",
    "friend": "vriend vriendin",
    "neighbour": "buur buurman buurvrouw neighbor",
    "other": "anders",
}
_GROUPS: Final = {
    **dict.fromkeys(["kinderen", "children", "kids"], CHILDREN),
    **dict.fromkeys(["ouders", "parents"], PARENTS),
}
_CHILD_WORDS: Final = ("kind", "child")
_WHOLE_FAMILY: Final = frozenset(["gezin", "family", "alle", "allen", "all", "iedereen", "everybody"])


class Members(NamedTuple):
    """Family members meant by a mark: `found` are meant together, `several` are those of whom one is meant.

    Both are empty when nobody fits; `everybody` is the whole family.
    """

    found: tuple[MemberRef, ...] = ()
    several: tuple[MemberRef, ...] = ()
    everybody: bool = False


def find_members(query: str, members: Sequence[MemberRef]) -> Members:
    """Find who is meant by a word after #: an id or its end (K1), a relation in either language, kind1, gezin."""
    wanted = _plain(query)
    for found in (
        [member for member in members if member.id == query],
        [member for member in members if wanted in {_plain(member.id), _plain(member.label)}],
        [member for member in members if _ends_with(member.id, query)],
    ):
        if found:
            return _one(found)
    if wanted in _WHOLE_FAMILY:
        return Members(everybody=bool(members))
    if wanted in _GROUPS:
        return Members(tuple(member for member in members if member.relation in _GROUPS[wanted]))
    word = wanted.rstrip("0123456789")
    return _numbered(_of_relation(word, members), wanted[len(word) :])


def _plain(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalnum())


def _ends_with(member_id: str, query: str) -> bool:
    """`K1` is the end of `Wulp-K1`, but not of `Wulp-KK1`."""
    whole, end = fold(member_id), fold(query)
    return whole.endswith(end) and whole[: len(whole) - len(end)].endswith(("-", "_", "."))


def _one(found: Sequence[MemberRef]) -> Members:
    return Members(tuple(found)) if len(found) < 2 else Members(several=tuple(found))


def _of_relation(word: str, members: Sequence[MemberRef]) -> list[MemberRef]:
    if word in _CHILD_WORDS:
        return [member for member in members if member.relation in CHILDREN]
    words = {relation: [_plain(relation), *more.split()] for relation, more in _RELATION_WORDS.items()}
    whole = {relation for relation, names in words.items() if word in names}
    if not whole and len(word) >= 3:
        whole = {relation for relation, names in words.items() if any(name.startswith(word) for name in names)}
    return [member for member in members if member.relation in whole]


def _numbered(found: Sequence[MemberRef], number: str) -> Members:
    """The member with this number at the end of the id, else so many places down the list; without a number the one."""
    if not number or not found:
        return _one(found)
    marked = [member for member in found if _number_of(member.id) == int(number)]
    if marked:
        return _one(marked)
    return Members(tuple(found[int(number) - 1 : int(number)]) if int(number) else ())


def _number_of(member_id: str) -> int | None:
    digits = member_id[len(member_id.rstrip("0123456789")) :]
    return int(digits) if digits else None
