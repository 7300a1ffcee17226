"""D0: rules of a table of sites: its rows and headings."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_SITES, SiteRule
from vasterviksmodell.wording import Text

TABLE_RULES = (
    SiteRule(
        code="D001",
        severity=Severity.WARNING,
        title="No sites",
        message=Text(en="the file has headings but no sites", sv="filen har rubriker men inga platser"),
        hint=None,
        why="An empty ranking is right, but seldom what was meant.",
        bad=EXAMPLE_SITES.splitlines(keepends=True)[0],
        good=EXAMPLE_SITES,
    ),
    SiteRule(
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
        bad=EXAMPLE_SITES.replace("1200,", "1200,9,"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
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
        bad=EXAMPLE_SITES.replace("Ankarby,", '"Ankarby,'),
        good=EXAMPLE_SITES.replace("Ankarby,", '"Ankarby",'),
    ),
    SiteRule(
        code="D004",
        severity=Severity.ERROR,
        title="The same heading twice",
        message=Text(en="the heading '{column}' stands twice", sv="rubriken '{column}' står två gånger"),
        hint=Text(en="rename or remove one of the columns", sv="byt namn på eller ta bort en av kolumnerna"),
        why="It cannot be known which of the two columns is meant.",
        bad="id,name,school,school,plan\nankarby,Ankarby,1200,900,housing\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
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
        bad=EXAMPLE_SITES.replace("id,", "nr,", 1),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
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
        bad=EXAMPLE_SITES.replace("school", "shool"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
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
        good=EXAMPLE_SITES,
    ),
)
