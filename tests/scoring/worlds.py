"""What the tests of this room score: criteria from text, sites from rows of cells."""

import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl
from tests.sites.reading import criteria_of, read

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import Ranking, Shown, rank_files, score
from vasterviksmodell.sites import Sites
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.source.files import Source

Cells = Mapping[str, str]
"""What a file says of a site, by heading."""


@cache
def criteria(entries: str, head: str = "") -> Criteria:
    """Criteria from the entries under `criteria:`, each on its line."""
    lines = "".join(f"  {line}\n" for line in entries.strip().splitlines())
    return criteria_of(f"version: 1\n{head}\ncriteria:\n{lines}")


def csv(rows: Sequence[Cells]) -> str:
    headings = list(dict.fromkeys(heading for row in rows for heading in row)) or ["id"]
    lines = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) + "\n" for line in lines)


READ: dict[str, Sites] = {}
"""The sites that were read last, by what stands in their file."""


def sites(rows: Sequence[Cells], model: Criteria) -> Sites:
    """The sites in a file with these rows, read once for all criteria that differ in weights and values alone."""
    content = csv(rows)
    known = READ.get(content)
    if known is None or not known.suit(model):
        READ.clear()
        known = READ[content] = _read(content, model)
    return known


def _read(content: str, model: Criteria) -> Sites:
    found, findings = read(content, model)
    assert found is not None, [finding.message() for finding in findings]
    return found


def ranked(rows: Sequence[Cells], model: Criteria) -> Ranking:
    return score(sites(rows, model), model)


def by_id(ranking: Ranking) -> dict[str, dict[str, object]]:
    """The rows of a ranking by the id of their site."""
    return {str(row["id"]): row for row in ranking.frame.rows(named=True)}


def rank_file(content: str, model: Criteria, shown: Shown = Shown()) -> pl.DataFrame:
    """The ranking of the sites in a CSV file, as the command line makes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sites.csv")
        path.write_bytes(content.encode())
        ranking, findings = rank_files([(Source.of(path), SITE_FORMATS["csv"])], model, shown)
    assert ranking is not None, [finding.message() for finding in findings]
    return ranking.frame
