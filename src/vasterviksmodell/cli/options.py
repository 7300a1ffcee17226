"""Arguments and options that commands share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.languages import VARIABLE
from vasterviksmodell.findings import Finding, Severity, worst
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.views import VIEW_SUFFIXES
from vasterviksmodell.sites.formats import SITE_FORMATS

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria as CriteriaModel
    from vasterviksmodell.i18n.wording import Language as Code
    from vasterviksmodell.output.formats import Suffixes


def choices(members: Iterable[str]) -> Any:
    """Return an enumeration of texts for typer; the type checker sees options of it as `str`."""
    return StrEnum("Choice", {member: member for member in members})


def format_parser(suffixes: "Suffixes") -> Callable[[str], str]:
    """Return a parser of a format's name, or of a suffix of its files: `md` means `markdown`."""
    by_suffix = {
        suffix.removeprefix("."): format for format, its_suffixes in suffixes.items() for suffix in its_suffixes
    }

    def parse(text: str) -> str:
        if text not in suffixes and text not in by_suffix:
            raise ValueError(f"{text!r} is not one of {', '.join(map(repr, suffixes))}.")
        return text if text in suffixes else by_suffix[text]

    return parse


if TYPE_CHECKING:
    Language = str
    FailOn = str
    InputFormat = str
    Analysis = str
    Colour = str
else:
    Language = choices(LANGUAGES)
    FailOn = choices(severity.label for severity in sorted(Severity, reverse=True))
    InputFormat = choices(SITE_FORMATS)
    Analysis = choices(VIEW_SUFFIXES)
    Colour = choices(("auto", "always", "never"))

Sites = Annotated[
    list[str],
    typer.Argument(metavar="SITES", help="Files with sites; - is standard input.", show_default=False),
]
SitesOrRanking = Annotated[
    list[str],
    typer.Argument(
        metavar="SITES",
        help="Files with sites, or a saved ranking (JSON) or report that carries one; - is standard input.",
        show_default=False,
    ),
]
Criteria = Annotated[
    str | None,
    typer.Option(
        "--criteria",
        "-c",
        metavar="FILE",
        help="The criteria. Without it: ./criteria.yaml, else criteria.yaml beside the first file with sites, else the"
        " packaged default model.",
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
Actions = Annotated[
    str | None,
    typer.Option(
        "--actions",
        metavar="FILE",
        help="A file of actions, in place of those in the criteria.",
        show_default=False,
    ),
]
Events = Annotated[
    str | None,
    typer.Option(
        "--events",
        metavar="FILE",
        help="A file of events, in place of those in the criteria.",
        show_default=False,
    ),
]
Input = Annotated[
    InputFormat | None,
    typer.Option("--input-format", help="The format of inputs without a known suffix; by default it is detected."),
]
Data = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        metavar="KEY=VALUE",
        help="How the inputs are written, instead of what is detected: encoding, delimiter, decimal, header, sheet, …"
        " And which rows count: where.HEADING=VALUE; and the unit of a column: units.HEADING=UNIT.",
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
        help="Replace a measure, and report what changes against the file; may be given several times.",
        show_default=False,
    ),
]
ApplyActions = Annotated[
    str | None,
    typer.Option(
        "--apply-actions",
        metavar="done|DATE",
        help="Set what actions set: those that are done; with a date (2027-06) also those that are agreed or under way"
        " and due by then.",
        show_default=False,
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang", envvar=VARIABLE, help="The language of what people read; by default that of the criteria, else en."
    ),
]
Fail = Annotated[FailOn, typer.Option("--fail-on", help="The severity of findings from which the exit code is 1.")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all; - is standard output."),
]
AnalysisFormat = Annotated[
    Analysis | None,
    typer.Option(
        "--format",
        "-f",
        parser=format_parser(VIEW_SUFFIXES),
        help="By default that of the suffix of --output, else text.",
    ),
]
Color = Annotated[
    Colour,
    typer.Option(
        "--color",
        help="Whether the text has colours; by default on a terminal, and as NO_COLOR, FORCE_COLOR, CLICOLOR and"
        " CLICOLOR_FORCE say.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Report only the result and what makes the run fail.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Report also how the inputs were read.")]


_ERROR = FailOn("error")
_AUTO = Colour("auto")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What commands share: the criteria, how inputs are read, where the answer goes and how it is given."""

    criteria: Criteria = None
    actor: Actor = None
    actions: Actions = None
    events: Events = None
    format: AnalysisFormat = None
    output: Output = None
    input_format: Input = None
    data: Data = None
    join: Join = False
    set: Set = None
    apply_actions: ApplyActions = None
    lang: Lang = None
    color: Color = _AUTO
    fail_on: Fail = _ERROR
    quiet: Quiet = False
    verbose: Verbose = False

    @property
    def changes_measures(self) -> bool:
        """Whether measures are set to others than the files have, so that the whole ranking is needed first."""
        return bool(self.set or self.apply_actions)

    @property
    def data_settings(self) -> "Sequence[str]":
        """The settings of `--data`, with that of `--join`."""
        return [*(self.data or ()), *(["join=true"] if self.join else [])]


SHARED = tuple(field.name for field in fields(RunOptions))
Command = Callable[..., ExitCode]


def with_options(
    *, without: Iterable[str] = (), only: Iterable[str] = SHARED, **types: Any
) -> Callable[[Command], Command]:
    """Expand the parameter `options` of a command into the options that commands share.

    `types`: other types of options than usual, by their names.
    """

    def expand(command: Command) -> Command:
        parameters = [
            parameter
            for parameter in signature(command, eval_str=True).parameters.values()
            if parameter.name != "options"
        ]
        shared = [name for name in SHARED if name in set(only) - set(without)]

        @wraps(command)
        def run(**arguments: Any) -> ExitCode:
            options = RunOptions(**{name: arguments.pop(name) for name in shared})
            return command(**arguments, options=options)

        parameters = [*parameters, *(_parameter(name, types.get(name, _TYPES[name])) for name in shared)]
        vars(run)["__signature__"] = Signature(parameters, return_annotation=ExitCode)
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return expand


def _parameter(name: str, type: Any) -> Parameter:
    """Return a shared option as a parameter of a command."""
    default = next(field.default for field in fields(RunOptions) if field.name == name)
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=type)


_TYPES = get_type_hints(RunOptions, include_extras=True)


def fails(findings: Iterable[Finding], fail_on: "FailOn") -> bool:
    """Say whether a finding is severe enough to make the run fail."""
    return (worst(findings) or 0) >= Severity[fail_on.upper()]


def language(requested: "Language | None", criteria: "CriteriaModel | None", stated: "Code | None" = None) -> "Code":
    """Return the requested language, else that of the criteria, else the one stated in an invalid file, else English.

    The variable in the environment counts as an option.
    """
    if requested is not None:
        return "sv" if requested == "sv" else "en"
    return (criteria.language if criteria else stated) or "en"
