"""The road of every word: which language is spoken where, and what a catalogue gives."""

import gettext
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from build_catalogues import compile_catalogues
from mdoverleg.domain import words
from mdoverleg.domain.words import N_, Language, _, current_language, in_language, n_, np_, p_, set_language

PO = """msgid ""
msgstr ""
"Language: nl\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "case"
msgstr "casus"

msgctxt "letter"
msgid "case"
msgstr "kast"

msgid "{n} bird"
msgid_plural "{n} birds"
msgstr[0] "{n} vogel"
msgstr[1] "{n} vogels"
"""


@pytest.fixture(autouse=True)
def small_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of three messages in place of the real one."""
    po = tmp_path / "nl" / "LC_MESSAGES" / "mdoverleg.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    compile_catalogues(tmp_path)
    catalogues = {"en": gettext.NullTranslations(), "nl": gettext.translation("mdoverleg", tmp_path, ["nl"])}
    monkeypatch.setattr(words, "_catalogue", catalogues.__getitem__)
    before = words._default
    yield
    set_language(before)


def test_dutch_unless_said_otherwise() -> None:
    assert current_language() == "nl"
    assert _("case") == "casus"


def test_english_is_what_stands_in_the_code() -> None:
    with in_language("en"):
        assert (_("case"), p_("letter", "case"), n_("{n} bird", "{n} birds", 2)) == ("case", "case", "{n} birds")


def test_context_and_number_choose_the_word() -> None:
    assert p_("letter", "case") == "kast"
    assert [n_("{n} bird", "{n} birds", n).format(n=n) for n in (0, 1, 2)] == ["0 vogels", "1 vogel", "2 vogels"]


def test_a_message_without_dutch_stays_english_and_nothing_stays_nothing() -> None:
    assert _("never translated") == "never translated"
    assert _("") == ""


def test_marking_does_not_translate() -> None:
    assert (N_("case"), np_("letter", "case")) == ("case", "case")


def test_a_block_speaks_its_own_language_and_gives_it_back_also_when_it_fails() -> None:
    with in_language("en"), in_language("nl"):
        assert current_language() == "nl"
    with pytest.raises(KeyError), in_language("en"):
        raise KeyError
    assert current_language() == "nl"


def test_the_language_of_the_process_holds_in_every_thread_and_a_block_in_its_own_alone() -> None:
    with ThreadPoolExecutor(1) as pool:
        set_language("en")
        assert pool.submit(current_language).result() == "en"
        with in_language("nl"):
            assert pool.submit(current_language).result() == "en"
            assert current_language() == "nl"


@pytest.mark.parametrize("unknown", ["", "de", "NL", "../nl"])
def test_an_unknown_language_is_refused(unknown: str) -> None:
    with pytest.raises(ValueError, match="unknown language"):
        set_language(cast(Language, unknown))
    with pytest.raises(ValueError, match="unknown language"), in_language(cast(Language, unknown)):
        pass
