"""The Swedish catalogue holds each message of the code, with the same placeholders, and nothing else.

`UPDATE_GOLDEN=1 pytest tests/i18n` takes new messages in, untranslated, drops stale ones, and compiles the catalogue.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import vasterviksmodell
from vasterviksmodell.i18n import Message, Plural
from vasterviksmodell.i18n.message import CATALOGUE

SOURCE = Path(vasterviksmodell.__file__).parent
SWEDISH = CATALOGUE.with_suffix(".po")
KEYWORDS = {"Message": {None: (1,), 2: (1, (2, "c"))}, "Plural": {None: (1, 2)}}
OF_ENUMERATIONS = ("and", "or")
"""The words that `Enumeration` takes by their names."""
_HEADER = "# The Swedish texts of vasterviksmodell. English stands in the code."


def _in_code() -> Catalog:
    """The messages that the code uses."""
    catalogue = Catalog(locale="sv", header_comment=_HEADER, charset="utf-8", fuzzy=False)
    for path, _, text, _, context in extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS):
        catalogue.add(text, locations=[(Path(path).as_posix(), 0)], context=context)
    for word in OF_ENUMERATIONS:
        catalogue.add(word, locations=[("i18n/lists.py", 0)])
    return catalogue


def _in_file() -> Catalog:
    with SWEDISH.open("rb") as file:
        return read_po(file, locale="sv")


@pytest.fixture(scope="module")
def in_code() -> Catalog:
    return _in_code()


@pytest.fixture(scope="module")
def swedish(in_code: Catalog) -> Catalog:
    if os.environ.get("UPDATE_GOLDEN"):
        _update(in_code)
    return _in_file()


def _update(in_code: Catalog) -> None:
    """Write the catalogue anew: the messages of the code, with the translations that there are."""
    known = {_key(entry): entry.string for entry in _in_file() if entry.id}
    for entry in in_code:
        if entry.id:
            entry.string = known.get(_key(entry), entry.string)
    written = BytesIO()
    write_po(written, in_code, width=110, sort_output=True, include_lineno=False, omit_header=False)
    kept = [line for line in written.getvalue().splitlines(keepends=True) if not line.startswith(_DATED)]
    SWEDISH.write_bytes(b"".join(kept))
    CATALOGUE.write_bytes(_compiled())


_DATED = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Generated-By',
    b'"Project-Id-Version',
    b'"Report-Msgid-Bugs-To',
)
"""Lines of the header that say nothing of the texts."""


_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same bytes are compiled on every day."""


def _compiled() -> bytes:
    compiled, catalogue = BytesIO(), _in_file()
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def _key(entry: Entry) -> tuple[str | None, object]:
    return entry.context, entry.id


def _texts(of: object) -> tuple[str, ...]:
    return (of,) if isinstance(of, str) else tuple(of) if isinstance(of, tuple | list) else ()


def _entries(catalogue: Catalog) -> Iterator[Entry]:
    return (entry for entry in catalogue if entry.id)


def test_each_message_of_the_code_has_a_translation(in_code: Catalog, swedish: Catalog) -> None:
    translated = {_key(entry) for entry in _entries(swedish) if all(_texts(entry.string))}
    assert not [_key(entry) for entry in _entries(in_code) if _key(entry) not in translated]


def test_the_catalogue_holds_no_message_that_the_code_no_longer_uses(in_code: Catalog, swedish: Catalog) -> None:
    used = {_key(entry) for entry in _entries(in_code)}
    assert not [_key(entry) for entry in _entries(swedish) if _key(entry) not in used]
    assert not swedish.obsolete


def test_translations_have_the_placeholders_of_their_messages(swedish: Catalog) -> None:
    wrong = []
    for entry in _entries(swedish):
        wanted = {frozenset(_placeholders(text)) for text in _texts(entry.id)}
        wrong += [text for text in _texts(entry.string) if frozenset(_placeholders(text)) not in wanted]
    assert not wrong


def _placeholders(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_compiled_catalogue_is_that_of_the_texts(swedish: Catalog) -> None:
    assert len(swedish) > 1
    assert CATALOGUE.read_bytes() == _compiled()


def test_a_message_is_translated_with_its_values_when_it_is_rendered() -> None:
    message = Message("{number} more").format(number=Message("Weight"))
    assert (message.inside("en"), message.inside("sv")) == ("Weight more", "Vikt till")


@pytest.mark.parametrize(("number", "english", "swedish"), [(0, "0 sites", "0 orter"), (1, "1 site", "1 ort"),
                                                            (1234, "1,234 sites", "1\u00a0234 orter")])  # fmt: skip
def test_a_number_chooses_the_form(number: int, english: str, swedish: str) -> None:
    sites = Plural("{number} site", "{number} sites").counting(number)
    assert (sites.inside("en"), sites.inside("sv")) == (english, swedish)
