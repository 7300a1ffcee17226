"""`weights`: how judgements become weights, and where those who weigh disagree."""

import typer

from vasterviksmodell.cli.weights import agree, ask, compare, derive, freeze

NAME = "weights"
app = typer.Typer(
    name=NAME,
    help="Say how judgements become weights, and where those who weigh disagree.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for command in (derive, ask, agree, compare, freeze):
    app.command(name=command.NAME)(command.run)
