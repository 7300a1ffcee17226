"""F: rules that any text file must keep. The examples are criteria files."""

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.wording import Text

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
        title="Not UTF-8",
        message=Text(
            en="byte {byte} is not UTF-8 text",
            sv="byte {byte} är inte text i UTF-8",
        ),
        hint=Text(
            en="save the file as UTF-8 (in Excel: CSV UTF-8)",
            sv="spara filen som UTF-8 (i Excel: CSV UTF-8)",
        ),
        why="A file in another encoding turns å, ä and ö into other letters without anyone noticing.",
        bad=_GOOD.replace("å", "\udce5"),
        good=_GOOD,
    ),
    Rule(
        code="F002",
        severity=Severity.ERROR,
        title="NUL byte",
        message=Text(en="the file holds a NUL byte", sv="filen innehåller en NUL-byte"),
        hint=Text(
            en="this is not a text file, or it is damaged: export it again",
            sv="det är ingen textfil, eller så är den skadad: exportera den igen",
        ),
        why="A NUL byte passes unseen through most programs and cuts texts short in others.",
        bad=_GOOD.replace("å", "\0"),
        good=_GOOD,
    ),
    Rule(
        code="F003",
        severity=Severity.ERROR,
        title="Not valid YAML",
        message=Text(en="not valid YAML: {problem}", sv="ogiltig YAML: {problem}"),
        hint=Text(
            en="check indentation, brackets and quotes here and on the line before",
            sv="kontrollera indrag, klamrar och citattecken här och på raden före",
        ),
        why="Nothing of the file can be trusted when its structure cannot be read.",
        bad=_GOOD.replace("0}", "0"),
        good=_GOOD,
    ),
    Rule(
        code="F004",
        severity=Severity.ERROR,
        title="YAML beyond the limits",
        message=Text(
            en="the YAML goes beyond a limit: {limit}",
            sv="YAML-filen överskrider en gräns: {limit}",
        ),
        hint=Text(
            en="write the content out plainly",
            sv="skriv ut innehållet rakt",
        ),
        why="Deep nesting, references to themselves and references that multiply can make a small file take "
        "all memory. No file written by people comes near the limits.",
        bad=_GOOD.replace("{500: 100, 4000: 0}", "[" * 200 + "]" * 200),
        good=_GOOD,
    ),
    Rule(
        code="F005",
        severity=Severity.ERROR,
        title="The same key twice",
        message=Text(
            en="the key '{key}' stands twice; first on line {first}",
            sv="nyckeln '{key}' står två gånger; först på rad {first}",
        ),
        hint=Text(en="keep one of them", sv="behåll den ena"),
        why="YAML readers keep one of the two silently, and not all the same one.",
        bad=_GOOD + "    weight: 2\n",
        good=_GOOD,
    ),
    Rule(
        code="F006",
        severity=Severity.ERROR,
        title="Empty file",
        message=Text(en="the file is empty", sv="filen är tom"),
        hint=Text(
            en="`vasterviksmodell init` writes files to start from",
            sv="`vasterviksmodell init` skriver filer att börja från",
        ),
        why="There is nothing to read.",
        bad="",
        good=_GOOD,
    ),
)
