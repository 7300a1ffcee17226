"""What a key expects, in words, and what was perhaps meant by something else."""

import re
import unicodedata

from vasterviksmodell.criteria.spot import Spot
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.value_functions.parameters import NUMBER_PATTERN
from vasterviksmodell.yaml_document import Node, Scalar

NUMBER = Message("a number")
TRUTH = Message("true or false")
TEXT = Message("a text")
LABEL = Message("a text, or one for each of 'en' and 'sv'")
LIST = Message("a list")
_QUOTED = Message("write it in quotes, and it is a text")
_UNQUOTED = Message("write it without quotes, and it is a number")
MAPPING = Message("keys with values")
SOMETHING = Message("something in it")
ID = Message("an id of a–z, 0–9 and single _ between them, first a letter")
_TRUTHS = {
    **dict.fromkeys(("yes", "y", "on", "ja"), "true"),
    **dict.fromkeys(("no", "n", "off", "nej"), "false"),
}


def meant_by(node: Node, expected: Phrase, spot: Spot) -> tuple[str | None, Message | None]:
    """What was perhaps meant by a scalar of the wrong kind, and what to do about it."""
    if not isinstance(node, Scalar):
        return None, None
    if expected is ID:
        return _as_id(node.text), None
    if expected is TRUTH:
        return _TRUTHS.get(node.text.lower()), None
    if expected is NUMBER:
        meant = _as_number(node.text)
        return (None, _UNQUOTED) if node.quoted and meant == node.text else (meant, None)
    if expected is TEXT and isinstance(node.value, bool) and (spot.on_key or spot.key in ("in", "not_in")):
        return ("yes" if node.value else "no"), None
    is_text = isinstance(node.value, str) or node.value is None
    return None, _QUOTED if expected in (TEXT, LABEL) and not is_text else None


def _as_id(text: str) -> str | None:
    """`Skola 2` → `skola_2`."""
    letters = unicodedata.normalize("NFKD", text[:60].casefold()).encode("ascii", "ignore").decode()
    made = "_".join(re.findall("[a-z0-9]+", letters))
    return made if made[:1].isalpha() else None


def _as_number(text: str) -> str | None:
    """`0_35`, `010`, `1 200`, `1,5` → a number written plainly, if one can be seen in it."""
    plain = re.sub(r"^0_", "0.", text)
    plain = re.sub(r"[\s_]", "", plain).replace(",", ".", 1)
    plain = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", plain)
    return plain if len(plain) < 20 and re.fullmatch(NUMBER_PATTERN, plain) else None  # noqa: PLR2004
