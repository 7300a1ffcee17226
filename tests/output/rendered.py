"""What renderers and formats give, as text."""

from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile


def text_of(rendered: Iterable[str] | bytes) -> str:
    """The text, or all texts of a document in an archive."""
    if not isinstance(rendered, bytes):
        return "".join(rendered)
    with ZipFile(BytesIO(rendered)) as archive:
        return "\n".join(ET.fromstring(archive.read("content.xml")).itertext()) + "\n"
