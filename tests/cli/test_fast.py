"""The ways past Typer say and take what the commands themselves say and take."""

import inspect

from mdoverleg.cli.app import command_tree
from mdoverleg.cli.fast import light_lists, parse


def test_a_list_past_typer_takes_the_options_of_its_command() -> None:
    for words, light in light_lists().items():
        command = command_tree()
        for word in words:
            command = command.commands[word]
        given = [one for one in command.params if one.param_type_name == "option"]
        options = {option: one.is_flag for one in given for option in one.opts if option != "--help"}
        arguments = [one.name for one in command.params if one.param_type_name == "argument"]
        assert arguments == ([light.argument] if light.argument else []), words
        assert {one.name for one in given if one.required} == set(light.needs), words
        assert {option for option, is_switch in options.items() if is_switch} == set(light.switches), words
        assert {option for option, is_switch in options.items() if not is_switch} == set(light.options), words


def test_every_option_is_an_argument_of_what_prints_the_list() -> None:
    for words, light in light_lists().items():
        argument = ["x"] if light.argument else []
        given = parse(light, [*light.switches, *argument, *(f"{option}=x" for option in light.options)])
        assert given is not None
        assert given.keys() <= inspect.signature(light.function).parameters.keys(), words


def test_what_is_not_understood_is_left_to_typer() -> None:
    light = light_lists()["role", "list"]
    assert parse(light, ["--json", "--case", "Wulp"]) == {"as_json": True, "case": "Wulp"}
    for words in (["--jsn"], ["--json=1"], ["--case"], ["Wulp"]):
        assert parse(light, words) is None
    light = light_lists()["record", "list"]
    assert parse(light, ["lines", "--case", "Wulp"]) == {"kind": "lines", "case": "Wulp"}
    for words in (["lines"], ["lines", "scores", "--case", "Wulp"], ["--case", "Wulp", "-x"]):
        assert parse(light, words) is None
