"""D215: rows that are totals, or stand for many places, and not sites."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.check import CellFindings, Check, SiteBlock, placed_findings
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.municipalities import codes_of, municipalities

_WHOLE = """\
alla, alla orter, alla tätorter, alla platser, alla områden, alla skolor, alla län, alla regioner, länet, kommunen,
kommuner, kommunerna, regioner, regionerna, landsting, landstingen, landet, sverige, sweden, rest, resten, utomlands,
utlandet, utrikes, landsbygd, landsbygden, glesbygd, glesbygden, småorter, norrland, svealand, götaland,
östra sverige, södra sverige, norra sverige, östra mellansverige, småland med öarna, sydsverige, västsverige,
norra mellansverige, mellersta norrland, övre norrland, min, max, minimum, maximum, antal, standardavvikelse,
all, all municipalities, all places, all sites, country, nation, national, nationwide, overall, unknown,
unknown municipality, unallocated, unspecified, not stated, not specified, residual, other, others,
other municipalities, rest of the country, rest of sweden, minimum, maximum, standard deviation,
norge, alle, alle kommuner, fylket, øvrige, øvrige kommuner, andre, andre kommuner, uoppgitt, uoppgitt kommune,
uoplyst, uoplyst kommune, ukjent, ukjent kommune, ukendt, ukendt kommune, uden for kommuneinddeling,
uten fast bopel, uden fast bopæl, resten av landet, resten af landet, spredtbygd, spredtbygde strøk, landdistrikter,
koko maa, kaikki kunnat, manner-suomi, suomi, tuntematon, muut, muut kunnat, fasta finland, finland,
landið allt, alls, samtals, landið,
gesamt, alle gemeinden, alle kommunen, bund, bundesgebiet, deutschland, unbekannt, übrige, sonstige
"""
"""Whole names of totals."""
_FIRST = """\
övrig, övriga, övrigt, restpost, restposter, grand total, hela, hele, whole, the whole, entire, utanför, ej, okänd,
okända, okänt, ospecificerad, ospecificerade, ospecificerat, ofördelad, ofördelade, ofördelat, saknas,
uppgift saknas, riket, rikets, alla kommuner, liknande kommuner, länets kommuner, medlemskommuner, kommunalförbund,
kommungrupp, kommungruppen, kommungrupper, landet uten, landet utenom, landsdel,
storstäder, storstad, storstadskommun, storstadskommuner, storstadsområden, större stad, större städer,
större tätort, större tätorter, mindre stad, mindre städer, mindre tätort, mindre tätorter,
pendlingskommun, pendlingskommuner, lågpendlingskommun, lågpendlingskommuner, högpendlingskommun,
högpendlingskommuner, landsbygdskommun, landsbygdskommuner, glesbygdskommun, glesbygdskommuner, förortskommun,
förortskommuner, varuproducerande kommun, varuproducerande kommuner, kommun i tätbefolkad region,
kommuner i tätbefolkad region, kommun i glesbefolkad region, kommuner i glesbefolkad region,
turism- och besöksnäringskommun, turism- och besöksnäringskommuner, tät kommun, täta kommuner, stadskommuner
"""
"""Beginnings of names that are not places."""
_EITHER = """\
summa, totalt, total, totals, totalsumma, delsumma, samtliga, medel, medeltal, medelvärde, genomsnitt, genomsnittet,
ovägt medel, snitt, snittet, median, medianvärde, rikssnitt, rikssnittet, riksgenomsnitt, riksgenomsnittet,
riksmedel, riksmedelvärde, länssnitt, länssnittet, länsgenomsnitt, länsmedel, länsmedelvärde, kommunsnitt,
kommungenomsnitt, kommunmedel, regionsnitt, regiongenomsnitt,
sum, subtotal, average, mean, national average, county average, i alt, ialt, gjennomsnitt, landsgjennomsnitt,
gennemsnit, landsgennemsnit, landsresultat, keskiarvo, mediaani, yhteensä, meðaltal,
insgesamt, gesamtsumme, zusammen, summe, durchschnitt, bundesdurchschnitt, landesdurchschnitt, mittelwert
"""
"""Beginnings and ends of names of totals: `Västervik totalt`, `Summa orter`."""
_LAST = "okänd, okänt, saknas, ej angiven, ofördelat, ospecificerad, restpost, unknown"
"""Ends of names that are not places: `Kommun okänd`."""
_COUNTIES = """\
blekinge, dalarna, dalarnas, gotlands, gävleborg, gävleborgs, halland, hallands, jämtland, jämtlands, jönköpings,
kalmar, kronoberg, kronobergs, norrbotten, norrbottens, skåne, stockholm, stockholms, södermanland, södermanlands,
uppsala, värmland, värmlands, västerbotten, västerbottens, västernorrland, västernorrlands, västmanland, västmanlands,
västra götaland, västra götalands, örebro, östergötland, östergötlands
"""
_LANDS = """\
blekinge, dalarna, gävleborg, halland, jämtland, kronoberg, norrbotten, skåne, södermanland, värmland, västerbotten,
västernorrland, västmanland, västra götaland, östergötland
"""
"""The counties that share their name with no municipality."""
_REGIONS = """\
blekinge, dalarna, gävleborg, halland, jämtland härjedalen, jämtland, jönköpings län, jönköping, kalmar län, kalmar,
kronoberg, norrbotten, skåne, stockholm, sörmland, södermanland, uppsala, värmland, västerbotten, västernorrland,
västmanland, västra götaland, örebro län, örebro, östergötland, hovedstaden, sjælland, syddanmark, midtjylland,
nordjylland
"""
"""Without Region Gotland, which is a municipality."""


def _any(words: str) -> str:
    """Return a regular expression of comma-separated words, in which any blanks match."""
    return "(?:" + "|".join(r"\s+".join(word.split()) for word in words.split(",")) + ")"


_CODE = r"^(?:(?:[a-d][0-9]?|[0-9]{1,4})(?:[.:)]\s*|\s+)(?:[-–]\s*)?)?"
"""Codes before names: `08 Kalmar län`, `C9. Landsbygdskommun`."""
_END = r"(?:\s*\([^()]*\))?[\s:.]*$"
_OTHERS = (
    rf"{_CODE}(?:{_any(_WHOLE)}{_END}|(?:{_any(_FIRST)}|{_any(_EITHER)})(?:[\s:,;/(].*)?[\s:.]*$)"
    rf"|[\s:,(](?:{_any(_EITHER)}|{_any(_LAST)})\)?[\s:.]*$"
)
_COUNTY = (
    rf"{_CODE}(?:{_any(_COUNTIES)}\s+län(?:s\s+kommuner)?|{_any(_LANDS)}|region\s+{_any(_REGIONS)}"
    rf"|västra\s+götalandsregionen|landstinget\s.+|.+\s(?:läns\s+landsting|fylke|county)"
    rf"|(?:landkreis|regierungsbezirk)\s.+){_END}"
)
_LAST_PLACE = rf"{_CODE}(?:(?:hela\s+)?riket|alla\s+kommuner){_END}"


def _lowered_names(names: pl.Series) -> pl.Series:
    return names.str.to_lowercase().str.strip_chars()


_OTHER_PARTS = "region, landsting, fylke, county, landkreis, regierungsbezirk, riket, kommuner"
"""Of what `_COUNTY` and `_LAST_PLACE` have besides the lists: a part of each."""
_LOWERED_TO_PARTS = "\N{KELVIN SIGN}\N{ANGSTROM SIGN}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
"""The signs that are letters of the parts in lower case, besides their own capitals."""


@cache
def parts_of_totals() -> tuple[str, ...]:
    """Return parts, of which every name of a total or county has one; of letters beyond ASCII also the capitals."""
    lists = (_WHOLE, _FIRST, _EITHER, _LAST, _COUNTIES, _LANDS, _OTHER_PARTS)
    longest = {max(re.findall(r"[^\W\d_]+", word), key=len) for words in lists for word in words.split(",")}
    fewest = [part for part in longest if not any(other in part for other in longest - {part})]
    return (*(form for part in sorted(fewest) for form in _in_both_cases(part)), *_LOWERED_TO_PARTS)


def _in_both_cases(part: str) -> Iterator[str]:
    """Yield a part with each letter beyond ASCII in either case; the others are found in any case."""
    letters = ((letter,) if letter.isascii() else (letter, letter.upper()) for letter in part)
    return map("".join, product(*letters))


def _may_be_totals(names: pl.Series) -> pl.Series:
    """Return the numbers of the names that may be those of totals or counties, which is seen quickly."""
    found = names.str.contains_any([*parts_of_totals()], ascii_case_insensitive=True)
    return found.fill_null(value=False).arg_true()


def are_totals(names: pl.Series) -> pl.Series:
    """Say which names are those of totals; a county is one unless most sites are counties."""
    none = pl.repeat(False, len(names), dtype=pl.Boolean, eager=True)
    rows = _may_be_totals(names)
    if rows.is_empty():
        return none
    folded = _lowered_names(names.gather(rows))
    totals, counties = folded.str.contains(_OTHERS), folded.str.contains(_COUNTY)
    found = totals if counties.sum() * 2 > len(names) else totals | counties
    return none.scatter(rows, found)


def end_the_places(names: pl.Series) -> pl.Series:
    """Return the numbers of the names that end a table of municipalities: Riket, Alla kommuner."""
    rows = _may_be_totals(names)
    return rows.filter(_lowered_names(names.gather(rows)).str.contains(_LAST_PLACE))


_CALLED, _BELOW = "_called", "_below"
_ABOVE = 2
"""The fewest places above the row of the whole country that make a list of places ending there."""
_BELOW_ALL = Message(
    "it stands below the row of the whole country, where tables have groups and means: remove it if it is not a place"
)


def _see_totals(block: SiteBlock) -> CellFindings | None:
    """Observe the sites whose id or name is that of a total, and those below the whole country."""
    name = block.layout.id if block.layout.name is None else block.layout.name
    called = block.sites.select(ROW, pl.col("name").alias(_CALLED))
    totals = are_totals(called[_CALLED])
    if not totals.any():
        return None
    below = ~totals & _below_all(called[_CALLED], totals)
    found = called.with_columns(below.alias(_BELOW)).filter(totals | below)
    return block.findings_at(name, found, _total_finding) if found.height else None


def _below_all(names: pl.Series, totals: pl.Series) -> pl.Series:
    """Say which names stand below that of the whole country.

    None do in a list in alphabetical order, or in a table that begins with the whole country.
    """
    ends = end_the_places(names)
    ends = ends.filter((~totals).cum_sum().gather(ends) >= _ABOVE)
    numbers = pl.int_range(len(names), eager=True)
    if ends.is_empty() or _in_order(names):
        return numbers < 0
    below: pl.Series = numbers > ends[0]
    return below & ~_are_municipality_names(names)


def _in_order(names: pl.Series) -> bool:
    """Say whether names are in the order of the Swedish alphabet, in which å comes before ä."""
    return names.str.to_lowercase().str.replace_all("å", "ã", literal=True).is_sorted()


def _are_municipality_names(names: pl.Series) -> pl.Series:
    """Say which names are those of municipalities."""
    known = municipalities()
    return names.is_null() if known is None else codes_of(names, known).is_not_null()


def _total_finding(site: dict[str, Any], place: Place) -> Finding:
    advice = _BELOW_ALL if site[_BELOW] else None
    return Finding(rule("D215"), place, {"text": site[_CALLED], "column": "name"}, advice=advice)


def _tell_totals(observations: Sequence[CellFindings], _: Criteria) -> Iterator[Finding]:
    yield from placed_findings(observations)


TOTALS = Check(("D215",), _see_totals, _tell_totals)
