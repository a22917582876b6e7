"""The roles that every table knows, and what a table's own role kinds change about them (docs/format.md)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mdoverleg.domain.labels import label
from mdoverleg.domain.records import RoleKind
from mdoverleg.domain.words import np_, p_

LEAD = "casusregisseur"
DEPUTY_LEAD = "vervangend_casusregisseur"
PROCESS_DIRECTOR = "procesregisseur"
CONTACT = "contactpersoon_gezin"
SAFETY = "regie_op_veiligheid"
PARENT_LENS = "ouderlens"
CHILD_LENS = "kindlens"
ADVISER = "meedenker"


class Role(NamedTuple):
    """One role as this table uses it: a built-in one, changed or not, or one of its own."""

    code: str
    slot: str
    """`always`: an empty slot is shown on the board; `when_used`: only when somebody holds it."""
    counted: bool
    """The holder is one of the professionals around the family."""
    handover: bool
    """A change of holder needs a hand-over (E11)."""
    looks_at: str
    own_label: str = ""
    tasks: str = ""
    limits: str = ""

    @property
    def label(self) -> str:
        """What the role is called on the board, in the current language or in the table's own words."""
        return self.own_label or label("Role", self.code)

    @property
    def lens(self) -> str:
        """What the role looks at, in a few words."""
        return p_("Role looks at", self.looks_at) if self.looks_at else ""


BUILT_IN: tuple[Role, ...] = (
    Role(
        "procesregisseur",
        "always",
        counted=False,
        handover=False,
        looks_at=np_("Role looks at", "does the cooperation work"),
    ),
    Role(
        "casusregisseur",
        "always",
        counted=True,
        handover=True,
        looks_at=np_("Role looks at", "does the plan happen; one for the whole family"),
    ),
    Role(
        "vervangend_casusregisseur",
        "always",
        counted=False,
        handover=False,
        looks_at=np_("Role looks at", "stands in for the lead"),
    ),
    Role(
        "contactpersoon_gezin",
        "always",
        counted=True,
        handover=True,
        looks_at=np_("Role looks at", "contact with the family"),
    ),
    Role(
        "regie_op_veiligheid",
        "always",
        counted=True,
        handover=True,
        looks_at=np_("Role looks at", "are the safety agreements kept today"),
    ),
    Role(
        "ouderlens",
        "always",
        counted=True,
        handover=False,
        looks_at=np_("Role looks at", "the parent's own question; one per parent"),
    ),
    Role("kindlens", "always", counted=True, handover=False, looks_at=np_("Role looks at", "how the child is doing")),
    Role(
        "meedenker",
        "when_used",
        counted=False,
        handover=False,
        looks_at=np_("Role looks at", "thinks along, does not visit"),
    ),
    Role(
        "beschermingsspecialist",
        "when_used",
        counted=True,
        handover=False,
        looks_at=np_("Role looks at", "supports the local worker, does not lead"),
    ),
    Role("toezichthouder", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "supervision")),
    Role(
        "in_beeld_houder",
        "when_used",
        counted=True,
        handover=False,
        looks_at=np_("Role looks at", "one person who avoids help"),
    ),
    Role("trekker", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "one line of the plan")),
    Role("geld_en_wonen", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "debts, house")),
    Role("behandeling", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "treatment")),
    Role("school", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "school or childcare")),
    Role("politie", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "police")),
    Role("verblijf", "when_used", counted=True, handover=False, looks_at=np_("Role looks at", "shelter, foster home")),
)
"""In the order in which the board shows them."""


def role_unknown(code: str) -> Role:
    """Return a role of which only the code is known: shown when somebody holds it, and counted."""
    return Role(code, "when_used", counted=True, handover=False, looks_at="")


def roles_of_table(kinds: Iterable[RoleKind]) -> Mapping[str, Role]:
    """Return every role of a table by code: the built-in ones with the table's changes, then its own, in order."""
    roles = {role.code: role for role in BUILT_IN}
    for kind in kinds:
        base = roles.get(kind.code) or role_unknown(kind.code)
        roles[kind.code] = base._replace(
            slot=kind.slot or base.slot,
            counted=base.counted if kind.counted is None else kind.counted,
            handover=base.handover if kind.handover is None else kind.handover,
            looks_at=kind.looks_at or base.looks_at,
            own_label=kind.label or base.own_label,
            tasks=kind.tasks or base.tasks,
            limits=kind.limits or base.limits,
        )
    return roles
