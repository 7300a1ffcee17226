"""Whether a saved ranking follows from what it rests on: findings, and a sentence on what was verified."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vasterviksmodell._version import __version__
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.json_text import json_text
from vasterviksmodell.output.ranking_differences import Difference, differences
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.json_places import Lines, place_of
from vasterviksmodell.scoring.requirements import STATUSES
from vasterviksmodell.scoring.run import rank_sites
from vasterviksmodell.scoring.saved.document import CHECKSUM, head, holds, last_lines, written
from vasterviksmodell.scoring.saved.inputs import InputFile
from vasterviksmodell.scoring.saved.reading import SavedRanking
from vasterviksmodell.scoring.what_if import ranked_again
from vasterviksmodell.sites.positions.systems import converts

_RANKS = (names.RANK, names.RANK_BEST, names.RANK_WORST)
_FAILED = Message("not verified")
_SITES = Plural("{number} site", "{number} sites")
_VERIFIED = {
    "files": Message("verified: all that is said of {sites} follows from the criteria and the unchanged input files"),
    "measures": Message(
        "verified: all that is computed for {sites} follows from the criteria and measures in the ranking"
    ),
    "scores": Message(
        "verified: what is computed for {sites}, but for ranks, follows from the criteria and measures in the ranking"
    ),
}
_EXACTLY = Message(", byte for byte")
_BY_VALUE = Message(", figure by figure; the file is written otherwise than the program writes")


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of computing a saved ranking again."""

    saved: SavedRanking
    findings: tuple[Finding, ...]
    grounds: str
    """What the ranking was compared with: the `files`, the `measures` in it, or those only as far as `scores` go."""
    is_exact: bool
    """Whether the same bytes came out; of a ranking that was cut only known with the files."""

    @property
    def closing(self) -> Phrase:
        """A sentence that says what was verified."""
        if worst(self.findings) == Severity.ERROR:
            return _FAILED
        sites = _SITES.counting(self.saved.sites.frame.height)
        exactness: Phrase = "" if self.grounds == "scores" else _EXACTLY if self.is_exact else _BY_VALUE
        return Joined((_VERIFIED[self.grounds].format(sites=sites), exactness), "")


def verified(  # noqa: PLR0913, PLR0917 - what a verification rests on
    content: bytes,
    path: str,
    saved: SavedRanking,
    files: Sequence[InputFile],
    again: Ranking | None,
    errors: Sequence[Finding],
) -> Verification:
    """Return the verification of a saved ranking, which was read from the content of a file.

    `again`: the ranking of its input files, when all of them are there and unchanged; without it the ranking is
    compared with the measures that it carries. `errors`: those that were found when the files were read again.
    """
    grounds = "files" if again else "scores" if saved.is_cut else "measures"
    text, expected = content.decode("utf-8-sig"), "".join(_expected(saved, again))
    found = [] if text == expected else list(differences(text, expected, _passed_over(saved, again)))
    findings = (
        *errors,
        *_about_files(text, path, files),
        *_about_itself(text, path, saved, again),
        *_about_checksum(content, text, path, saved),
        *_about_differences(found, text, path),
    )
    return Verification(saved, findings, grounds, content == expected.encode())


def _expected(saved: SavedRanking, again: Ranking | None) -> Iterator[str]:
    """Yield the document that follows; what cannot be computed is copied from the saved one."""
    document = saved.document
    ranking = again or (rank_sites(saved.sites, saved.criteria) if saved.is_cut else ranked_again(saved))
    first = head(ranking) | {key: document[key] for key in _copied(saved, again) if key in document}
    first["criteria"] = document["criteria"]
    if again is None and saved.is_cut:
        first["counts"] = _possible_counts(document["counts"], ranking)
    yield "".join(written(first, ranking)).removesuffix(",\n")
    yield ",\n" + last_lines(json_text(document[CHECKSUM])) if CHECKSUM in document else "\n}\n"


def _copied(saved: SavedRanking, again: Ranking | None) -> list[str]:
    """Return the keys of which nothing can be computed."""
    copied = ["version", "findings"]
    if again is not None:
        return copied if saved.version == __version__ else [*copied, "inputs"]
    return [*copied, "inputs", *(["changes"] if saved.is_cut else [])]


def _possible_counts(saved: dict[str, Any], ranking: Ranking) -> dict[str, Any]:
    """Return the saved counts of a cut ranking, made possible: at least what the ranking shows, and their sum."""
    counts = {status: max(saved.get(status, 0), getattr(ranking.counts, status)) for status in STATUSES}
    return {"sites": sum(counts.values())} | counts


def _passed_over(saved: SavedRanking, again: Ranking | None) -> Collection[str]:
    """Return the keys of sites that cannot be compared."""
    if again is None:
        return _RANKS if saved.is_cut else ()
    return () if converts() else ("position",)


def _about_files(text: str, path: str, files: Sequence[InputFile]) -> Iterator[Finding]:
    for number, file in enumerate(files):
        if not file.is_same:
            place = place_of(text, path, ("inputs", number, "sha256"))
            facts = {"path": file.input.path} | ({"found": file.sha256} if file.sha256 else {})
            yield Finding(rule("R102" if file.sha256 else "R103"), place, facts)


def _about_itself(text: str, path: str, saved: SavedRanking, again: Ranking | None) -> Iterator[Finding]:
    if saved.version != __version__:
        facts = {"version": saved.version, "this": __version__}
        yield Finding(rule("R104"), place_of(text, path, ("version",)), facts)
    if again is None and saved.is_cut:
        facts = {"shown": str(saved.sites.frame.height), "sites": str(saved.counted)}
        yield Finding(rule("R105"), place_of(text, path, ("counts", "sites")), facts)


def _about_checksum(content: bytes, text: str, path: str, saved: SavedRanking) -> Iterator[Finding]:
    if CHECKSUM not in saved.document:
        yield Finding(rule("R107"), Place(path))
    elif not holds(content):
        yield Finding(rule("R106"), place_of(text, path, (CHECKSUM,)))


def _about_differences(found: Sequence[Difference], text: str, path: str) -> Iterator[Finding]:
    lines = Lines(text, path)
    for difference in found:
        facts = {
            "where": difference.where,
            "column": difference.key,
            "stands": difference.stands,
            "follows": difference.follows,
        }
        yield Finding(rule("R101"), lines.place(difference.at), facts)
