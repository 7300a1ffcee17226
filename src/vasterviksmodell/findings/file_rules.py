"""`FILE_RULES`, F: of any file; `WORKBOOK_RULES`, more of D0: of workbooks.

The examples of `FILE_RULES` are criteria files unless they are named otherwise.
"""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_JSON, EXAMPLE_SITES, EXAMPLE_WORKBOOK, SiteRule
from vasterviksmodell.i18n import Message

_SHARES = "version: 1\ncriteria:\n  built: {unit: '%', range: [0, 100], weight: 1, value: {0: 100, 100: 0}}\n"

WORKBOOK_RULES = (
    SiteRule(
        code="D026",
        severity=Severity.WARNING,
        adjustable=True,
        title=Message("Several sheets with the headings"),
        message=Message("these sheets have the headings equally well: {sheets}; '{sheet}' is read"),
        hint=Message("say which is meant in the criteria file: data: {{sheet: {setting}}}, or the name of another"),
        why=Message(
            "Each year may have its own sheet. The program reads the sheet on which the workbook opens, or the first; "
            "whoever saves the workbook decides which one that is."
        ),
        bad=EXAMPLE_WORKBOOK + EXAMPLE_WORKBOOK.replace("Orter", "Orter_2023"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D027",
        severity=Severity.WARNING,
        about_figures=True,
        adjustable=True,
        title=Message("Per cent in some cells only"),
        message=Message("the column '{column}' is shown as per cent in {percent} and as a plain number in {plain}"),
        hint=Message(
            "a plain 1 is read as 1 %, and may be meant as 100 %: give all cells of the column the same format"
        ),
        why=Message(
            "Excel stores 45 % as 0.45. A cell that lost its format, or was filled in another way, is a hundredth of "
            "what it was. If the plain numbers are as large as the percentages, they are read as per cent and the "
            "finding is an info."
        ),
        bad="[Orter]\nid,built\nankarby,45 %\nekby,20 %\noby,1\n",
        good="[Orter]\nid,built\nankarby,45 %\nekby,20 %\noby,100 %\n",
        example="sites.xlsx",
        criteria=_SHARES,
    ),
    SiteRule(
        code="D028",
        severity=Severity.WARNING,
        about_figures=True,
        adjustable=True,
        title=Message("Struck-out text"),
        message=Message("a part of the cell is struck out and left out (column '{column}')"),
        hint=Message("remove what is struck out, and check that the rest is correct"),
        why=Message(
            "The old figure beside the new one would be read as one number. Text that is struck out as a whole is read."
        ),
        bad=EXAMPLE_WORKBOOK.replace("1200", "~800~1200"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
)


_GOOD = """\
version: 1
criteria:
  school:
    label: Småskola
    weight: 1
    value: {500: 100, 4000: 0}
"""

FILE_RULES = (
    Rule(
        code="F001",
        severity=Severity.ERROR,
        title=Message("Not UTF-8"),
        message=Message("byte {byte} is not {encoding} text"),
        hint=Message("save the file as UTF-8 (in Excel: CSV UTF-8)"),
        why=Message("In another encoding, å, ä and ö turn into other letters without anyone noticing."),
        bad=_GOOD.replace("å", "\udce5"),
        good=_GOOD,
    ),
    Rule(
        code="F002",
        severity=Severity.ERROR,
        title=Message("NUL byte"),
        message=Message("the file holds a NUL byte"),
        hint=Message("this is not a text file, or it is damaged: export it again"),
        why=Message("A NUL byte passes unnoticed through most programs and cuts texts short in others."),
        bad=_GOOD.replace("å", "\0"),
        good=_GOOD,
    ),
    Rule(
        code="F003",
        severity=Severity.ERROR,
        title=Message("Not valid YAML"),
        message=Message("not valid YAML: {problem}"),
        hint=Message("check indentation, brackets and quotes here and on the line before"),
        why=Message("If the structure of the file cannot be read, nothing in it can be trusted."),
        bad=_GOOD.replace("0}", "0"),
        good=_GOOD,
    ),
    Rule(
        code="F004",
        severity=Severity.ERROR,
        title=Message("Beyond the limits"),
        message=Message("the file goes beyond a limit: {limit}"),
        hint=Message("write the content without references and deep nesting"),
        why=Message(
            "Deep nesting, references to themselves and references that multiply can make a small file use all memory."
            " No file written by people comes near the limits."
        ),
        bad=_GOOD.replace("{500: 100, 4000: 0}", "[" * 200 + "]" * 200),
        good=_GOOD,
    ),
    Rule(
        code="F005",
        severity=Severity.ERROR,
        title=Message("The same key twice"),
        message=Message("the key '{key}' occurs twice; first on line {first}"),
        hint=Message("keep one of them"),
        why=Message("Programs silently keep one of the two, and not all of them keep the same one."),
        bad=_GOOD + "    weight: 2\n",
        good=_GOOD,
    ),
    Rule(
        code="F006",
        severity=Severity.ERROR,
        title=Message("Empty file"),
        message=Message("the file is empty"),
        hint=Message("`vasterviksmodell init` writes files to start from"),
        why=Message("There is nothing to read."),
        bad="",
        good=_GOOD,
    ),
    SiteRule(
        code="F007",
        severity=Severity.ERROR,
        title=Message("Two encodings in one file"),
        message=Message("byte {byte} is not UTF-8, although the letter at {other} is"),
        hint=Message("files of different encodings were put together: save each as UTF-8 first"),
        why=Message("Whichever encoding is used, the letters in one part of the file become others."),
        bad=EXAMPLE_SITES.replace("Ankarby", "Ankaråby").replace("Ekby", "Ek\udce5by"),
        good=EXAMPLE_SITES.replace("Ankarby", "Ankaråby").replace("Ekby", "Ekåby"),
    ),
    SiteRule(
        code="F008",
        severity=Severity.WARNING,
        title=Message("Read as Windows-1252"),
        message=Message("the file is read as Windows-1252 (ISO 8859-1): {reason}"),
        hint=Message(
            "if å, ä and ö come out right, write encoding: cp1252 under data: in the criteria file; otherwise"
            " save the file as UTF-8"
        ),
        why=Message(
            "The bytes of an old encoding do not say which encoding it is. In Sweden it is nearly always this one."
        ),
        bad=EXAMPLE_SITES.replace("Ankarby", "Ankar\udce5by"),
        good=EXAMPLE_SITES.replace("Ankarby", "Ankaråby"),
    ),
    SiteRule(
        code="F009",
        severity=Severity.ERROR,
        title=Message("Not the kind of file that its name says"),
        message=Message("this is {found}, not {format}"),
        hint=Message("rename it, unpack it, or export it again as CSV UTF-8"),
        why=Message(
            "Read as its name says, the file would give many findings about bytes and cells, and none about the cause."
        ),
        bad="<!DOCTYPE html>\n<table>\n<tr><td>id</td><td>school</td></tr>\n</table>\n",
        good=EXAMPLE_SITES,
    ),
    SiteRule(
        code="F010",
        severity=Severity.ERROR,
        title=Message("File that its format cannot read"),
        message=Message("cannot be read as {format}: {problem}"),
        hint=Message("the file is damaged, cut short or protected: save or export it again"),
        why=Message("A part of such a file may look complete. The program reads nothing rather than a part."),
        bad=EXAMPLE_JSON.removesuffix("]\n"),
        good=EXAMPLE_JSON,
        example="sites.json",
    ),
)
