"""A ranking for programs: the contract `vasterviksmodell/ranking/2`; a ranking as the contract before it had it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.findings.entry import finding_entry
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.local_questions import has_local_requirements, only_local_questions
from vasterviksmodell.scoring.names import RANKING_SCHEMA
from vasterviksmodell.scoring.saved.file import path_as_text
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.layout import EXTRA
from vasterviksmodell.sites.municipality_columns import MUNICIPALITY_COLUMNS
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.source.json_writer import escaped, json_text

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.sites import Input, Redaction


_ROWS = 5_000
_FIRST = (
    "id",
    "name",
    names.RANK,
    names.RANK_BEST,
    names.RANK_WORST,
    names.STATUS,
    names.SCORE,
    names.SCORE_LOW,
    names.SCORE_HIGH,
    names.COVERAGE,
    names.KNOWN_WEIGHT,
)


def as_first_saved(ranking: Ranking) -> Ranking:
    """Return a ranking as `vasterviksmodell/ranking/1` had it.

    Its coverage is the weight that is exactly known, and it does not say in which municipality a site lies.
    """
    kept = ranking.frame.drop(names.COVERAGE, *MUNICIPALITY_COLUMNS.values(), strict=False)
    frame = kept.rename({names.KNOWN_WEIGHT: names.COVERAGE})
    return replace(ranking, frame=frame)


def site_objects(ranking: Ranking) -> Iterator[list[str]]:
    """Yield the JSON objects of the sites in order, some thousand at a time."""
    site = _site(ranking)
    for part in ranking.frame.iter_slices(_ROWS):
        yield [escaped(text) for text in part.select(site).to_series()]


def _site(ranking: Ranking) -> pl.Expr:
    present = frozenset(ranking.frame.columns)
    criteria = pl.struct(
        _criterion(criterion, ranking.criteria, present).alias(criterion.id) for criterion in ranking.criteria.criteria
    ).alias("criteria")
    part = [pl.col(names.PART).alias("part")] if names.PART in present else []
    local = [only_local_questions(ranking.criteria)] if has_local_requirements(ranking.criteria) else []
    first = [*part, *(pl.col(name) for name in _FIRST if name in present), *local]
    extra_columns = [pl.col(EXTRA + heading).alias(heading) for heading in extras(ranking.frame)]
    position = [*_position(ranking.frame), *_municipality(ranking.frame)]
    if extra_columns:
        return pl.struct(*first, *position, criteria, pl.struct(extra_columns).alias("extra")).struct.json_encode()
    nothing = pl.lit(',"extra":{}}')  # a struct has at least one field
    return pl.concat_str(pl.struct(*first, *position, criteria).struct.json_encode().str.head(-1), nothing)


def _position(frame: pl.DataFrame) -> Iterator[pl.Expr]:
    """Yield latitude and longitude, when files have columns of positions."""
    if LATITUDE in frame.columns:
        yield pl.when(pl.col(LATITUDE).is_not_null()).then(pl.concat_list(LATITUDE, LONGITUDE)).alias("position")


def _municipality(frame: pl.DataFrame) -> Iterator[pl.Expr]:
    """Yield name and code of the municipality, each when files have the column that the criteria name."""
    yield from (pl.col(column).alias(key) for key, column in MUNICIPALITY_COLUMNS.items() if column in frame.columns)


def _criterion(criterion: Criterion, criteria: "Criteria", present: Collection[str]) -> pl.Expr:
    """Return the keys that apply to a criterion."""
    return pl.struct(expr.alias(key) for key, expr in (*_keys(criterion), *provenance(criterion, criteria, present)))


def _keys(criterion: Criterion) -> Iterator[tuple[str, pl.Expr]]:
    if criterion.kind == "number":
        yield "measure", pl.concat_list(*known_ends(criterion))
    else:
        category = columns.category(criterion)
        yield "measure", pl.concat_list(category, category)
    if criterion.scored:
        yield "value", pl.concat_list(names.value_low(criterion), names.value_high(criterion))
        yield "weight", pl.lit(float(criterion.weight))
        yield "contribution", pl.col(names.contribution(criterion))
    if criterion.requirement:
        yield "requirement", pl.col(names.requirement(criterion))
    if criterion.warning:
        yield "warning", pl.col(names.warning(criterion))


def known_ends(criterion: Criterion) -> tuple[pl.Expr, pl.Expr]:
    """Return the lowest and highest measure of a numeric criterion; null where unknown or open."""
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    known = (low > criterion.range.low) | (high < criterion.range.high)
    return pl.when(known & low.is_finite()).then(low), pl.when(known & high.is_finite()).then(high)


def provenance(criterion: Criterion, criteria: "Criteria", present: Collection[str]) -> Iterator[tuple[str, pl.Expr]]:
    """Yield `source` and `date` of a criterion's figures, each where the files or the criteria state it.

    `present`: the columns that the frame has.

    The source of a figure takes precedence over that of all figures; the date for all belongs to the source for all.
    """
    source_column, date_column = columns.provenance(criterion)
    columns_present = {name: pl.col(name) for name in (source_column, date_column) if name in present}
    own_source, own_date = (columns_present.get(name, pl.lit(None, pl.String)) for name in (source_column, date_column))
    of_all = criteria.sources.get(criterion.column)
    source, date = (of_all.source.inside("en"), of_all.date) if of_all else (None, None)
    if source is not None or source_column in columns_present:
        yield "source", pl.coalesce(own_source, pl.lit(source, pl.String))
    if date is not None or date_column in columns_present:
        yield "date", pl.coalesce(own_date, pl.when(own_source.is_null()).then(pl.lit(date, pl.String)))


def extras(frame: pl.DataFrame) -> list[str]:
    """Return the headings of the columns that no criterion reads."""
    return [name.removeprefix(EXTRA) for name in frame.columns if name.startswith(EXTRA)]


CHECKSUM = "checksum"


def with_checksum(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the chunks of a document without its last two lines, and then these, with the checksum."""
    checksum = sha256()
    for chunk in chunks:
        checksum.update(chunk.encode())
        yield chunk
    yield last_lines(f'"{checksum.hexdigest()}"')


def last_lines(checksum: str) -> str:
    """Return the last two lines of a ranking; the checksum is JSON."""
    return f'  "{CHECKSUM}": {checksum}\n}}\n'


_LENGTH = sum(map(len, with_checksum(())))


def has_valid_checksum(content: bytes) -> bool:
    """Say whether a ranking is byte for byte as it was saved: its checksum is that of all before it."""
    before = memoryview(content)[:-_LENGTH]
    return content.endswith(last_lines(f'"{sha256(before).hexdigest()}"').encode())


def json_document(ranking: "Ranking") -> Iterator[str]:
    """Yield the header of a ranking, then its sites, and last the checksum of all that."""
    return document_of_parts([ranking])


def document_of_parts(parts: Iterable["Ranking"]) -> Iterator[str]:
    """Yield the same of a ranking in parts that follow each other, at least one."""
    rest = iter(parts)
    first = next(rest)
    return with_checksum(unsealed_document(header(first), chain([first], rest)))


def unsealed_document(header: dict[str, Any], parts: Iterable["Ranking"]) -> Iterator[str]:
    """Yield a document up to its last two lines: the header, then the sites of a ranking in parts, a line each."""
    yield json_text(header, indent=2).removesuffix("\n}")
    yield ',\n  "sites": ['
    before = start = "\n    "
    for objects in chain.from_iterable(map(site_objects, parts)):
        yield before + ",\n    ".join(objects)
        before = ",\n    "
    yield "],\n" if before is start else "\n  ],\n"


def header(ranking: "Ranking") -> dict[str, Any]:
    """Return what the ranking was made from, and the counts of its sites."""
    first = {
        "schema": RANKING_SCHEMA,
        "version": ranking.version,
        "unknown": ranking.criteria.unknown,
        **need_entry(ranking.criteria),
        **whose_weights_entry(ranking.criteria),
        "counts": asdict(ranking.counts),
        "inputs": [_input(input) for input in ranking.inputs],
        "findings": [finding_entry(finding) for finding in ranking.findings],
    }
    if ranking.changes or ranking.actions:
        first |= _changed_entries(ranking)
    if ranking.redaction is not None:
        first["redaction"] = _redaction(ranking.redaction)
    if ranking.blind is not None:
        first["blind"] = {"changes": ranking.blind.changes}
    return first | model_file_entry(ranking.criteria) | {"criteria": ranking.criteria.document}


def model_file_entry(criteria: "Criteria") -> dict[str, Any]:
    """Return for programs which file the criteria were read from; nothing where they were not read from one."""
    file = criteria.file
    if file is None:
        return {}
    path = None if file.path is None else path_as_text(file.path)
    return {"criteria_file": {"path": path, "sha256": file.sha256}}


def _changed_entries(ranking: "Ranking") -> dict[str, Any]:
    """Return the measures that were set, and the actions that were applied."""
    from vasterviksmodell.scoring.saved.saved_sites import actions_entry, change_entry

    changes = [change_entry(change) for change in ranking.changes]
    return ({"changes": changes} if changes else {}) | actions_entry(ranking)


def _redaction(redaction: "Redaction") -> dict[str, Any]:
    return {
        "withheld": list(redaction.withheld),
        "small_counts": dict(redaction.small),
        "classes": list(redaction.classes),
        "derived": list(redaction.derived),
        "changes": redaction.changes,
    }


def _input(input: "Input") -> dict[str, Any]:
    return {
        "path": path_as_text(input.path),
        "sha256": input.sha256,
        "format": input.format,
        "dialect": dict(input.dialect),
        "sites": input.sites,
    }


def whose_weights_entry(criteria: "Criteria") -> dict[str, str]:
    """Return whose weights count, for programs; nothing where the criteria name no actors."""
    return {"weights_of": criteria.weights_of} if criteria.actors else {}


def need_entry(criteria: "Criteria") -> dict[str, dict[str, int]]:
    """Return what is to be housed, for programs; nothing where the criteria do not state it."""
    return {"need": dict(criteria.need.numbers)} if criteria.need is not None else {}
