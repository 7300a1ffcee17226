"""D0, continued: rules of workbooks in which what is shown can be read in more than one way."""

from vasterviksmodell.findings.model import Severity
from vasterviksmodell.findings.site_examples import EXAMPLE_WORKBOOK, SiteRule
from vasterviksmodell.i18n import Message

_SHARES = "version: 1\ncriteria:\n  built: {unit: '%', range: [0, 100], weight: 1, value: {0: 100, 100: 0}}\n"

WORKBOOK_RULES = (
    SiteRule(
        code="D026",
        severity=Severity.WARNING,
        adjustable=True,
        title="Several sheets with the headings",
        message=Message("these sheets have the headings equally well: {sheets}; '{sheet}' is read"),
        hint=Message("say which is meant in the criteria file: data: {{sheet: {setting}}}, or the name of another"),
        why="Each year may have its sheet. Read is the one on which the workbook opens, or the first: "
        "whoever saves it decides which that is.",
        bad=EXAMPLE_WORKBOOK + EXAMPLE_WORKBOOK.replace("Platser", "Platser_2023"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
    SiteRule(
        code="D027",
        severity=Severity.WARNING,
        adjustable=True,
        title="Per cent in some cells only",
        message=Message("the column '{column}' is shown as per cent in {percent} and as a plain number in {plain}"),
        hint=Message(
            "a plain 1 is read as 1 %, and may be meant as 100 %: give all cells of the column the same format"
        ),
        why="Excel stores 45 % as 0.45. A cell that lost its format, or was filled in another way, is a hundredth of "
        "what it was. Where the plain numbers are of the same size as the percentages, it is an info: they are read as "
        "per cent.",
        bad="[Platser]\nid,built\nankarby,45 %\nekby,20 %\noby,1\n",
        good="[Platser]\nid,built\nankarby,45 %\nekby,20 %\noby,100 %\n",
        example="sites.xlsx",
        criteria=_SHARES,
    ),
    SiteRule(
        code="D028",
        severity=Severity.WARNING,
        adjustable=True,
        title="Struck-out text",
        message=Message("a part of the cell is struck out and left out (column '{column}')"),
        hint=Message("remove what is struck out, and look whether the rest is what holds"),
        why="The old figure beside the new one would make one number of both. Text that is struck out as a whole is "
        "read.",
        bad=EXAMPLE_WORKBOOK.replace("1200", "~800~1200"),
        good=EXAMPLE_WORKBOOK,
        example="sites.xlsx",
    ),
)
