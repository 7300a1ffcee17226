"""D215: rows that are no places, by their names and by where they stand."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read_files

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.municipalities import municipalities

CRITERIA = criteria_of(
    "version: 1\nsite: {id: name}\ncriteria: {n: {weight: 1, value: {0: 0, 9: 100}}}\n", checked=True
)

GROUPS = """\
Storstäder; Pendlingskommun nära storstad; Större stad; Pendlingskommun nära större stad; Mindre stad/tätort
Lågpendlingskommun nära större stad; Pendlingskommun nära mindre stad/tätort; Pendlingskommun nära mindre tätort
Landsbygdskommun; Landsbygdskommun med besöksnäring; Storstäder och storstadsnära kommuner
Större städer och kommuner nära större stad; Mindre städer/tätorter och landsbygdskommuner
Förortskommuner till storstäder; Större städer; Förortskommuner till större städer; Pendlingskommuner
Turism- och besöksnäringskommuner; Varuproducerande kommuner; Glesbygdskommuner; Kommuner i tätbefolkad region
Kommuner i glesbefolkad region; Förortskommuner; Övriga kommuner, mer än 25 000 inv
Övriga kommuner, 12 500-25 000 inv.; Kommungrupper; Kommunalförbund; Täta kommuner nära en större stad
Landsbygdskommuner mycket avlägset belägna; Liknande kommuner grundskola, Västervik, 2022
"""
OTHERS = """\
Rikssnitt; Rikssnittet; Riksgenomsnitt; Riket (ovägt medel); Okänd kommun; Kommun okänd; Okänt; Restpost; Rest
Utanför tätort; Utanför tätorter och småorter; Ej tätort; Övrig landsbygd; Landsbygd; Småorter; Hela kommunen
Uppgift saknas; Ofördelat; Alla kommuner (ovägt medel); Alla kommuner i länet; Samtliga kommuner; Kommunerna
Kalmar läns kommuner (ovägt medel); Länssnitt; Västervik (snitt); Norra Sverige; Rikets medelvärde; Utrikes; Min; Max
I alt; Ialt; Hele landet; Landet uten Oslo; Alle kommuner; Uoppgitt; Ukjent kommune; Gjennomsnitt; Gennemsnit
Landsgennemsnit; Uden for kommuneinddeling; Landsdel Østjylland; Viken fylke; Koko maa; Yhteensä; Manner-Suomi
Insgesamt; Zusammen; Durchschnitt; Alle Gemeinden; Landkreis Celle; Grand total; All municipalities; Whole country
National average; Unknown; Not stated; Rest of the country; Kalmar County; Other municipalities; Samtals
Kalmar län; Skåne; Region Kalmar län; Region Skåne; Västra Götalandsregionen; Kalmar läns landsting
Landstinget i Kalmar län; Landstinget Blekinge
"""
PLACES = """\
Storstorp; Större Vika; Mindre Bäck; Pendla; Landsbygden norra; Glesbygdstorp; Utanförsby; Utan; Hela-Berga; Helaby
Ejby; Rikstorp; Restad; Restby norra; Övrigtorp; Snittinge; Totalby; Andersby; Andre Eks torp; Maxby; Minsta
Region Gotland; Gotland; Kalmar; Västra Götaland by; Skånes Fagerhult; Blekinge läge; Danmark; Landstingsby
Kommunalby; Alla hjärtans by; Fylketorp; Norgeby; Finlandstorp; Okändaby; Saknadstorp; Regionsby
"""


def names_in(text: str) -> list[str]:
    return [name.strip() for line in text.splitlines() for name in line.split(";")]


def found(names: Iterable[str]) -> list[Finding]:
    content = "name;n\n" + "".join(f"{name};1\n" for name in names)
    return [finding for finding in read_files([content], CRITERIA)[1] if finding.code == "D215"]


def told(*names: str) -> list[str]:
    return [str(finding.facts["text"]) for finding in found(names)]


@pytest.mark.parametrize("name", names_in(GROUPS + OTHERS))
def test_a_row_that_is_no_place_is_told_of_by_its_name(name: str) -> None:
    assert told("Ekby", name, "Oby") == [name]
    other = f"  {name.upper().replace(' ', chr(0xA0))}"
    assert told("Ekby", other, "Oby") == [other]


@pytest.mark.parametrize("name", [*names_in(PLACES), "Ekby (Kalmar)", "A Ekby", "08 Ekby", "Ekby: norra"])
def test_a_place_is_no_total(name: str) -> None:
    assert told("Ekby", name, "Oby") == []


@pytest.mark.parametrize("before", ["", "A1 ", "C9. ", "08 ", "0000 ", "1. ", "1) ", "A1 - ", "a. "])
def test_a_code_may_stand_before_the_name(before: str) -> None:
    assert told("Ekby", f"{before}Landsbygdskommun", "Oby") == [f"{before}Landsbygdskommun"]


def test_no_municipality_is_a_total() -> None:
    known = municipalities()
    assert known is not None
    names = known["name"].to_list()
    assert told(*names, *(f"{name}s kommun" for name in names)) == []


def test_of_regions_alone_none_is_a_total() -> None:
    regions = ["Region Kalmar län", "Region Skåne", "Kalmar", "Riket"]
    assert told(*regions[:2], "Skåne") == []
    assert told(*regions) == [regions[0], regions[1], "Riket"]


END = ["Alla kommuner", "Riket", "00 Riket", "RIKET:", "Hela riket", "Riket (vägt)"]


@pytest.mark.parametrize("end", END)
def test_all_that_follows_the_whole_country_is_told_of(end: str) -> None:
    rows = found(["Oby", "Ekby", end, "Bolag", "Norra delen"])
    assert [finding.facts["text"] for finding in rows] == [end, "Bolag", "Norra delen"]
    assert ["below" in finding.hint() for finding in rows] == [False, True, True]
    assert ["står under" in finding.hint("sv") for finding in rows] == [False, True, True]


@pytest.mark.parametrize("end", ["Riketorp", "Kalmar län", "Totalt", "Medel"])
def test_what_follows_another_total_is_judged_by_its_name(end: str) -> None:
    assert "Bolag" not in told("Oby", "Ekby", end, "Bolag")


def test_a_table_that_begins_with_the_whole_country_lists_the_places_below_it() -> None:
    assert told("Riket", "Kalmar län", "Oby", "Ekby") == ["Riket", "Kalmar län"]
    assert told("Ekby", "Riket", "Oby", "Dalby") == ["Riket"]
    assert told("Ekby", "Dalby", "Riket", "Oby", "Alby") == ["Riket", "Oby", "Alby"]


def test_municipalities_below_the_whole_country_are_places() -> None:
    assert told("Oby", "Ekby", "Riket", "Västervik", "Falu kommun", "Bolag") == ["Riket", "Bolag"]


def test_in_an_alphabetical_list_the_whole_country_stands_among_the_places() -> None:
    assert told("Alby", "Ekby", "Riket", "Skogsby", "Åby", "Ängby", "Öby") == ["Riket"]
    assert told("Alby", "Ekby", "Riket", "Skogsby", "Ängby", "Åby", "Öby")[:2] == ["Riket", "Skogsby"]


@given(st.permutations([*names_in(GROUPS)[:6], "Ekby", "Oby"]))
@brief
def test_the_order_of_rows_does_not_hide_a_group(names: list[str]) -> None:
    assert {"Ekby", "Oby"}.isdisjoint(told(*names))
    assert len(told(*names)) == len(names) - 2
