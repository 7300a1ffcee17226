"""Plain values as YAML that reads back as the same values."""

from collections.abc import Mapping
from typing import Any

import yaml

from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.source.yaml_document import Scalar

_WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Writes between double quotes what has invisible characters, or would be read as something else than a text."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    plain = with_escapes(text) == text and Scalar(1, 1, text).value == text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, None if plain else '"')


_Dumper.add_representer(str, _text)


def as_yaml(plain: Mapping[str, Any]) -> str:
    """Return plain values as YAML, in their order, invisible characters as escapes."""
    return with_escapes(yaml.dump(dict(plain), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))
