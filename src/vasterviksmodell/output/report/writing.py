"""A report in files, for callers of the library."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from vasterviksmodell.analysis.evidence import SHEETS, evidence
from vasterviksmodell.expected import expect_one_of
from vasterviksmodell.i18n.wording import LANGUAGES, Language
from vasterviksmodell.output.formats import View, format_of_name
from vasterviksmodell.output.report.composition import composed
from vasterviksmodell.output.report.formats import REPORT_FORMATS, REPORT_SUFFIXES
from vasterviksmodell.output.report.matter import Matter
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranking import expect_ranking
from vasterviksmodell.source.temporary import write_whole


def write_report(  # noqa: PLR0913 - what a report says of itself
    ranking: Ranking,
    paths: str | Path | Iterable[str | Path],
    *,
    language: Language = "en",
    reference: str = "",
    day: date | None = None,
    unit: str = "",
    top: int = SHEETS,
) -> None:
    """Write the report on a ranking of all its sites, as HTML, PDF, Excel, Markdown, GeoJSON or GeoPackage.

    `paths`: the files, whose suffixes decide the formats (`.html`, `.pdf`, `.xlsx`, `.md`, `.geojson`, `.gpkg`); none
    is written before all are made. `reference`, `day` and `unit`: the number of the matter, the date and the unit
    that stand on the first page. `top`: how many sites are explained one by one. For the redacted edition give
    `redacted_ranking(ranking)`. Raises `ValueError` for another suffix, or a ranking that is cut; `MissingExtra` for a
    format whose extra is not installed; `OSError` when a file cannot be written.
    """
    expect_ranking(ranking)
    expect_one_of(language, LANGUAGES)
    if ranking.is_cut:
        raise ValueError("the ranking does not hold all its sites: a report needs the whole one")
    targets = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    formats = [REPORT_FORMATS[_format(path)] for path in targets]
    report = composed(evidence(ranking, top), Matter(reference, day, unit))
    made = [format.render(report, View(language)) for format in formats]
    whole = [content if isinstance(content, bytes) else "".join(content).encode() for content in made]
    for path, content in zip(targets, whole, strict=True):
        write_whole(Path(os.path.realpath(path)), [content])


def _format(path: Path) -> str:
    format = format_of_name(path.name, REPORT_SUFFIXES)
    if format is None:
        suffixes = (suffix for its_suffixes in REPORT_SUFFIXES.values() for suffix in its_suffixes)
        raise ValueError(f"the suffix of {path.name!r} is not one of {', '.join(suffixes)}")
    return format
