"""What to do about a cell that is perhaps an interval."""

import pytest
from tests.sites.reading import read


@pytest.mark.parametrize(
    ("cell", "interval"),
    [
        ("10-20", "10..20"),
        ("10 – 20", "10..20"),
        ("10—20", "10..20"),
        ("10 till 20", "10..20"),
        ("10 to 25.5", "10..25.5"),
        ("1,5-2", "1,5..2"),
        ("10-20-30", None),
        ("-10", None),
        ("10-", None),
        ("10-20 kr", None),
    ],
)
def test_a_span_is_told_to_be_written_as_an_interval_with_its_ends_as_they_stand(
    cell: str, interval: str | None
) -> None:
    (finding,) = (it for it in read(f"id;school\na;{cell}\n")[1] if it.place.line == 2)
    told = (f"if it is an interval, write {interval}", f"om det är ett intervall, skriv {interval}")
    if interval is None:
        assert "if it is an interval" not in str(finding.hint())
    else:
        assert (finding.hint("en"), finding.hint("sv")) == told
