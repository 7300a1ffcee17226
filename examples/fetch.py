"""Bring the public files that an example reads: python examples/fetch.py examples/mora.

They are not part of this project. `derive` itself fetches nothing. sources.yaml in the folder of the example names each
file, in the version that the example was tried with: its repository, commit and path. Of a file that holds a list
beside other things `list` names it, and `keys` what is kept of each entry.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import yaml

PUBLIC = "https://github.com"


def address(source: Mapping[str, Any], host: str = PUBLIC) -> str:
    """Return where a file is to be had."""
    return f"{host}/{source['repository']}/raw/{source['commit']}/{quote(source['path'])}"


def prepared(content: bytes, source: Mapping[str, Any]) -> bytes:
    """Return a file that `derive` reads: as it is, or of a list in it JSON."""
    if "list" not in source:
        return content
    read = json.loads if source["path"].endswith(".json") else yaml.safe_load
    entries = read(content)[source["list"]]
    keys = source.get("keys")
    chosen = entries if keys is None else [{key: entry.get(key) for key in keys} for entry in entries]
    return json.dumps(chosen, ensure_ascii=False, default=str).encode()


def fetch(example: Path, host: str = PUBLIC) -> None:
    """Bring every file that sources.yaml in the folder of an example names."""
    sources = yaml.safe_load((example / "sources.yaml").read_text(encoding="utf-8"))
    for name, source in sources.items():
        with urlopen(address(source, host), timeout=120) as response:  # noqa: S310 - of https, or of a test's folder
            content = prepared(response.read(), source)
        target = example / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        print(f"{target}: {len(content):,} bytes from {address(source, host)}")


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        fetch(Path(folder))
