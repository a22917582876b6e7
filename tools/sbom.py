"""`make sbom`: the list of all parts of the program, as CycloneDX JSON: every locked library with hashes and licence.

    python -m tools.sbom [FILE]

Names, versions and hashes come from requirements.lock; licences from what the installed libraries say of themselves.
What is linked into the two libraries that guard the file stands under them, by what they say of it here.
The scope of a library is `optional` where the program works without it, `excluded` where it
only builds or installs it. Without FILE it is written in build/.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing, suppress
from email.message import Message
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Final, NamedTuple

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from mdoverleg import __version__

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = ROOT / "requirements.lock"
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONAL: Final = ComponentScope.OPTIONAL
_ENTRY: Final = re.compile(
    r"^([a-z0-9._-]+)==([^\s;]+)(?: ;.*?)?((?: ?\\\n {4}--hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)
_HASH: Final = re.compile(r"sha256:([0-9a-f]{64})")
_UNSAID: Final = ("", "UNKNOWN")
_SPDX: Final = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What package indexes call a licence, where only one can be meant."""


class Locked(NamedTuple):
    """One library as the lock names it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def locked(text: str) -> Iterator[Locked]:
    """Yield every library of a lock file."""
    for name, version, hashes in _ENTRY.findall(text):
        yield Locked(name, version, tuple(_HASH.findall(hashes)))


def scope_of(name: str) -> ComponentScope:
    """Whether the program needs a library, only what can be left out does, or only building and installing it."""
    if name in _reached(tuple(PROJECT["project"]["dependencies"])):
        return ComponentScope.REQUIRED
    return ComponentScope.EXCLUDED if name in _reached(tuple(PROJECT["dependency-groups"]["build"])) else OPTIONAL


@cache
def _reached(asked: tuple[str, ...]) -> set[str]:
    """Names of what these requirements ask for, and what that asks for, as far as it is installed here."""
    found: set[str] = set()
    waiting = {_named(line) for line in asked}
    while waiting:
        name = waiting.pop()
        found.add(name)
        with suppress(PackageNotFoundError):  # for another system than this one
            waiting |= {_named(line) for line in requires(name) or () if "extra ==" not in line} - found
    return found


def _named(requirement: str) -> str:
    return plain(re.split(r"[<>=!~;\[ (]", requirement, maxsplit=1)[0])


def plain(name: str) -> str:
    """A name as a lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(name: str) -> str:
    """What a library says of its licence; empty where it is not installed or says nothing."""
    try:
        said: Message = metadata(name)  # type: ignore[assignment]
    except PackageNotFoundError:
        return ""
    classes = [
        value.rpartition(" :: ")[2] for value in said.get_all("Classifier", []) if value.startswith("License ::")
    ]
    given = [said.get("License-Expression", ""), *classes, (said.get("License") or "").partition("\n")[0]]
    said_first = next((one for one in given if one not in _UNSAID), "")
    return _SPDX.get(said_first, said_first)


def linked_in(name: str) -> Iterator[Component]:
    """Yield what a library has in it that no lock names: for sqlcipher3 and pynacl, on which the secrecy rests."""
    licences = LicenseFactory()
    for part, version, said in _linked_in().get(name, ()):
        yield Component(
            name=part,
            version=version or None,
            type=ComponentType.LIBRARY,
            scope=ComponentScope.REQUIRED,
            licenses=[licences.make_from_string(said)],
            bom_ref=f"{name}/{part}",
        )


@cache
def _linked_in() -> dict[str, tuple[tuple[str, str, str], ...]]:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(":memory:")) as connection:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{'00' * 32}'\"")  # without a key nothing is told of the library for it
        cipher, provider = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cipher_version", "cipher_provider_version")
        )
    found = (
        ("SQLCipher", cipher.split()[0], "BSD-3-Clause"),
        ("SQLite", dbapi2.sqlite_version, "blessing"),
        ("OpenSSL", provider.split()[1], "Apache-2.0"),
    )
    return {"sqlcipher3": found, "pynacl": (("libsodium", "", "ISC"),)}


def made_of() -> Bom:
    """Return the whole list."""
    bom, licences = Bom(), LicenseFactory()
    bom.metadata.component = Component(
        name="mdoverleg",
        version=__version__,
        type=ComponentType.APPLICATION,
        licenses=[licences.make_from_string("EUPL-1.2")],
        bom_ref="mdoverleg",
    )
    parts = []
    for one in locked(LOCK.read_text(encoding="utf-8")):
        said = licence(one.name)
        url = PackageURL("pypi", name=one.name, version=one.version)
        part = Component(
            name=one.name,
            version=one.version,
            type=ComponentType.LIBRARY,
            scope=scope_of(one.name),
            licenses=[licences.make_from_string(said)] if said else [],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in one.hashes],
            components=linked_in(one.name),
            purl=url,
            bom_ref=str(url),
        )
        bom.components.add(part)
        parts.append(part)
    bom.register_dependency(bom.metadata.component, parts)
    return bom


def main() -> int:
    """Write the list."""
    given = sys.argv[1:]
    file = Path(given[0]) if given else ROOT / "build" / f"mdoverleg-{__version__}.cdx.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    written = make_outputter(made_of(), OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    file.write_text(written + "\n", encoding="utf-8", newline="\n")
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
