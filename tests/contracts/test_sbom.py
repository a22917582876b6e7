"""The list of all parts holds every locked library, in its version and with its hashes."""

import json
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

import run
from tests.contracts.source import ROOT
from tests.contracts.test_house import PROJECT, asked, locked
from tools import sbom


def test_it_lists_every_locked_library_with_its_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "parts.json"
    monkeypatch.setattr("sys.argv", ["sbom", str(file)])
    assert sbom.main() == 0
    made = json.loads(file.read_text(encoding="utf-8"))
    parts = {part["name"]: part for part in made["components"]}
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert {name: {part["version"]} for name, part in parts.items()} == locked(run.RUNTIME)
    assert sum(len(part["hashes"]) for part in parts.values()) == (ROOT / run.RUNTIME).read_text().count("sha256:")
    assert {part["purl"] for part in parts.values()} == {f"pkg:pypi/{n}@{p['version']}" for n, p in parts.items()}
    scopes = {name: part["scope"] for name, part in parts.items()}
    assert {scopes[name] for name in asked(PROJECT["project"]["dependencies"])} == {"required"}
    assert (scopes["typst"], scopes["uv"]) == ("optional", "excluded")
    assert parts["textual"]["licenses"] == [{"license": {"id": "MIT"}}]
    inside = {
        part["name"]: part.get("version") for name in ("sqlcipher3", "pynacl") for part in parts[name]["components"]
    }
    assert inside["SQLite"] == dbapi2.sqlite_version
    assert {"SQLCipher", "OpenSSL", "libsodium"} < set(inside)
    assert made["metadata"]["component"]["licenses"][0]["license"]["id"] == "EUPL-1.2"
