"""`--per HEADING`: each municipality, or other part, by itself."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun, with_suggestion
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.division import Division
    from vasterviksmodell.scoring.run import Shown

Per = Annotated[
    str | None,
    typer.Option(
        "--per",
        metavar="HEADING",
        help="Each part by itself: the sites with the same text in this column. municipality is the column of"
        " municipalities that the criteria name, whatever its heading.",
        show_default=False,
    ),
]

_NO_COLUMN = Message("--per: no column '{heading}' that says to which part a site belongs")
_THERE_ARE = Message("{problem}; there are {known}")


def divided_by(ranking: "Ranking", heading: str, shown: "Shown | None" = None) -> "Division":
    """Return a ranking of all its sites divided by a column; raise `CannotRun` where no file has it."""
    from vasterviksmodell.scoring.division import divided, dividing_headings
    from vasterviksmodell.scoring.run import Shown

    found = divided(ranking, heading, shown or Shown())
    if found is None:
        raise CannotRun(_no_column(heading, dividing_headings(ranking)))
    return found


def require_column(ranking: "Ranking", heading: str | None) -> None:
    """Raise `CannotRun` where no file has the column by which a ranking is to be divided."""
    from vasterviksmodell.scoring.division import dividing_headings, part_column

    if heading is not None and part_column(ranking, heading) is None:
        raise CannotRun(_no_column(heading, dividing_headings(ranking)))


def _no_column(heading: str, known: tuple[str, ...]) -> Phrase:
    problem = _NO_COLUMN.format(heading=shortened(heading))
    similar = nearest(heading, known)
    if similar is not None:
        return with_suggestion(problem, similar)
    return (
        _THERE_ARE.format(problem=problem, known=listing(f"'{shortened(name)}'" for name in known))
        if known
        else problem
    )


def names_of_files(paths: "Sequence[str]") -> list[str]:
    """Return what people call files: their names without folders and suffixes, where these differ; else the paths.

    >>> names_of_files(["data/kinda.csv", "data/ydre.csv.gz"]), names_of_files(["a/orter.csv", "b/orter.csv"])
    (['kinda', 'ydre'], ['a/orter.csv', 'b/orter.csv'])
    """
    stems = [_stem(path) for path in paths]
    return stems if len(set(stems)) == len(stems) else list(paths)


def _stem(path: str) -> str:
    name = PurePath(path).name
    packed = PurePath(name).stem if PurePath(name).suffix.lower() == ".gz" else name
    return PurePath(packed).stem or path
