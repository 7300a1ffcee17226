"""Numbers as people write them: English `1,234` and `81.5`, Swedish `1 234` (no-break space) and `81,5`."""

from vasterviksmodell.wording import Language

_SWEDISH = str.maketrans({",": "\u00a0", ".": ","})
_NOTICEABLE = 1e-9


def whole(number: int, language: Language) -> str:
    r"""A whole number with its thousands apart.

    >>> whole(1234, "en"), whole(1234, "sv")
    ('1,234', '1\xa0234')
    """
    return _in(language, f"{number:,}")


def decimal(number: float, language: Language) -> str:
    """A number with one decimal.

    >>> decimal(81.46, "en"), decimal(81.46, "sv")
    ('81.5', '81,5')
    """
    return _in(language, f"{number:,.1f}")


def percent(share: float, language: Language) -> str:
    r"""A share in whole per cent. What is not quite all or nothing does not look like it.

    >>> percent(0.125, "en"), percent(0.125, "sv"), percent(0.9999, "en"), percent(0.0001, "en")
    ('12%', '12\xa0%', '>99%', '<1%')
    """
    sign = "\u00a0%" if language == "sv" else "%"
    if _NOTICEABLE < share < 0.01:  # noqa: PLR2004
        return f"<1{sign}"
    if 0.99 < share < 1 - _NOTICEABLE:  # noqa: PLR2004
        return f">99{sign}"
    return f"{share * 100:.0f}{sign}"


def _in(language: Language, english: str) -> str:
    return english.translate(_SWEDISH) if language == "sv" else english
