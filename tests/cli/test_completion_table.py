"""The table that completion reads is made from the commands, and every kind of value in it is known."""

from tests.conftest import Golden

from vasterviksmodell.cli.completing.candidates import FILES, FREE, KINDS
from vasterviksmodell.cli.completing.grammar import TABLE, table
from vasterviksmodell.cli.completing.words import table_text
from vasterviksmodell.cli.program import whole_program


def test_the_table_is_made_from_the_commands(golden: Golden) -> None:
    golden.check(TABLE, table_text(whole_program()))


def test_every_value_is_a_file_or_listed_or_free() -> None:
    metavars = {
        entry["metavar"].split(" ")[0]
        for command in table()["commands"].values()
        for entry in (*command["arguments"], *command["options"])
        if entry["values"] and not entry["choices"]
    }
    assert metavars - FILES - FREE - set(KINDS) - {it for it in metavars if "|" in it} == set()
    assert FILES | FREE | set(KINDS) <= metavars
