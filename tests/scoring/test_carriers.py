"""Reports carry the ranking that they show, byte for byte; what cannot be taken out is said."""

import gzip
import random
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from tests.conftest import tried

from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.output.document import Heading
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.pdf import Attachment, Pdf
from vasterviksmodell.scoring.saved.carriers import CARRIERS, BrokenCarrierError, carried_ranking, carrier, html, xlsx

RANKING = '{"schema": "vasterviksmodell/ranking/1", "name": "Åby </script><b>"}\n'.encode()


def page(ranking: bytes) -> bytes:
    return f"<!DOCTYPE html>\n<html><body><p>å</p>{html.element(ranking)}</body></html>".encode()


def pdf(ranking: bytes, name: str = "ranking.json") -> bytes:
    attachment = replace(Attachment.of_ranking(ranking), name=name)
    content = Pdf(attachments=(attachment,)).render([Heading("Title")], View("sv"))
    assert isinstance(content, bytes)
    return content


def book(ranking: bytes, texts: list[str] | None = None) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet(carrier.NAME)
    sheet.sheet_state = "veryHidden"
    for text in xlsx.cell_texts(ranking) if texts is None else texts:
        sheet.append([text])
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    workbook.save(file := BytesIO())
    return file.getvalue()


WRITERS: dict[str, Callable[[bytes], bytes]] = {"html": page, "pdf": pdf, "xlsx": book}
every_carrier = pytest.mark.parametrize("kind", WRITERS)


def test_every_member_of_the_family_is_tried() -> None:
    assert [type(carrier).__name__.lower() for carrier in CARRIERS] == list(WRITERS)


@every_carrier
@pytest.mark.parametrize("ranking", [RANKING, b"", bytes(range(256)) * 3000], ids=["text", "empty", "long"])
def test_what_was_put_in_comes_out(kind: str, ranking: bytes) -> None:
    assert carried_ranking(WRITERS[kind](ranking)) == ranking


@given(st.binary(max_size=300))
@settings(tried(50), derandomize=True, database=None, deadline=None)
def test_whatever_bytes_they_are(ranking: bytes) -> None:
    assert carried_ranking(page(ranking)) == carried_ranking(book(ranking)) == ranking


OTHERS = {
    "a ranking": RANKING,
    "nothing": b"",
    "a table": b"id,name\na,Ankarby\n",
    "a page": b"<html><body>ranking.json</body></html>",
    "a page with another element": b'<html><script data-id="ranking" id="rankings">x</script></html>',
    "a PDF": b"%PDF-1.7",
    "a PDF with another file": pdf(RANKING, "other.json"),
    "an archive": b"PK\x03\x04 ranking.json",
    "a workbook": saved(openpyxl.Workbook()),
}


@pytest.mark.parametrize("other", OTHERS)
def test_other_files_carry_none(other: str) -> None:
    assert carried_ranking(OTHERS[other]) is None


def test_the_same_ranking_is_packed_in_the_same_way_without_a_date_or_a_system() -> None:
    assert carrier.packed(RANKING) == carrier.packed(RANKING)
    assert gzip.decompress(packed := b64decode(carrier.packed(RANKING))) == RANKING
    assert packed[4:8] == b"\0\0\0\0"
    assert packed[9] == 0xFF


def test_a_page_that_a_browser_saved_again_still_carries_it() -> None:
    packed = carrier.packed(RANKING)
    script = f"<SCRIPT id=ranking type='application/gzip'>\n{packed[:40]}\n{packed[40:]}\n</SCRIPT>"
    other = f"\ufeff<!-- saved from url=(0014)about:internet -->\n<HTML>{script}</HTML>"
    assert carried_ranking(other.encode()) == RANKING


def test_a_pdf_that_another_program_saved_again_still_carries_it() -> None:
    with pikepdf.open(BytesIO(pdf(RANKING))) as opened:
        opened.save(file := BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"(ranking.json)" not in file.getvalue()
    assert carried_ranking(file.getvalue()) == RANKING


def test_a_workbook_that_another_program_saved_again_still_carries_it() -> None:
    long = bytes(range(256)) * 500
    workbook = openpyxl.load_workbook(BytesIO(book(long)))
    workbook.move_sheet(carrier.NAME, -1)
    workbook[carrier.NAME].insert_rows(1, 3)
    assert carried_ranking(saved(workbook)) == long


def test_texts_of_a_workbook_fit_in_a_cell_and_are_no_formulas() -> None:
    texts = xlsx.cell_texts(random.Random(1).randbytes(100_000))
    assert len(texts) == 5
    assert all(len(text) <= 32_767 and text.startswith("vasterviksmodell ranking ") for text in texts)


def test_texts_inside_cells_are_found_too() -> None:
    with ZipFile(file := BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.xml", f'<x:workbook><x:sheet sheetId="2" name="{carrier.NAME}"/></x:workbook>')
        cells = "".join(f"<is><t>{text}</t></is>" for text in reversed(xlsx.cell_texts(RANKING)))
        archive.writestr("xl/worksheets/sheet9.xml", cells)
    assert carried_ranking(file.getvalue()) == RANKING


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(bytes(size)) + packer.flush()


def broken_page(data: bytes) -> bytes:
    return b'<html><script id="ranking" type="application/gzip">%b</script>' % data


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(RANKING))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file := BytesIO())
    return file.getvalue()


def two_attachments() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(RANKING))))
    writer.add_attachment("ranking.json", b"{}")
    writer.write(file := BytesIO())
    return file.getvalue()


PACKED = carrier.packed(RANKING)
TEXTS = xlsx.cell_texts(RANKING)
BROKEN = {
    "base64": (broken_page(b"@@@"), "it is damaged"),
    "no gzip": (broken_page(b64encode(b"{}")), "it is damaged"),
    "cut gzip": (broken_page(PACKED[:40].encode()), "it is damaged"),
    "more after gzip": (broken_page(b64encode(gzip.compress(b"a") + b"more")), "it is damaged"),
    "two elements": (page(RANKING) + html.element(b"{}").encode(), "there are several, and which one counts"),
    "two attachments": (two_attachments(), "there are several, and which one counts"),
    "locked PDF": (locked(), "a password protects it"),
    "cut PDF": (pdf(RANKING)[:-400], "it is damaged"),
    "odd PDF": (b"%PDF-1.7 /EmbeddedFiles", "it is damaged"),
    "a text is missing": (book(b"", TEXTS[1:]), "it is damaged"),
    "a number is missing": (book(b"", ["vasterviksmodell ranking 2/2 AAAA"]), "it is damaged"),
    "another text": (book(b"", [*TEXTS, "vasterviksmodell ranking 1/1 AAAA"]), "there are several, and which one"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_cannot_be_taken_out_is_said(fault: str) -> None:
    content, problem = BROKEN[fault]
    with pytest.raises(BrokenCarrierError, match=problem):
        carried_ranking(content)


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    assert carrier.MOST == 512_000_000
    with pytest.raises(BrokenCarrierError, match="unpacked it takes more than 1,000 bytes"):
        carrier.unpacked(b64encode(bomb(1001)), 1000)
    assert carrier.unpacked(b64encode(bomb(1000)), 1000) == bytes(1000)


def test_a_bomb_in_a_pdf_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(RANKING))))
    stream = next(writer.attachment_list)._embedded_file
    stream._data = zlib.compress(bytes(80_000_000), 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.write(file := BytesIO())
    with pytest.raises(BrokenCarrierError, match="unpacked it takes more than 75,000,000 bytes"):
        carried_ranking(file.getvalue())


def test_a_part_of_a_workbook_that_says_it_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST", 500_000)
    with ZipFile(BytesIO(book(RANKING))) as old, ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/sheet7.xml", bytes(500_001))
    with pytest.raises(BrokenCarrierError, match="unpacked it takes more than"):
        carried_ranking(file.getvalue())


@pytest.mark.parametrize("kind", WRITERS)
@given(data=st.data())
@settings(tried(60), derandomize=True, database=None, deadline=None)
def test_damage_anywhere_is_said_or_does_no_harm(kind: str, data: st.DataObject) -> None:
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for damaged in (bytes(content), bytes(content[:cut])):
        with suppress(BrokenCarrierError):
            carried_ranking(damaged)


WHOLE = {kind: write(RANKING) for kind, write in WRITERS.items()}


def test_without_the_extra_a_pdf_with_attachments_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"reading \.pdf needs pypdf: pip install "):
        carried_ranking(WHOLE["pdf"])
    assert carried_ranking(b"%PDF-1.7 without") is None


def test_pypdf_says_nothing_of_its_own(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    for content in (WHOLE["pdf"][:-400], WHOLE["pdf"][:-5], WHOLE["pdf"].replace(b"startxref", b"startxxxx")):
        try:
            carried_ranking(content)
        except BrokenCarrierError:
            continue
    assert not caplog.records
    assert capfd.readouterr() == ("", "")
