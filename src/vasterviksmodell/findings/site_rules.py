"""D: rules of the data about sites. The examples are CSV files read with `EXAMPLE_CRITERIA`."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

EXAMPLE_CRITERIA = """\
version: 1
criteria:
  school:
    unit: m
    range: [0, 50000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 4000}
  plan:
    type: category
    required: true
    weight: 1
    value: {housing: 100, none: 0}
"""

_GOOD = """\
id,name,school,plan
ankarby,Ankarby,1200,housing
ekby,Ekby,0..2000,none
"""
_SWEDISH = _GOOD.replace(",", ";").replace("1200", "1200,5")

SITE_RULES = (
    Rule(
        code="D001",
        severity=Severity.WARNING,
        title="No sites",
        message=Text(en="the file has headings but no sites", sv="filen har rubriker men inga platser"),
        hint=None,
        why="An empty ranking is right, but seldom what was meant.",
        bad=_GOOD.splitlines(keepends=True)[0],
        good=_GOOD,
    ),
    Rule(
        code="D002",
        severity=Severity.ERROR,
        title="Row with too many or too few cells",
        message=Text(
            en="the row has {found} cells where the headings are {expected}",
            sv="raden har {found} celler men rubrikerna är {expected}",
        ),
        hint=Text(
            en="a delimiter is missing, or a text with the delimiter in it lacks its quotes",
            sv="en avgränsare saknas, eller så saknar en text med avgränsaren i sina citattecken",
        ),
        why="From the missing or extra delimiter on, every figure of the row stands under the wrong heading.",
        bad=_GOOD.replace("1200,", "1200,9,"),
        good=_GOOD,
    ),
    Rule(
        code="D003",
        severity=Severity.ERROR,
        title="Broken quoting",
        message=Text(
            en="a cell begins with a quote that {problem}",
            sv="en cell börjar med ett citattecken som {problem}",
        ),
        hint=Text(
            en='close the quote, and write quotes inside a quoted cell twice: "the ""old"" school"',
            sv='avsluta citatet, och skriv citattecken i en citerad cell dubbelt: "den ""gamla"" skolan"',
        ),
        why="An open quote swallows delimiters and lines, and with them whole sites.",
        bad=_GOOD.replace("Ankarby,", '"Ankarby,'),
        good=_GOOD.replace("Ankarby,", '"Ankarby",'),
    ),
    Rule(
        code="D004",
        severity=Severity.ERROR,
        title="The same heading twice",
        message=Text(en="the heading '{column}' stands twice", sv="rubriken '{column}' står två gånger"),
        hint=Text(en="rename or remove one of the columns", sv="byt namn på eller ta bort en av kolumnerna"),
        why="It cannot be known which of the two columns is meant.",
        bad="id,name,school,school,plan\nankarby,Ankarby,1200,900,housing\n",
        good=_GOOD,
    ),
    Rule(
        code="D005",
        severity=Severity.ERROR,
        title="No column with ids",
        message=Text(
            en="the column '{column}' with the sites' ids is missing",
            sv="kolumnen '{column}' med platsernas id:n saknas",
        ),
        hint=Text(
            en="name the column under site: in the criteria file, or rename it",
            sv="namnge kolumnen under site: i kriteriefilen, eller byt dess namn",
        ),
        why="Results name sites by their id, also between runs.",
        bad=_GOOD.replace("id,", "nr,", 1),
        good=_GOOD,
    ),
    Rule(
        code="D006",
        severity=Severity.WARNING,
        title="A criterion has no column",
        message=Text(
            en="no column {columns}: unknown for every site",
            sv="ingen kolumn {columns}: okänt för alla platser",
        ),
        hint=Text(
            en="add it, or name another column with measure: in the criteria file",
            sv="lägg till den, eller namnge en annan kolumn med measure: i kriteriefilen",
        ),
        why="Unknown stays unknown: the scores become intervals. A misspelt heading has the same effect.",
        bad=_GOOD.replace("school", "shool"),
        good=_GOOD,
    ),
    Rule(
        code="D007",
        severity=Severity.ERROR,
        title="No column for any criterion",
        message=Text(
            en="none of the criteria has a column in this file",
            sv="inget av kriterierna har en kolumn i filen",
        ),
        hint=Text(
            en="is this the right file, and the right --criteria? The columns looked for are: {known}",
            sv="är det rätt fil och rätt --criteria? De kolumner som söks är: {known}",
        ),
        why="Nothing at all would be known about any site.",
        bad="id,name\nankarby,Ankarby\n",
        good=_GOOD,
    ),
    Rule(
        code="D101",
        severity=Severity.ERROR,
        title="Site without id",
        message=Text(en="the site has no id", sv="platsen har inget id"),
        hint=None,
        why="Results name sites by their id.",
        bad=_GOOD.replace("ekby,", ","),
        good=_GOOD,
    ),
    Rule(
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
        bad=_GOOD.replace("ekby,", "Ankarby,"),
        good=_GOOD,
    ),
    Rule(
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
        bad=_GOOD.replace("1200", "tolv"),
        good=_GOOD,
    ),
    Rule(
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
        bad=_GOOD.replace("1200", "1200000"),
        good=_GOOD,
    ),
    Rule(
        code="D105",
        severity=Severity.ERROR,
        title="Interval upside down",
        message=Text(
            en="the interval '{text}' ends before it begins (criterion '{criterion}')",
            sv="intervallet '{text}' slutar innan det börjar (kriteriet '{criterion}')",
        ),
        hint=Text(en="write the lower bound first: 0..2000", sv="skriv den lägre gränsen först: 0..2000"),
        why="Nothing lies in such an interval.",
        bad=_GOOD.replace("0..2000", "2000..0"),
        good=_GOOD,
    ),
    Rule(
        code="D106",
        severity=Severity.ERROR,
        title="Not a declared category",
        message=Text(
            en="'{text}' is no category of criterion '{criterion}'",
            sv="'{text}' är ingen kategori i kriteriet '{criterion}'",
        ),
        hint=Text(en="the categories are: {known}", sv="kategorierna är: {known}"),
        why="A category without a value cannot be scored.",
        bad=_GOOD.replace("housing", "castle"),
        good=_GOOD,
    ),
    Rule(
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
        bad=_GOOD.replace("housing", ""),
        good=_GOOD,
    ),
    Rule(
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
        bad=_SWEDISH.replace("0..2000", "1.234"),
        good=_SWEDISH,
    ),
)
