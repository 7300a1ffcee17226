"""Stored cells → texts, as they would stand in a text file."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, time
from decimal import Decimal
from functools import partial

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from vasterviksmodell.sites.formats.xlsx.parts import damaged
from vasterviksmodell.sites.formats.xlsx.rows import StoredCell, decoded

POINT = "\0"
"""The decimal sign of numbers until that of the sheet's texts is known; no text holds it."""
FORMULA = "#formula"
"""The text of a formula without a result."""
_WRONG = "#VALUE!"
_LAST_DAY = 2_958_465
_INTEGER = re.compile("-?[1-9][0-9]{0,14}|0")
"""What a number is written like that is not to be read and written again."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What stands for itself in a number format, or only fills or colours."""

Shown = Callable[[str], str]
"""How a stored number is written."""


class CellTexts:
    """Writes the cells of a workbook.

    `strings` are what cells refer to by number, `formats` the number formats by the number of a style; dates are
    counted from `epoch`.
    """

    def __init__(self, strings: Sequence[str], formats: Sequence[str], epoch: datetime) -> None:
        self._strings = strings
        self._shown = [shown_as(format, epoch) for format in formats] or [plain]

    def of(self, cell: StoredCell) -> str:
        """The text of a cell."""
        try:
            return self._written(cell)
        except (ValueError, LookupError) as error:
            raise damaged() from error

    def _written(self, cell: StoredCell) -> str:
        match cell.kind:
            case "n":
                return self._shown[cell.style](cell.text)
            case "s":
                return self._strings[int(cell.text)]
            case "b":
                return "true" if int(cell.text) else "false"
            case "str" | "inlineStr":
                return decoded(cell.text)
            case "formula":
                return FORMULA
            case _:  # errors, and dates that are written as such
                return cell.text


def shown_as(format: str, epoch: datetime) -> Shown:
    """How numbers in a format are written: so that nothing is lost, and as what they are shown as."""
    if is_timedelta_format(format):
        return _duration
    if is_date_format(format):
        return partial(_date, epoch=epoch)
    bare = _LITERAL.sub("", format.partition(";")[0])
    if "%" in bare:
        return _percent
    return partial(_with_zeros, width=len(bare)) if bare and not bare.strip("0") else plain


def plain(stored: str) -> str:
    """The shortest text of just this number."""
    if _INTEGER.fullmatch(stored):
        return stored
    return repr(float(stored)).removesuffix(".0").replace(".", POINT)


def _with_zeros(stored: str, width: int) -> str:
    text = plain(stored)
    return text.zfill(width) if text.isdecimal() else text


def _percent(stored: str) -> str:
    """A share as the percentage that is shown; exactly, for 100 times 0.07 is no 7."""
    hundredfold = Decimal(repr(float(stored))).scaleb(2)
    digits = f"{hundredfold.normalize():f}".replace(".", POINT)
    return f"{digits} %"


def _date(stored: str, epoch: datetime) -> str:
    days = float(stored)
    if not 0 <= days <= _LAST_DAY:
        return _WRONG
    found = from_excel(days, epoch)
    if isinstance(found, datetime) and found.time() == time():
        return found.date().isoformat()
    return str(found.isoformat(timespec="seconds"))


def _duration(stored: str) -> str:
    seconds = round(float(stored) * 86_400)
    sign = "-" if seconds < 0 else ""
    minutes, seconds = divmod(abs(seconds), 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
