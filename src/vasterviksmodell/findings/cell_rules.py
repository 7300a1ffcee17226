"""D1: rules of the cells of a table of sites."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA, EXAMPLE_SITES, SWEDISH_SITES, SiteRule
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
        title="Another decimal sign than the file's",
        message=Text(
            en="'{text}' can be read in two ways in a file with decimal {decimal}s (criterion '{criterion}')",
            sv="'{text}' kan läsas på två sätt i en fil med decimal{decimal} (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="leave the {other} out if it separates thousands, write a {decimal} if it is the decimal sign",
            sv="utelämna {other} mellan tusental, skriv {decimal} som decimaltecken",
        ),
        why="A guess would be wrong by a factor of a thousand when it is wrong.",
        bad=SWEDISH_SITES.replace("0..2000", "1.234"),
        good=SWEDISH_SITES,
    ),
    SiteRule(
        code="D109",
        severity=Severity.ERROR,
        title="A mark without declared meaning",
        message=Text(
            en="'{text}' is a mark without declared meaning for criterion '{criterion}'",
            sv="'{text}' är ett tecken utan angiven betydelse för kriteriet '{criterion}'",
        ),
        hint=Text(
            en='say what it means in the criteria file: data: {{missing: {{"{mark}": missing}}}}, or suppressed, or '
            "[low, high]",
            sv='ange i kriteriefilen vad det betyder: data: {{missing: {{"{mark}": missing}}}}, eller suppressed, '
            "eller [lägst, högst]",
        ),
        why="One publisher writes - for zero, another for a figure that is missing or withheld.",
        bad=EXAMPLE_SITES.replace("1200", "-"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D110",
        severity=Severity.ERROR,
        title="Percent sign where the unit is another",
        message=Text(
            en="'{text}' is in percent, but the unit of criterion '{criterion}' is {unit}",
            sv="'{text}' är i procent, men enheten för kriteriet '{criterion}' är {unit}",
        ),
        hint=Text(
            en='write the figure in that unit, or unit: "%" in the criteria file and its limits in percent',
            sv='skriv talet i den enheten, eller unit: "%" i kriteriefilen och dess gränser i procent',
        ),
        why="Read as 45 or as 0.45, one of them is wrong by a factor of a hundred.",
        bad=EXAMPLE_SITES.replace("1200", "45 %"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D111",
        severity=Severity.ERROR,
        title="A date where a number should be",
        message=Text(
            en="'{text}' is a date, where a number should be (criterion '{criterion}')",
            sv="'{text}' är ett datum, där ett tal borde stå (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="Excel has probably turned a number such as 1.10 or a range such as 1-10 into a date: format the column "
            "as text and write the figure anew, a range as 1..10",
            sv="Excel har troligen gjort om ett tal som 1.10 eller ett intervall som 1-10 till ett datum: formatera "
            "kolumnen som text och skriv talet på nytt, ett intervall som 1..10",
        ),
        why="The figure that stood there is lost; the date does not tell it.",
        bad=EXAMPLE_SITES.replace("1200", "okt-15"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D112",
        severity=Severity.ERROR,
        title="Failed formula",
        message=Text(
            en="'{text}' is what a spreadsheet shows when a formula fails (criterion '{criterion}')",
            sv="'{text}' är vad ett kalkylprogram visar när en formel misslyckas (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="mend the formula and save the file again, or leave the cell empty when it is unknown",
            sv="rätta formeln och spara filen på nytt, eller lämna cellen tom när måttet är okänt",
        ),
        why="A formula that failed says nothing of the place, not even that the figure is unknown.",
        bad=EXAMPLE_SITES.replace("1200", "#N/A"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D113",
        severity=Severity.ERROR,
        title="Footnote mark that runs into the figure",
        message=Text(
            en="in '{text}' the figure and its footnote mark cannot be told apart (criterion '{criterion}')",
            sv="i '{text}' går talet och dess fotnotstecken inte att skilja åt (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="write a blank between the figure and the mark, or leave the mark out",
            sv="skriv ett blanktecken mellan talet och tecknet, eller utelämna tecknet",
        ),
        why="12.51) may be 12.5 with the mark 1), or 12.51.",
        bad=EXAMPLE_SITES.replace("1200", "12.51)"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D114",
        severity=Severity.WARNING,
        title="Read without its footnote mark",
        message=Text(
            en="'{text}' is read without its footnote mark (criterion '{criterion}')",
            sv="'{text}' läses utan sitt fotnotstecken (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="look whether the footnote says that the figure means something else",
            sv="se efter om fotnoten säger att talet betyder något annat",
        ),
        why="A footnote may say that a figure is an estimate, of another year or of another place.",
        bad=EXAMPLE_SITES.replace("1200", "1200*"),
        good=EXAMPLE_SITES,
        adjustable=True,
    ),
    SiteRule(
        code="D115",
        severity=Severity.INFO,
        title="Withheld figure",
        message=Text(
            en="'{text}' stands for a figure that is withheld (criterion '{criterion}')",
            sv="'{text}' står för ett tal som inte lämnas ut (kriteriet '{criterion}')",
        ),
        hint=Text(
            en="it counts as unknown; give an interval to the mark if its publisher says where such figures lie: "
            'data: {{missing: {{"{text}": [1, 4]}}}}',
            sv="det räknas som okänt; ge tecknet ett intervall om utgivaren säger var sådana tal ligger: "
            'data: {{missing: {{"{text}": [1, 4]}}}}',
        ),
        why="What is withheld is known to someone: often it can be had, or its limits are published.",
        bad=EXAMPLE_SITES.replace("1200", "x"),
        good=EXAMPLE_SITES,
        criteria=EXAMPLE_CRITERIA + "data: {missing: {x: suppressed}}\n",
        adjustable=True,
    ),
    SiteRule(
        code="D117",
        severity=Severity.WARNING,
        title="Ids that look alike",
        message=Text(
            en="the id '{text}' differs from '{other}' at {first} only in {ways}",
            sv="id:t '{text}' skiljer sig från '{other}' på {first} bara i {ways}",
        ),
        hint=Text(
            en="one place twice? Then write its id in the same way",
            sv="en ort två gånger? Skriv då dess id på samma sätt",
        ),
        why="Upplands-Bro and Upplands Bro are one municipality, and two ids; so are 0114 and 114.",
        bad=EXAMPLE_SITES.replace("ankarby,", "ek-by,"),
        good=EXAMPLE_SITES,
        adjustable=True,
    ),
)
