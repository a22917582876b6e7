"""Every verb that an edit gives to the write gate has words, in both languages, and is tried by chance."""

import ast

import pytest

from mdoverleg.domain.exports import DELETE, WRITE
from mdoverleg.domain.schema.cases import PLAIN_RECORDS
from mdoverleg.domain.schema.settings import SETTINGS_RECORDS
from mdoverleg.domain.verb_kinds import SEEN, TRUST
from mdoverleg.domain.verbs import RECORD_VERBS, VERBS, record_verb, verb_words
from mdoverleg.domain.words import in_language
from tests.contracts.source import SOURCE, calls, python_files, tree
from tests.edits.chance import EDITS


def written() -> set[str]:
    """The verbs that the edits write under."""
    found = set()
    for file in python_files(SOURCE / "edits"):
        for call, name in calls(tree(file)):
            if name == "store.write" and isinstance(call.args[1], ast.Constant):
                found.add(str(call.args[1].value))
    return found


def of_records() -> set[str]:
    """The verbs that the edits of all records alike write under."""
    return {record_verb(entity, what) for entity in (*PLAIN_RECORDS, *SETTINGS_RECORDS) for what in RECORD_VERBS}


def test_every_verb_of_the_edits_has_words() -> None:
    assert written() - VERBS.keys() == set()


def test_every_verb_that_a_person_may_choose_is_tried_by_chance() -> None:
    assert {verb for verb in written() if not verb.endswith(".import")} | of_records() == set(EDITS)


def test_no_words_without_a_verb() -> None:
    in_the_log_alone = {verb for verb in VERBS if verb.startswith((SEEN, TRUST))}
    assert VERBS.keys() - written() - in_the_log_alone == {"log.undo", "log.redo", WRITE, DELETE}


@pytest.mark.parametrize("verb", [*VERBS, *sorted(of_records())])
def test_words_are_short_and_say_what_was_done(verb: str) -> None:
    with in_language("en"):
        assert 0 < len(verb_words(verb)) <= 40


def test_a_verb_of_a_newer_version_is_shown_as_it_is() -> None:
    assert verb_words("plans.fold") == "plans.fold"
