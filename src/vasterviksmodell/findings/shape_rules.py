"""More rules of D0: of tables of another shape: long ones, headings over several lines, files to be joined."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA, EXAMPLE_SITES, EXAMPLE_WORKBOOK, SiteRule
from vasterviksmodell.i18n import Message

_LONG = """\
id,name,year,school,plan
ankarby,Ankarby,2023,1250,housing
ankarby,Ankarby,2024,1200,housing
ekby,Ekby,2023,0..2000,none
ekby,Ekby,2024,0..2000,none
"""
_OF_2024 = EXAMPLE_CRITERIA + "data: {where: {year: 2024}}\n"
_TWO_FILES = """\
[schools.csv]
id,name,school
ankarby,Ankarby,1200
ekby,Ekby,0..2000
[plans.csv]
id,name,plan
ankarby,Ankarby,housing
ekby,Ekby,none
"""
_JOINED = EXAMPLE_CRITERIA + "data: {join: true}\n"
_TWO = "schools.csv plans.csv"

SHAPE_RULES = (
    SiteRule(
        code="D031",
        severity=Severity.ERROR,
        title=Message("No column to choose rows by"),
        message=Message("no column '{column}'{files}, by which rows are to be chosen"),
        hint=Message("correct data: where: in the criteria file; the columns are: {known}"),
        why=Message("Without the choice all rows would be read, of every year or group."),
        bad=EXAMPLE_SITES,
        good=_LONG,
        criteria=_OF_2024,
    ),
    SiteRule(
        code="D032",
        severity=Severity.ERROR,
        title=Message("No row has the text asked for"),
        message=Message("no row has '{text}' in the column '{column}'"),
        hint=Message("correct data: where: in the criteria file; the column has: {known}"),
        why=Message("A misspelt word would leave out rows that are meant."),
        bad=_LONG.replace("2024", "2022"),
        good=_LONG,
        criteria=_OF_2024,
    ),
    SiteRule(
        code="D033",
        severity=Severity.ERROR,
        title=Message("No row is chosen"),
        message=Message("no row has all that is asked for: {wanted}"),
        hint=Message("correct data: where: in the criteria file: each of them occurs, but never together"),
        why=Message("A choice that no row meets leaves no site."),
        bad=_LONG.replace("Ankarby,2024", "Ankarby,2022"),
        good=_LONG,
        criteria=EXAMPLE_CRITERIA + "data: {where: {year: 2024, name: Ankarby}}\n",
    ),
    SiteRule(
        code="D034",
        severity=Severity.ERROR,
        title=Message("Several rows for each site"),
        message=Message("the table has several rows for each site, which differ in {columns}"),
        hint=Message("choose rows under data: where: in the criteria file"),
        why=Message(
            "Agencies publish tables with a row for every place and year, sex or age. Only one of the rows can be "
            "ranked."
        ),
        bad=_LONG,
        good=_LONG.replace("2023", "2024")
        .replace("ankarby,Ankarby,2024,1250,housing\n", "", 1)
        .replace("ekby,Ekby,2024,0..2000,none\n", "", 1),
    ),
    SiteRule(
        code="D035",
        severity=Severity.ERROR,
        title=Message("Files to be joined"),
        message=Message("these files have the same sites, and other measures: {files}"),
        hint=Message("join them by their ids: --join, or data: {{join: true}} in the criteria file"),
        why=Message(
            "Publishers provide one file for each measure. If the files are read one after the other, every site "
            "occurs twice."
        ),
        bad=_TWO_FILES,
        good="[schools.csv]\nid,name,school,plan\nankarby,Ankarby,1200,housing\n"
        "[plans.csv]\nid,name,school,plan\nekby,Ekby,0..2000,none\n",
        example=_TWO,
    ),
    SiteRule(
        code="D036",
        severity=Severity.ERROR,
        title=Message("Second line of headings"),
        message=Message("this line looks like a second line of headings"),
        hint=Message("if it is one: data: {{header: {lines}}} in the criteria file, or --data header='{lines}'"),
        why=Message("Agencies write headings on two lines, the first of which often covers several columns."),
        bad=EXAMPLE_SITES.replace("plan\n", "plan\n,,metres,detailed plan\n"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D037",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Delimiter in a heading"),
        message=Message(
            "the heading '{column}' contains the delimiter and lacks its quotes; it is read as one heading"
        ),
        hint=Message("if that is wrong, put quotes around the headings in the file"),
        why=Message("The rows have fewer cells than the line of headings, and there is only one way to make them fit."),
        bad='"id","name","school","plan",Inhabitants, all ages\nankarby,Ankarby,1200,housing,85\n',
        good='"id","name","school","plan","Inhabitants, all ages"\nankarby,Ankarby,1200,housing,85\n',
    ),
    SiteRule(
        code="D038",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Comments in the table"),
        message=Message("comments, which begin with #, are not read ({lines})"),
        hint=None,
        why=Message("Programs write comments into their tables. If one of them is a site, the ranking lacks it."),
        bad=EXAMPLE_SITES.replace("ekby,", "# not yet measured\nekby,"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D039",
        severity=Severity.ERROR,
        title=Message("All rows differ from the headings"),
        message=Message("all {rows} rows have {found} cells, but there are {expected} headings"),
        hint=Message(
            "there is one heading too few or too many, or a heading that contains the delimiter lacks its quotes"
        ),
        why=Message("Every figure may stand under the wrong heading."),
        bad=EXAMPLE_SITES.replace("plan\n", "plan,inhabitants\n"),
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="D040",
        severity=Severity.ERROR,
        title=Message("Two figures for one measure"),
        message=Message("'{text}' contradicts '{other}' at {first} (criterion '{criterion}')"),
        hint=Message("see which is right, and remove the other"),
        why=Message("The joined files give a site the same measure twice, and it cannot be known which one counts."),
        bad=_TWO_FILES.replace("plan\n", "plan,school\n").replace("housing", "housing,1300").replace("none", "none,"),
        good=_TWO_FILES.replace("plan\n", "plan,school\n").replace("housing", "housing,1200").replace("none", "none,"),
        criteria=_JOINED,
        example=_TWO,
    ),
    SiteRule(
        code="D041",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Two names for one id"),
        message=Message("the id '{id}' is called '{text}' here and '{other}' at {first}, which is shown"),
        hint=Message("is it the same place in both files? Then write its name in the same way"),
        why=Message("Files that are joined may number their sites differently."),
        bad=_TWO_FILES.replace("Ankarby,housing", "Oby,housing"),
        good=_TWO_FILES,
        criteria=_JOINED,
        example=_TWO,
    ),
    SiteRule(
        code="D042",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Sites that a file lacks"),
        message=Message("{number} of {sites} sites are not in this file; there its measures are unknown: {ids}"),
        hint=Message("check whether the other files write their ids in another way"),
        why=Message(
            "Files that are joined need not have the same sites. An id that is written differently has the same effect."
        ),
        bad=_TWO_FILES.removesuffix("ekby,Ekby,none\n"),
        good=_TWO_FILES,
        criteria=_JOINED.replace("required: true", "required: false"),
        example=_TWO,
    ),
    SiteRule(
        code="D043",
        severity=Severity.INFO,
        adjustable=True,
        title=Message("Hidden column"),
        message=Message("the column '{column}' is hidden and read like the others"),
        hint=Message("look at its figures: whoever opens the sheet does not see them"),
        why=Message(
            "Columns are hidden because they are out of date, or because nobody is to look at them. This one counts in"
            " the ranking."
        ),
        bad=EXAMPLE_WORKBOOK.replace("]", " hidden C]"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D044",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Sites without the chosen row"),
        message=Message("{number} of {sites} sites have no row with {wanted}, and are left out: {ids}"),
        hint=Message("check whether their rows are missing from the file, or have another word there"),
        why=Message(
            "Agencies leave out rows without a figure. Without this finding, a site would be missing from the ranking "
            "unnoticed."
        ),
        bad=_LONG.replace("ekby,Ekby,2024,0..2000,none\n", ""),
        good=_LONG,
        criteria=_OF_2024,
    ),
    SiteRule(
        code="D046",
        severity=Severity.ERROR,
        title=Message("Several rows for each site, and nothing that tells them apart"),
        message=Message(
            "most sites have several rows, and no column says in what these differ: '{text}' stands on {lines}"
        ),
        hint=Message(
            "sum them up to one row for each site; or give them a column that says what each is about, such as"
            " its year, and choose by it under data: where: in the criteria file"
        ),
        why=Message(
            "Only one row of each site can be ranked, and nothing says which. This is reported once for the whole "
            "table."
        ),
        bad="id,name,school,plan\nankarby,Ankarby,1250,housing\nankarby,Ankarby,1200,housing\n"
        "ekby,Ekby,700,none\nekby,Ekby,0..2000,none\n",
        good="id,name,school,plan\nankarby,Ankarby,1200,housing\nekby,Ekby,0..2000,none\n",
    ),
    SiteRule(
        code="D047",
        severity=Severity.ERROR,
        title=Message("The same sites in two files"),
        message=Message("this file holds ids that {file} holds too: {extent}"),
        hint=Message(
            "leave one of the files out; or, when each has figures that the other lacks, join them by their ids:"
            " --join, or data: {{join: true}} in the criteria file"
        ),
        why=Message("Two rows for one place would be ranked as two places. This is reported once for the two files."),
        bad=f"[north.csv]\n{EXAMPLE_SITES}[south.csv]\n{EXAMPLE_SITES}",
        good=f"[north.csv]\n{EXAMPLE_SITES}[south.csv]\nid,name,school,plan\nsjoby,Sjöby,700,none\n",
        example="north.csv south.csv",
    ),
    SiteRule(
        code="D048",
        severity=Severity.INFO,
        adjustable=True,
        about_figures=True,
        title=Message("Figures converted to another unit"),
        message=Message("the figures under '{column}' are in {other}, and converted to {unit} for '{criterion}'"),
        hint=Message("if they are in another unit, declare it: units: under data: in the criteria file"),
        why=Message(
            "The heading says the unit in parentheses, or the criteria file under units:. The factors are exact: 1.2 km"
            " are 1200 m."
        ),
        bad="id,name,school (km),plan\nankarby,Ankarby,1.2,housing\nekby,Ekby,0..2,none\n",
        good=EXAMPLE_SITES.replace("school", "school (m)"),
        criteria=EXAMPLE_CRITERIA + 'data: {columns: {school: ["school (km)", "school (m)"]}}\n',
    ),
)
