"""Verify that a saved ranking follows from its inputs: findings, and a sentence on what was verified."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vasterviksmodell._version import __version__
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.requirements import STATUSES
from vasterviksmodell.scoring.run import rank_saved, rank_sites
from vasterviksmodell.scoring.saved.document import (
    CHECKSUM,
    as_first_saved,
    has_valid_checksum,
    header,
    last_lines,
    unsealed_document,
)
from vasterviksmodell.scoring.saved.inputs import InputFile
from vasterviksmodell.scoring.saved.reading import SavedRanking
from vasterviksmodell.sites.positions.coordinates import converts
from vasterviksmodell.source.json_scan import Lines, Value, Way, leaves, place_of
from vasterviksmodell.source.json_writer import json_text

_NUMBER = tuple("-0123456789")
_RANKING = Message("the ranking")
_SITE = Message("site '{id}'")
_ORDER = Message("its place in the order")
_NOTHING = Message("missing")
_NOWHERE = Message("nothing")
_TWICE = Message("there twice")
_ONCE = Message("only one")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value in a saved ranking that differs from the recomputed one."""

    at: int
    """The offset in the saved text."""
    where: Phrase
    """The site, or the ranking as a whole."""
    key: Phrase
    stands: Phrase
    follows: Phrase


def differences(text: str, expected: str, uncompared: Collection[str] = ()) -> Iterator[Difference]:
    """Yield where a saved ranking differs from the expected one, by value: layout and order of keys do not matter.

    Two figures differ when their digits do, even if a computer rounds both to one number. The keys
    `uncompared` of sites are left out, and with them the order of the sites.
    """
    yield from _Comparison(list(leaves(text)), list(leaves(expected)), uncompared).differences()


class _Comparison:
    def __init__(self, found: Sequence[Value], expected: Sequence[Value], uncompared: Collection[str]) -> None:
        self._found = {leaf.way: leaf for leaf in found}
        self._all_found = found
        self._ids, self._expected_ids = _ids(found), _ids(expected)
        self._pairs = _pairs(self._ids, self._expected_ids)
        """By number of an expected site: the number of the same site in the saved ranking."""
        self._in_both = set(self._pairs.values())
        self._names = [*self._ids, *self._expected_ids]
        self._expected = {self._in_found(leaf.way): leaf for leaf in expected}
        self._uncompared = uncompared
        self._starts: dict[Way, int] = {}
        for leaf in found:
            for depth in range(len(leaf.way) + 1):
                self._starts.setdefault(leaf.way[:depth], leaf.at)

    def _in_found(self, way: Way) -> Way:
        """Return the path to an expected value, with the number that its site has in the saved ranking."""
        match way:
            case ("sites", int(number), *rest):
                return ("sites", self._pairs.get(number, len(self._ids) + number), *rest)
        return way

    def differences(self) -> Iterator[Difference]:
        yield from self._repeated_keys()
        for way in dict.fromkeys((*self._found, *self._expected)):
            if not (self._is_uncompared(way) or self._is_of_unpaired_site(way)):
                yield from self._difference(way)
        if not self._uncompared:
            yield from self._displaced()

    def _repeated_keys(self) -> Iterator[Difference]:
        """Yield the values of keys that stand twice, of which readers take one or the other."""
        for leaf in self._all_found:
            if self._found[leaf.way] is not leaf:
                yield Difference(leaf.at, self._where(leaf.way), _key(leaf.way), _TWICE, _ONCE)

    def _is_uncompared(self, way: Way) -> bool:
        return way[:1] == ("sites",) and len(way) > 2 and way[2] in self._uncompared  # noqa: PLR2004 - a site's key

    def _is_of_unpaired_site(self, way: Way) -> bool:
        """Say whether a value belongs to a site that only one ranking has, of which the id alone is reported."""
        match way:
            case ("sites", int(number), *rest):
                return number not in self._in_both and rest != ["id"]
        return False

    def _difference(self, way: Way) -> Iterator[Difference]:
        found, expected = self._found.get(way), self._expected.get(way)
        if found is None or expected is None or not _is_same(found.text, expected.text):
            at = found.at if found else self._nearest(way)
            stands, follows = found.text if found else _NOTHING, expected.text if expected else _NOWHERE
            yield Difference(at, self._where(way), _key(way), stands, follows)

    def _nearest(self, way: Way) -> int:
        """Return where the innermost object begins that should hold a value."""
        return next(self._starts[way[:depth]] for depth in range(len(way), -1, -1) if way[:depth] in self._starts)

    def _where(self, way: Way) -> Phrase:
        if way[:1] != ("sites",) or len(way) < 2:  # noqa: PLR2004 - a site's number
            return _RANKING
        id = shortened(self._names[int(way[1])])
        return _SITE.format(id=id)

    def _displaced(self) -> Iterator[Difference]:
        """Yield the first site that is out of order."""
        order = [self._pairs[number] for number in sorted(self._pairs)]
        for place, (number, should_be) in enumerate(zip(sorted(order), order, strict=True)):
            if number != should_be:
                way: Way = ("sites", number)
                yield Difference(
                    self._starts[way], self._where(way), _ORDER, str(place + 1), str(order.index(number) + 1)
                )
                return


def _ids(found: Sequence[Value]) -> list[str]:
    """Return the ids of the sites, in order."""
    sites = {leaf.way[1]: leaf.text for leaf in found if leaf.way[:1] == ("sites",) and leaf.way[2:] == ("id",)}
    return [json.loads(text) for text in sites.values()]


def _pairs(found: Sequence[str], expected: Sequence[str]) -> Mapping[int, int]:
    """Pair sites with the same id, then the others in their order, because ids can differ too."""
    places = defaultdict(list)
    for number, id in reversed(list(enumerate(found))):
        places[id].append(number)
    pairs = {number: places[id].pop() for number, id in enumerate(expected) if places[id]}
    left = sorted(number for numbers in places.values() for number in numbers)
    alone = (number for number in range(len(expected)) if number not in pairs)
    return pairs | dict(zip(alone, left, strict=False))


def _is_same(text: str, other: str) -> bool:
    if text == other:
        return True
    if text.startswith('"') and other.startswith('"'):
        return bool(json.loads(text) == json.loads(other))
    return text.startswith(_NUMBER) and other.startswith(_NUMBER) and Decimal(text) == Decimal(other)


def _key(way: Way) -> str:
    """Return the path to a value as `criteria.school.value[0]`: within its site, or from the top where it has none."""
    steps = way[2:] if way[:1] == ("sites",) else way
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


_RANKS = (names.RANK, names.RANK_BEST, names.RANK_WORST)
_FAILED = Message("not verified")
_SITES = Plural("{number} site", "{number} sites")
_VERIFIED = {
    "files": Message("verified: everything about {sites} follows from the criteria and the unchanged input files"),
    "measures": Message(
        "verified: everything computed for {sites} follows from the criteria and measures in the ranking"
    ),
    "scores": Message(
        "verified: everything computed for {sites}, except ranks, follows from the criteria and measures in the ranking"
    ),
}
_REDACTED = Message("; it is redacted: the input files, and what it says of itself to be withheld, are not verified")
_BLIND = Message("; its sites are numbers: what they stand for and the input files are not verified")
_EXACTLY = Message(", byte for byte")
_BY_VALUE = Message(", figure by figure; the file is not formatted as the program formats it")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Verification(FrozenValue):
    """The outcome of computing a saved ranking again."""

    saved: SavedRanking
    """What the file holds."""
    findings: tuple[Finding, ...]
    """An error for each figure that differs; none is an error where it is verified."""
    grounds: str
    """What the ranking was compared with: `files`, the `measures` in it, or these without ranks (`scores`)."""
    is_exact: bool
    """Whether the same bytes were computed; for a cut ranking only known with the files."""

    @property
    def closing(self) -> Phrase:
        """A sentence that says what was verified."""
        if worst(self.findings) == Severity.ERROR:
            return _FAILED
        sites = _SITES.counting(self.saved.sites.frame.height)
        exactness: Phrase = "" if self.grounds == "scores" else _EXACTLY if self.is_exact else _BY_VALUE
        sites_shown = self.saved.sites
        withheld: Phrase = _REDACTED if sites_shown.redaction else _BLIND if sites_shown.blind else ""
        return Joined((_VERIFIED[self.grounds].format(sites=sites), exactness, withheld), "")


def verified(  # noqa: PLR0913, PLR0917 - the parts of a verification
    content: bytes,
    path: str,
    saved: SavedRanking,
    files: Sequence[InputFile],
    again: Ranking | None,
    errors: Sequence[Finding],
) -> Verification:
    """Return the verification of a saved ranking, which was read from the content of a file.

    `again`: the ranking of its input files, if all of them exist unchanged; without it the ranking is compared with
    the measures that it carries. `errors`: those found when the files were read again.
    """
    grounds = "files" if again else "scores" if saved.is_cut else "measures"
    text, expected = content.decode("utf-8-sig"), "".join(_expected(saved, again))
    differing = [] if text == expected else list(differences(text, expected, _uncompared(saved, again)))
    findings = (
        *errors,
        *_file_findings(text, path, files),
        *_version_and_cut_findings(text, path, saved, again),
        *_checksum_findings(content, text, path, saved),
        *_difference_findings(differing, text, path),
    )
    return Verification(saved, findings, grounds, content == expected.encode())


def _expected(saved: SavedRanking, again: Ranking | None) -> Iterator[str]:
    """Yield the expected document; what cannot be computed is copied from the saved one."""
    document = saved.document
    ranking = again or (rank_sites(saved.sites, saved.criteria) if saved.is_cut else rank_saved(saved))
    if document["schema"] == names.FIRST_RANKING_SCHEMA:
        ranking = as_first_saved(ranking)
    first = header(ranking) | {key: document[key] for key in _copied(saved, again) if key in document}
    first["criteria"] = document["criteria"]
    if again is None and saved.is_cut:
        first["counts"] = _possible_counts(document["counts"], ranking)
    yield "".join(unsealed_document(first, [ranking])).removesuffix(",\n")
    yield ",\n" + last_lines(json_text(document[CHECKSUM])) if CHECKSUM in document else "\n}\n"


def _copied(saved: SavedRanking, again: Ranking | None) -> list[str]:
    """Return the keys that cannot be computed."""
    copied = ["schema", "version", "findings"]
    if again is not None:
        return copied if saved.version == __version__ else [*copied, "inputs"]
    return [*copied, "inputs", *(["changes", "actions"] if saved.is_cut else [])]


def _possible_counts(saved: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    """Return the saved counts of a cut ranking, each at least what the ranking shows, and their sum."""
    counts = {status: max(saved.get(status, 0), getattr(ranking.counts, status)) for status in STATUSES}
    return {"sites": sum(counts.values())} | counts


def _uncompared(saved: SavedRanking, again: Ranking | None) -> Collection[str]:
    """Return the keys of sites that cannot be compared."""
    if again is None:
        return _RANKS if saved.is_cut else ()
    return () if converts() else ("position",)


def _file_findings(text: str, path: str, files: Sequence[InputFile]) -> Iterator[Finding]:
    for number, file in enumerate(files):
        if not file.is_same:
            place = place_of(text, path, ("inputs", number, "sha256"))
            facts = {"path": file.input.path} | ({"found": file.sha256} if file.sha256 else {})
            yield Finding(rule("R102" if file.sha256 else "R103"), place, facts)


def _version_and_cut_findings(text: str, path: str, saved: SavedRanking, again: Ranking | None) -> Iterator[Finding]:
    if saved.version != __version__:
        facts = {"version": saved.version, "this": __version__}
        yield Finding(rule("R104"), place_of(text, path, ("version",)), facts)
    if again is None and saved.is_cut:
        facts = {"shown": str(saved.sites.frame.height), "sites": str(saved.site_count)}
        yield Finding(rule("R105"), place_of(text, path, ("counts", "sites")), facts)


def _checksum_findings(content: bytes, text: str, path: str, saved: SavedRanking) -> Iterator[Finding]:
    if CHECKSUM not in saved.document:
        yield Finding(rule("R107"), Place(path))
    elif not has_valid_checksum(content):
        yield Finding(rule("R106"), place_of(text, path, (CHECKSUM,)))


def _difference_findings(differences: Sequence[Difference], text: str, path: str) -> Iterator[Finding]:
    lines = Lines(text, path)
    for difference in differences:
        facts = {
            "where": difference.where,
            "column": difference.key,
            "stands": difference.stands,
            "follows": difference.follows,
        }
        yield Finding(rule("R101"), lines.place(difference.at), facts)
