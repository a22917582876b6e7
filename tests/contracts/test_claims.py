"""Our texts promise no more than is true: no norm that is met, nothing unbreakable, nobody unrecognisable."""

import re
from pathlib import Path

import pytest

from tests.contracts.source import ROOT, project_files

CLAIMS = {
    "a norm or a law that is met": r"\b(?:NEN|ISO)[ -]?(?:7510|7512|7513|27001|27701)\b"
    r"|\b(?:AVG|GDPR|DPIA)[- ](?:proof|compliant|bestendig|conform)\b"
    r"|\bvoldoet (?:volledig )?aan (?:de )?(?:AVG|wet)\b",
    "unbreakable": r"\b(?:unbreakable|unhackable|onkraakbaar|waterdicht|watertight|military[- ]grade|bulletproof)\b"
    r"|\b(?:100 ?%|volledig|absoluut|completely|totally|absolutely) (?:veilig|secure|safe)\b",
    "nobody can be recognised": r"\b(?:anoniem|anonieme|geanonimiseerd|anonymous|anonymi[sz]ed|anonimiseert)\b",
    "a guarantee": r"\b(?:gegarandeerd|guaranteed|we guarantee|wij garanderen)\b",
}
FORBIDDEN = {what: re.compile(pattern, re.IGNORECASE) for what, pattern in CLAIMS.items()}
READ = (".md", ".po", ".txt", ".toml")
"""What users read: pages, the catalogue, the help, ways of working."""


def claims(text: str) -> list[str]:
    """Claims in a text, by what they claim, with their words."""
    return [f"{what}: {found[0]}" for what, pattern in FORBIDDEN.items() for found in pattern.finditer(text)]


def texts() -> list[Path]:
    """Every text for users in the project."""
    return [file for file in project_files() if file.suffix in READ and "requirements" not in file.name]


def test_no_text_promises_more_than_is_true() -> None:
    files = texts()
    assert {"README.md", "SECURITY.md", "dpia.md", "trust.md", "mdoverleg.po", "nl.txt"} <= {one.name for one in files}
    found = {one.relative_to(ROOT).as_posix(): claims(one.read_text(encoding="utf-8")) for one in files}
    assert {name: claimed for name, claimed in found.items() if claimed} == {}


@pytest.mark.parametrize(
    "text",
    [
        "mdoverleg is NEN 7510 compliant",
        "AVG-proof",
        "Onkraakbaar versleuteld",
        "100% veilig",
        "De lijst is anoniem",
        "an anonymous copy",
        "Niets raakt kwijt, gegarandeerd",
    ],
)
def test_this_contract_sees_a_claim(text: str) -> None:
    assert claims(text) != []


def test_what_erasing_does_not_reach_is_said_where_erasing_is_promised() -> None:
    security, dpia = ((ROOT / name).read_text(encoding="utf-8") for name in ("SECURITY.md", "docs/dpia.md"))
    assert "copies that may still hold it are named" in security
    assert "Initials and aliases are pseudonyms" in security
    assert "niet uit wat al is verstuurd of elders bewaard" in dpia
