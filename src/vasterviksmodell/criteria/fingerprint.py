"""The fingerprint of criteria: of what they state, whatever the order of their keys."""

import json
from collections.abc import Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Any

from vasterviksmodell.criteria.model import Criteria


def criteria_fingerprint(criteria: Criteria) -> str:
    """Return the SHA-256, in hexadecimal, of the criteria as a document, whatever the order of its keys."""
    return plain_fingerprint(criteria.document)


def plain_fingerprint(plain: Any) -> str:
    """Return the SHA-256, in hexadecimal, of plain values, whatever the order of the keys in mappings."""
    return sha256(json.dumps(_ordered(plain), default=str).encode()).hexdigest()


def _ordered(value: Any) -> Any:
    """Return a value with its mappings in order of their keys, which may be numbers and texts in one mapping."""
    if isinstance(value, Mapping):
        return sorted(([str(key), _ordered(inner)] for key, inner in value.items()), key=itemgetter(0))
    return [_ordered(inner) for inner in value] if isinstance(value, list | tuple) else value
