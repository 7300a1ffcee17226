"""Arguments and options that commands share."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.choices import choices
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.output.analysis import ANALYSIS_FORMATS
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.wording import LANGUAGES

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria as CriteriaModel
    from vasterviksmodell.wording import Language as Code

if TYPE_CHECKING:
    Language = str
    FailOn = str
    InputFormat = str
    Analysis = str
else:
    Language = choices(LANGUAGES)
    FailOn = choices(it.label for it in sorted(Severity, reverse=True))
    InputFormat = choices(SITE_FORMATS)
    Analysis = choices(ANALYSIS_FORMATS)

Sites = Annotated[
    list[str],
    typer.Argument(metavar="SITES...", help="Files with sites; - is standard input.", show_default=False),
]
Criteria = Annotated[
    str | None,
    typer.Option(
        "--criteria",
        "-c",
        metavar="FILE",
        help="The criteria. Without it: ./criteria.yaml, else the packaged default model.",
    ),
]
Actor = Annotated[
    str | None,
    typer.Option(
        "--actor",
        metavar="WHOSE",
        help="Whose weights count: the id of an actor, combined (by the rule that the criteria declare) or tree; by"
        " default what the criteria say.",
        show_default=False,
    ),
]
Input = Annotated[
    InputFormat | None,
    typer.Option("--input-format", help="The format of inputs whose name does not tell; by default their contents do."),
]
Data = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        metavar="KEY=VALUE",
        help="How the inputs are written, instead of what is found out: encoding, delimiter, decimal, header, sheet, …"
        " And which rows count: where.HEADING=VALUE.",
        show_default=False,
    ),
]
Join = Annotated[
    bool,
    typer.Option("--join", help="Join files with the same sites and other measures by the sites' ids."),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SITE.MEASURE=VALUE",
        help="What if a measure were another? Told as a change against the file; may be given several times.",
        show_default=False,
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="The language of what people read; by default that of the criteria, else en."),
]
Fail = Annotated[FailOn, typer.Option("--fail-on", help="The severity of findings from which the exit code is 1.")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all; - is standard output."),
]
AnalysisFormat = Annotated[
    Analysis | None,
    typer.Option("--format", "-f", help="By default that of the suffix of --output, else text."),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing besides the result and what makes the run fail.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say also how the inputs were read.")]


def with_join(data: "Sequence[str] | None", *, join: bool) -> "Sequence[str]":
    """What is said of the inputs, `--join` among it."""
    return [*(data or ()), *(["join=true"] if join else [])]


def fails(findings: Iterable[Finding], fail_on: "FailOn") -> bool:
    """Whether a finding is severe enough to fail."""
    return (worst(findings) or 0) >= Severity[fail_on.upper()]


def language(asked: "Language | None", criteria: "CriteriaModel | None") -> "Code":
    """The language asked for, else that of the criteria, else English."""
    if asked is not None:
        return "sv" if asked == "sv" else "en"
    return (criteria.language if criteria else None) or "en"
