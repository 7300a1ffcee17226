"""The bytes of a text file → text, or what is wrong with them."""

from vasterviksmodell.findings import Finding, Place, rule

BYTE_ORDER_MARK = "\ufeff"


def read_text(content: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of UTF-8 bytes, without byte order mark; None and a finding when it is not such a text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        facts = {"byte": f"0x{content[error.start]:02X}"}
        return None, (Finding(rule("F001"), place_of_byte(content, error.start, path), facts),)
    if "\0" in text:
        return None, (Finding(rule("F002"), place_of_byte(content, content.index(b"\0"), path)),)
    return text, ()


def place_of_byte(content: bytes, offset: int, path: str) -> Place:
    """Line and column, in characters, of a byte offset; what precedes it must be UTF-8."""
    before = content[:offset].decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK)
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
