"""D0: rules of a table of sites: its rows and headings."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import (
    EXAMPLE_CRITERIA,
    EXAMPLE_JSON,
    EXAMPLE_SITES,
    EXAMPLE_WORKBOOK,
    SiteRule,
)
from vasterviksmodell.i18n import Message

TABLE_RULES = (
    SiteRule(
        code="D001",
        severity=Severity.WARNING,
        title=Message("No sites"),
        message=Message("the file has headings but no sites"),
        hint=None,
        why=Message("An empty ranking is correct, but rarely what was meant."),
        bad=EXAMPLE_SITES.splitlines(keepends=True)[0],
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D002",
        severity=Severity.ERROR,
        title=Message("Row with too many or too few cells"),
        message=Message("the row has {found} cells, but there are {expected} headings"),
        hint=Message("a delimiter is missing, or a text that contains the delimiter lacks its quotes"),
        why=Message("From the missing or extra delimiter on, every figure of the row stands under the wrong heading."),
        bad=EXAMPLE_SITES.replace("1200,", "1200,9,"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D003",
        severity=Severity.ERROR,
        title=Message("Broken quoting"),
        message=Message("a cell begins with a quote that {problem}"),
        hint=Message('close the quote, and write quotes inside a quoted cell twice: "the ""old"" school"'),
        why=Message("A quote that is not closed swallows delimiters and line ends, and with them whole sites."),
        bad=EXAMPLE_SITES.replace("Ankarby,", '"Ankarby,'),
        good=EXAMPLE_SITES.replace("Ankarby,", '"Ankarby",'),
    ),
    SiteRule(
        code="D004",
        severity=Severity.ERROR,
        title=Message("The same heading twice"),
        message=Message("the heading '{column}' occurs twice"),
        hint=Message("rename or remove one of the columns"),
        why=Message("It cannot be known which of the two columns is meant."),
        bad="id,name,school,school,plan\nankarby,Ankarby,1200,900,housing\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D005",
        severity=Severity.ERROR,
        title=Message("No column with ids"),
        message=Message("the column '{column}' with the sites' ids is missing"),
        hint=Message("name the column under site: in the criteria file, or rename it"),
        why=Message("Results identify sites by their ids, also from one run to the next."),
        bad=EXAMPLE_SITES.replace("id,", "nr,", 1),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D006",
        severity=Severity.WARNING,
        title=Message("Criterion without a column"),
        message=Message("no column {columns}: unknown for every site"),
        hint=Message("add it, or say under data: columns: in the criteria file what it is called here"),
        why=Message(
            "Unknown measures stay unknown: the scores become intervals. A misspelt heading has the same effect."
        ),
        bad=EXAMPLE_SITES.replace("school", "shool"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D007",
        severity=Severity.ERROR,
        title=Message("No column for any criterion"),
        message=Message("none of the criteria has a column in this file"),
        hint=Message("is this the right file, and the right --criteria? The columns looked for are: {known}"),
        why=Message("Nothing at all would be known about any site."),
        bad="id,name\nankarby,Ankarby\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D008",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Lines above the headings"),
        message=Message("the headings are on {headings}; what stands above ({lines}) is not read"),
        hint=Message(
            "if the headings are on another line, write header: and its number under data: in the criteria file"
        ),
        why=Message("Agencies write titles above their tables. If one of these lines is a site, the ranking lacks it."),
        bad="Sites of Ankarby 2024\n\n" + EXAMPLE_SITES,
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D009",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Notes below the table"),
        message=Message("notes below the table ({lines}) are not read"),
        hint=Message("if one of them is a site, fill in its cells and remove the blank line above it"),
        why=Message(
            "Agencies write sources and explanations below their tables. If one of these lines is a site, the ranking "
            "lacks it."
        ),
        bad=EXAMPLE_SITES + "\nSource: the municipality of Ankarby\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D010",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Heading written differently"),
        message=Message("the heading '{column}' is read as '{read}'"),
        hint=Message(
            "if it holds something else, rename it; if not, list it under data: columns: in the criteria file"
        ),
        why=Message(
            "Headings are recognised without regard to case, kind of blanks and form of letters, by the label of a "
            "criterion in either language, and with the unit in parentheses. Each one is reported."
        ),
        bad=EXAMPLE_SITES.replace("school", "School"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D011",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Column without heading"),
        message=Message("column {number} has no heading; its cells are not read"),
        hint=Message("give it a heading, or remove it"),
        why=Message("A figure whose heading was lost is not used, and nobody would notice."),
        bad="id,name,school,plan,\nankarby,Ankarby,1200,housing,\nekby,Ekby,0..2000,none,450\n",
        good="id,name,school,plan,\nankarby,Ankarby,1200,housing,\nekby,Ekby,0..2000,none,\n",
    ),
    SiteRule(
        code="D012",
        severity=Severity.ERROR,
        title=Message("Not a site"),
        message=Message("expected {expected}; found {found}"),
        hint=Message("write each site as headings with cells: a number, a text, or [low, high]"),
        why=Message(
            "Such a value has no place in a table, and what was meant cannot be known. Under a heading that no "
            "criterion reads, the value is left out, with a warning."
        ),
        bad=EXAMPLE_JSON.replace("[0, 2000]", '{"from": 0, "to": 2000}'),
        good=EXAMPLE_JSON,
        example="sites.json",
    ),
    SiteRule(
        code="D013",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Other sheets are not read"),
        message=Message("sheet '{sheet}' is read; not read: {others}"),
        hint=Message("if it is the wrong one, name the sheet under data: sheet: in the criteria file"),
        why=Message(
            "A workbook may hold last year's figures on another sheet. The sheet with most of the headings is read; if"
            " several sheets have equally many, D026 reports it."
        ),
        bad=f"{EXAMPLE_WORKBOOK}[Förklaring]\nskola,meter till närmaste skola\n",
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D014",
        severity=Severity.ERROR,
        title=Message("No such sheet"),
        message=Message("the workbook has no sheet '{sheet}'; its sheets are: {known}"),
        hint=Message("correct data: sheet: in the criteria file"),
        why=Message("Another sheet than the one asked for may hold other figures under the same headings."),
        bad=EXAMPLE_WORKBOOK.replace("Orter", "Blad1"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
        criteria=EXAMPLE_CRITERIA + "data: {sheet: Orter}\n",
    ),
    SiteRule(
        code="D015",
        severity=Severity.ERROR,
        title=Message("Formula without result"),
        message=Message("the formula has no result in the file (column '{column}')"),
        hint=Message("open the workbook in Excel or LibreOffice and save it: then its results are stored"),
        why=Message("Programs that write workbooks store formulas without computing them, or with 0 as the result."),
        bad=EXAMPLE_WORKBOOK.replace("1200", "=2*600"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D016",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Merged cells in the table"),
        message=Message("the cells {cells} are merged: what they show applies to the first only"),
        hint=Message("unmerge them, and write in each cell what applies to it"),
        why=Message(
            "A figure in a cell merged over several rows is stored in the first row; the other rows have none."
        ),
        bad=EXAMPLE_WORKBOOK.replace("]", " merged B2:B3]").replace("Ekby", ""),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D017",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Hidden rows"),
        message=Message("hidden rows are read like the others ({lines})"),
        hint=Message("remove rows that should not count: hiding or filtering them changes nothing"),
        why=Message(
            "A filter that was left on hides sites from people who look at the sheet, not from programs that read the "
            "file."
        ),
        bad=EXAMPLE_WORKBOOK.replace("]", " hidden 3]"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D018",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("No column with names"),
        message=Message("no column '{column}' with the sites' names: their ids are shown instead"),
        hint=None,
        why=Message("Tables show sites by their names; a heading in another language is easily overlooked."),
        bad=EXAMPLE_SITES.replace("name", "namn"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D019",
        severity=Severity.ERROR,
        title=Message("No row of headings"),
        message=Message("no headings: {problem}"),
        hint=Message(
            "is this the right file? The line of the headings can be given as header: under data: in the criteria file"
        ),
        why=Message("Without headings nobody knows what the columns hold."),
        bad=EXAMPLE_SITES,
        good="\n\n\n" + EXAMPLE_SITES,
        criteria=EXAMPLE_CRITERIA + "data: {header: 4}\n",
    ),
)
