"""The last key of a saved ranking: the SHA-256 of every byte before its line.

It finds what computing again cannot: a change in a text or a figure from which nothing follows. It is no signature:
whoever changes a ranking can write a new one.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

CHECKSUM = "checksum"


def sealed(chunks: Iterable[str]) -> Iterator[str]:
    """A document up to its last two lines, passed on as it comes, and then these."""
    seen = sha256()
    for chunk in chunks:
        seen.update(chunk.encode())
        yield chunk
    yield last_lines(f'"{seen.hexdigest()}"')


def last_lines(checksum: str) -> str:
    """The end of a ranking; the checksum as JSON writes it."""
    return f'  "{CHECKSUM}": {checksum}\n}}\n'


_LENGTH = sum(map(len, sealed(())))


def holds(content: bytes) -> bool:
    """Whether a ranking is to the byte what was saved: it ends with the checksum of all before."""
    before = memoryview(content)[:-_LENGTH]
    return content.endswith(last_lines(f'"{sha256(before).hexdigest()}"').encode())
