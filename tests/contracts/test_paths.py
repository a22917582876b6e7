"""Nothing of the machine that the program was made on is in the repository: no folders, no addresses of servers."""

import re

import pytest

from tests.contracts.source import ROOT, project_files

# Put together here, so that this file does not find itself.
FORBIDDEN = [
    re.compile(r"(?<![\w.<>~-])/(?:" + "|".join(["work", "root", "home", "Users", "opt", "mnt"]) + r")/\w"),
    re.compile(r"\b[A-Z]:\\+" + "Users" + r"\b"),
    re.compile("|".join(["index" + "-url", "find" + "-links", "extra" + "-index", "files" + r"\.pythonhosted"])),
    re.compile(r"(?<![\d.])(?!127\.0\.0\.1|0\.0\.0\.0)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
]
ADDRESS = re.compile(r"https?://([\w.-]+)")
# Names that lead nowhere by agreement, and the names of XML namespaces, which nobody fetches.
HARMLESS_HOSTS = re.compile(
    r"(?:.+\.)?(?:example\.(?:com|org|net|nl)|example|test|invalid|localhost)|x|www\.w3\.org|purl\.org|schemas\.openxmlformats\.org"
)


def faults(text: str) -> list[str]:
    """Folders of a machine and addresses in a text."""
    found = [match.group() for pattern in FORBIDDEN for match in pattern.finditer(text)]
    return found + [match.group() for match in ADDRESS.finditer(text) if not HARMLESS_HOSTS.fullmatch(match.group(1))]


def test_no_machine_is_named() -> None:
    named = {
        file.relative_to(ROOT).as_posix(): found
        for file in project_files()
        if (found := faults(file.read_bytes().decode("utf-8", errors="replace")))
    }
    assert named == {}


@pytest.mark.parametrize(
    "planted",
    [
        "see /ho" + "me/jan/mdoverleg",
        "C:\\Us" + "ers\\jan",
        "pip --index" + "-url x",
        "10.1.2" + ".3",
        "htt" + "ps://registry.some" + "where.nl/simple",
    ],
)
def test_this_contract_sees_what_it_forbids(planted: str) -> None:
    assert faults(planted) != []


def test_this_contract_leaves_ordinary_text_alone() -> None:
    assert faults("version 1.2.3, https://example.org/a, see docs/keys.md") == []
