"""What somebody types about how others get their files: `JB=pdf; mirjam=docx, ics, m.akkers@example.org`."""

from email.errors import HeaderParseError
from email.headerregistry import Address

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.pack import Preference
from mdoverleg.domain.words import _
from mdoverleg.export import MAIL, refuse_unknown


def typed_preferences(text: str) -> dict[str, Preference]:
    """Return by whom is named what they prefer; Refused for what is no format or address, or names nobody."""
    return dict(_typed(part) for part in one_line(text).split(";") if part.strip())


def _typed(part: str) -> tuple[str, Preference]:
    name, sign, rest = (piece.strip() for piece in part.partition("="))
    if not name or not sign:
        raise Refused(_("Type who it is for, = and the formats: JB=pdf, docx"))
    words = [word.strip() for word in rest.split(",") if word.strip()]
    formats = tuple(dict.fromkeys(word.lower() for word in words if "@" not in word))
    for form in formats:
        refuse_unknown(form)
        if form == MAIL:
            raise Refused(_("Drafts of mails are asked for once for the whole pack; type what goes with them"))
    addresses = [word for word in words if "@" in word]
    if len(addresses) > 1:
        raise Refused(_("One address at most for {name}").format(name=name))
    for address in addresses:
        _refuse_bad(address)
    return name, Preference(formats, addresses[0] if addresses else "")


def _refuse_bad(address: str) -> None:
    try:
        fine = bool(Address(addr_spec=address).domain) and address.isascii()
    except (ValueError, HeaderParseError, IndexError):
        fine = False
    if not fine:
        raise Refused(_("“{address}” is no address for a mail").format(address=one_line(address)))
