"""`--audit`: what the shape and the ranges of a tree of criteria do to its weights."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read
from vasterviksmodell.i18n import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.sites.formats import SiteFormat
    from vasterviksmodell.source.files import Source

Audit = Annotated[
    bool,
    typer.Option("--audit", help="Tell also where the tree gives weights that nobody meant; with sites, on these."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="FILE",
        help="With --audit: earlier criteria, to find weights that did not follow a changed range.",
        show_default=False,
    ),
]
_ONLY_WITH = Message("--since belongs to --audit")


def require_audit(audit: bool, since: str | None) -> None:
    """Raise `CannotRun` where earlier criteria are named and no audit is asked for."""
    if since is not None and not audit:
        raise CannotRun(_ONLY_WITH)


def audited(  # noqa: PLR0913 - the criteria, what they are compared with, and the sites
    criteria: "Criteria",
    path: Path,
    name: str,
    since: str | None = None,
    sources: "Sequence[tuple[Source, SiteFormat]]" = (),
    ranking: "Ranking | None" = None,
) -> "tuple[Finding, ...]":
    """Return the findings of the audit of criteria in a file, and those about the earlier file where it has errors.

    The sites are those in files, or of a ranking.
    """
    from vasterviksmodell.analysis.tree_audit import AuditedTree, tree_audit
    from vasterviksmodell.criteria import read_criteria_file
    from vasterviksmodell.criteria.file import parsed

    root, _ = parsed(path.read_bytes(), name)
    if root is None:
        return ()
    earlier = None
    if since is not None:
        try:
            earlier, faults = read_criteria_file(Path(since), since)
        except OSError as error:
            raise CannotRun(cannot_read(since, error)) from error
        if earlier is None:
            return faults
    return tree_audit(AuditedTree(criteria, root, name), earlier, ranking or _ranked(criteria, sources))


def _ranked(criteria: "Criteria", sources: "Sequence[tuple[Source, SiteFormat]]") -> "Ranking | None":
    if not sources:
        return None
    from vasterviksmodell.scoring.run import Shown, rank_files

    return rank_files(sources, criteria, Shown())[0]
