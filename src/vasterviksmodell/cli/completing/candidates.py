"""What a word may be: for each kind of value, told by its metavar, the values that there are."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from vasterviksmodell.cli.completing.grammar import Asked, asked
from vasterviksmodell.cli.completing.model_names import ModelNames, Named, derivation_in, scenarios_in
from vasterviksmodell.cli.completing.site_names import Headings, Site, headings_in, sites_in
from vasterviksmodell.source.folding import folded


class Candidate(NamedTuple):
    text: str
    told: str = ""
    is_open: bool = False
    """Whether more must follow in the same word, as after `encoding=`."""


class Answer(NamedTuple):
    """What a word may be; files besides, where `files` says so."""

    candidates: tuple[Candidate, ...] = ()
    files: bool = False
    prefix: str = ""
    """What stands before the name of a file in the same word: `--output=`."""


FILES = frozenset(
    {
        "FILE",
        "FILE.xlsx",
        "SITES",
        "OLD",
        "NEW",
        "RANKING",
        "FILES",
        "RECORD",
        "DERIVE.yaml",
        "ANSWERS",
        "DIR",
        "DIRECTORY",
    }
)
"""The metavars of values that are files."""
FREE = frozenset({"N", "P%", "DATE", "DAY", "TEXT", "AMOUNT", "MUNICIPALITY", "PERSON"})
"""Those of values that nobody can list."""
_SITE_FILES = ("SITES", "OLD", "RANKING")
_MOST = 2_000
"""How many candidates are given, at most: nobody reads more."""


def answered(words: Sequence[str], table: Mapping[str, Any]) -> Answer:
    """Return what the last of the words after the program's name may be."""
    question = asked(words, table["commands"])
    known = _Known(question, table)
    if question.expected is not None and not (question.options_too and question.text.startswith("-")):
        return known.values(question.expected, question.text)
    options = [*known.options()] if question.options_too and question.text.startswith("-") else []
    commands = [Candidate(name, told) for name, told in question.command["commands"].items()]
    return Answer(_beginning([*commands, *options], question.text))


def _beginning(candidates: Iterable[Candidate], text: str, prefix: str = "") -> tuple[Candidate, ...]:
    """Return those that begin with a text; where none does, those that do when neither has capitals.

    The latter begin alike as far as the text goes, so that a shell that takes what they share never shortens it.
    """
    plain = [it for it in candidates if it.text.isprintable()]
    found = [it for it in plain if it.text.startswith(text)]
    if not found:
        close = [it for it in plain if it.text.casefold().startswith(text.casefold())]
        found = [it for it in close if it.text.startswith(close[0].text[: len(text)])]
    return tuple(it._replace(text=prefix + it.text) for it in found[:_MOST])


class _Known:
    """What is known where a value is asked for: the sites, the criteria and the words of the program."""

    def __init__(self, question: Asked, table: Mapping[str, Any]) -> None:
        self.question = question
        self.table = table

    def options(self) -> Iterator[Candidate]:
        for option in self.question.command["options"]:
            yield from (Candidate(name, option["told"]) for name in option["names"])

    def values(self, expected: Mapping[str, Any], text: str) -> Answer:
        """Return the values of an option or argument."""
        prefix, metavar = self.question.prefix, expected["metavar"].split(" ")[0]
        if metavar in FILES:
            return Answer(files=True, prefix=prefix)
        if expected["choices"] or "|" in metavar:
            return Answer(_beginning(_alternatives(expected["choices"] or metavar.split("|")), text, prefix))
        kind = KINDS.get(metavar)
        return Answer() if kind is None else Answer(_beginning(kind(self, text), text, prefix))

    @cached_property
    def model(self) -> ModelNames:
        given = self.question.given.get("--criteria", [])
        return ModelNames(given[-1] if given else None, next(iter(self._files()), None))

    def _files(self) -> list[str]:
        return [path for metavar in _SITE_FILES for path in self.question.given.get(metavar, ())]

    @cached_property
    def _sites(self) -> list[Site]:
        headings, files = self.model.headings(), [Path(path) for path in self._files()]
        derivation = self.question.given.get("DERIVE.yaml")
        if derivation:
            file, headings = _places(Path(derivation[0]), headings)
            files = [file]
        return [site for file in files for site in sites_in(file, headings)]

    def sites(self, text: str) -> list[Candidate]:
        """Return the sites by name, or by id where several have the name, none has one, or an id was begun."""
        sites = self._sites
        repeated = _repeated(folded(name) for _, name in sites) | {""}
        names = [Candidate(id, name) if folded(name) in repeated else Candidate(name, id) for id, name in sites]
        return names if _beginning(names, text) else [Candidate(id, name) for id, name in sites]

    def criteria(self, _: str) -> list[Candidate]:
        return _named(self.model.criteria())

    def groups(self, _: str) -> list[Candidate]:
        return [*_named(self.model.groups()), Candidate("top")]

    def actors(self, _: str) -> list[Candidate]:
        return _named(self.model.actors())

    def weighers(self, _: str) -> list[Candidate]:
        return [*_named(self.model.actors()), Candidate("combined"), Candidate("tree")]

    def codes(self, _: str) -> list[Candidate]:
        return [Candidate(code, told) for code, told in self.table["codes"].items()]

    def scenarios(self, _: str) -> list[Candidate]:
        given = self.question.given.get("--scenarios", ["scenarios.yaml"])
        return _named(scenarios_in(Path(given[-1])))

    def headings(self, _: str) -> list[Candidate]:
        files = self._files()
        return [Candidate(heading) for path in files[:1] for heading in headings_in(Path(path), self.model.headings())]

    def data(self, text: str) -> list[Candidate]:
        """Return the keys of `--data`; after `where.` and `units.` also headings."""
        keys = self.table["data"]
        key, dot, _ = text.partition(".")
        if dot and keys.get(key, {}).get("by_heading"):
            return [Candidate(f"{key}.{it.text}=", "", True) for it in self.headings("")]
        name, sign, _ = text.partition("=")
        if sign:
            return [Candidate(f"{name}={value}") for value in keys.get(name, {}).get("values", ())]
        ends = {name: "." if entry["by_heading"] else "=" for name, entry in keys.items()}
        return [Candidate(f"{name}{ends[name]}", entry["told"], True) for name, entry in keys.items()]

    def settings(self, text: str) -> list[Candidate]:
        """Return `SITE.` and, once a site stands there, `SITE.MEASURE=`."""
        return self._measures_of(text, "=")

    def explained(self, text: str) -> list[Candidate]:
        return self._measures_of(text, "")

    def _measures_of(self, text: str, end: str) -> list[Candidate]:
        for id, name in self._sites:
            begun = next((called for called in (name, id) if called and text.startswith(f"{called}.")), None)
            if begun is not None:
                measures = self._derived() or self.model.measures()
                return [Candidate(f"{begun}.{measure}{end}", told, bool(end)) for measure, told in measures]
        return [Candidate(f"{it.text}.", it.told, True) for it in self.sites(text.rpartition(".")[0] or text)]

    def _derived(self) -> list[Named]:
        derivation = self.question.given.get("DERIVE.yaml")
        measures = derivation_in(Path(derivation[0])).get("measures") if derivation else None
        return [(id, "") for id in measures] if isinstance(measures, dict) else []

    def derived(self, text: str) -> list[Candidate]:
        """Return measures of a derivation, after those that stand there, with commas between."""
        return _after_commas(text, _named(self._derived()))

    def order(self, text: str) -> list[Candidate]:
        return _after_commas(text, self.criteria(""))

    def site_numbers(self, text: str) -> list[Candidate]:
        return [Candidate(f"{it.text}=", it.told, True) for it in self.sites(text.partition("=")[0])]

    def bounds(self, _: str) -> list[Candidate]:
        return [Candidate(f"{it.text}=", it.told, True) for it in self.criteria("")]


KINDS: Mapping[str, Callable[[_Known, str], list[Candidate]]] = {
    "SITE": _Known.sites,
    "OTHER": _Known.sites,
    "ID": _Known.criteria,
    "GROUP": _Known.groups,
    "ACTOR": _Known.actors,
    "WHOSE": _Known.weighers,
    "CODE": _Known.codes,
    "NAME": _Known.scenarios,
    "HEADING": _Known.headings,
    "KEY=VALUE": _Known.data,
    "SITE.MEASURE=VALUE": _Known.settings,
    "SITE.MEASURE": _Known.explained,
    "MEASURE": _Known.derived,
    "ID,ID,…": _Known.order,
    "SITE=N": _Known.site_numbers,
    "ID=P%..P%": _Known.bounds,
}
"""By metavar: what lists the values."""


def _named(named: Iterable[Named]) -> list[Candidate]:
    return [Candidate(id, label) for id, label in named]


def _alternatives(forms: Iterable[str]) -> Iterator[Candidate]:
    """Yield the alternatives of `done|DATE` and `qualified|score=N` as far as they can be said."""
    for form in forms:
        name, sign, _ = form.partition("=")
        if sign or not form.isupper():
            yield Candidate(name + sign, "", bool(sign))


def _after_commas(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that do not stand in a list yet, each after what does."""
    cut = max(text.rfind(","), text.rfind("=")) + 1
    standing = set(text[:cut].replace("=", ",").split(","))
    return [it._replace(text=text[:cut] + it.text) for it in candidates if it.text not in standing]


def _repeated(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _places(derivation: Path, headings: Headings) -> tuple[Path, Headings]:
    """Return the file of places of a derivation, and what its columns are called."""
    places = derivation_in(derivation).get("places")
    stated = places if isinstance(places, dict) else {}
    called = (frozenset({folded(str(stated.get(what, what))), *getattr(headings, what)}) for what in ("id", "name"))
    return derivation.parent / str(stated.get("file", "")), Headings(*called)
