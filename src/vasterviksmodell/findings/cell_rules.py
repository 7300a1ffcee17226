"""D1: rules of the cells of a table of sites."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_SITES, SWEDISH_SITES, SiteRule
from vasterviksmodell.wording import Text

CELL_RULES = (
    SiteRule(
        code="D101",
        severity=Severity.ERROR,
        title="Site without id",
        message=Text(en="the site has no id", sv="platsen har inget id"),
        hint=None,
        why="Results name sites by their id.",
        bad=EXAMPLE_SITES.replace("ekby,", ","),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D102",
        severity=Severity.ERROR,
        title="The same id twice",
        message=Text(
            en="the id '{text}' is already used at {first}",
            sv="id:t '{text}' används redan på {first}",
        ),
        hint=Text(
            en="ids are compared without regard to case, outer blanks and ways of writing å",
            sv="id:n jämförs utan hänsyn till skiftläge, yttre blanktecken och sätt att skriva å",
        ),
        why="Two rows for one place would be ranked as two places.",
        bad=EXAMPLE_SITES.replace("ekby,", "Ankarby,"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D103",
        severity=Severity.ERROR,
        title="Not a number",
        message=Text(
            en="'{text}' is not a number (criterion '{criterion}')",
            sv="'{text}' är inte ett tal (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="write 1200, 0..2000, <5, >=48, or leave the cell empty when it is unknown",
            sv="skriv 1200, 0..2000, <5, >=48, eller lämna cellen tom när måttet är okänt",
        ),
        why="A cell that cannot be read must not become zero, nor vanish.",
        bad=EXAMPLE_SITES.replace("1200", "tolv"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D104",
        severity=Severity.ERROR,
        title="Outside the range",
        message=Text(
            en="'{text}' lies outside the range {range} (criterion '{criterion}')",
            sv="'{text}' ligger utanför området {range} (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="check the unit ({unit}), or widen range: in the criteria file",
            sv="kontrollera enheten ({unit}), eller vidga range: i kriteriefilen",
        ),
        why="The criteria file says what a measure can be; most often the unit is another.",
        bad=EXAMPLE_SITES.replace("1200", "1200000"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D105",
        severity=Severity.ERROR,
        title="Interval upside down",
        message=Text(
            en="the interval '{text}' ends before it begins (criterion '{criterion}')",
            sv="intervallet '{text}' slutar innan det börjar (kriteriet '{criterion}')",
        ),
        hint=Text(en="write the lower bound first: 0..2000", sv="skriv den lägre gränsen först: 0..2000"),
        why="Nothing lies in such an interval.",
        bad=EXAMPLE_SITES.replace("0..2000", "2000..0"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D106",
        severity=Severity.ERROR,
        title="Not a declared category",
        message=Text(
            en="'{text}' is no category of criterion '{criterion}'",
            sv="'{text}' är ingen kategori i kriteriet '{criterion}'",
        ),
        hint=Text(en="the categories are: {known}", sv="kategorierna är: {known}"),
        why="A category without a value cannot be scored.",
        bad=EXAMPLE_SITES.replace("housing", "castle"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D107",
        severity=Severity.ERROR,
        title="Required measure missing",
        message=Text(
            en="the measure of criterion '{criterion}' is missing, and it is required",
            sv="måttet för kriteriet '{criterion}' saknas, och det krävs",
        ),
        hint=Text(
            en="find it out, or drop required: in the criteria file and let it be unknown",
            sv="ta reda på det, eller ta bort required: i kriteriefilen och låt det vara okänt",
        ),
        why="The criteria file says that no site may be judged without this figure.",
        bad=EXAMPLE_SITES.replace("housing", ""),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D108",
        severity=Severity.ERROR,
        title="Decimal point in a file with decimal commas",
        message=Text(
            en="'{text}' can be read in two ways in a file with decimal commas (criterion '{criterion}')",
            sv="'{text}' kan läsas på två sätt i en fil med decimalkomma (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="leave the point out if it separates thousands, write a comma if it is the decimal sign",
            sv="utelämna punkten om den skiljer tusental, skriv komma om den är decimaltecken",
        ),
        why="A guess would be wrong by a factor of a thousand when it is wrong.",
        bad=SWEDISH_SITES.replace("0..2000", "1.234"),
        good=SWEDISH_SITES,
    ),
)
