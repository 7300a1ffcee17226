"""`weights`: how judgements become weights, and where those who weigh disagree."""

import typer

app: typer.Typer = typer.Typer(
    help="Say how judgements become weights, and where those who weigh disagree.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
COMMANDS = {
    "derive": "Derive weights from judgements.",
    "ask": "Ask for judgements, one question at a time.",
    "agree": "Say where the actors of the criteria agree.",
    "compare": "Hold the stated weights against equal ones, entropy and CRITIC: a comparison, nothing to decide by.",
    "freeze": "Freeze the weights: their fingerprint, with date and names, for the criteria file.",
}
"""Each with the first line of its help."""
