"""Bring the public files that derive.yaml reads: python examples/mora/fetch.py. They are not part of this project.

`derive` itself fetches nothing. Each file is the version that the example was tried with.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from urllib.request import urlopen

FOLDER = Path(__file__).parent / "files"


class PublicFile(NamedTuple):
    repository: str
    commit: str
    path: str
    prepare: Callable[[bytes], bytes] = bytes
    """Makes a file that `derive` reads of one that it does not."""

    @property
    def address(self) -> str:
        return f"https://github.com/{self.repository}/raw/{self.commit}/{quote(self.path)}"


def list_of_schools(content: bytes) -> bytes:
    """Return the list that stands under `schools`."""
    return json.dumps(json.loads(content)["schools"], ensure_ascii=False).encode()


FILES: Mapping[str, PublicFile] = {
    "svenska-stader.csv": PublicFile("sphrak/svenska-stader", "094e2ec", "src/svenska-stader.csv"),
    "forskolor.csv": PublicFile("KSAklfszf921/sveriges-forskolor", "e56a1e6", "Förskolor_rows.csv"),
    "skolor.json": PublicFile("pjh0203/skolkarta", "42d8002", "data.json", list_of_schools),
    "vardcentraler.xlsx": PublicFile("Region-Dalarna/vardcentraler", "52a759c", "Utbudspunkter.xlsx"),
    "kollektivtrafik_mora.gpkg": PublicFile(
        "Region-Dalarna/kollektivtrafik_gisfiler", "9bede6e", "gis-filer/Kollektivtrafik_Mora.gpkg"
    ),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, file in FILES.items():
        with urlopen(file.address, timeout=120) as response:  # noqa: S310 - the address is one of https
            content = file.prepare(response.read())
        (FOLDER / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes from {file.address}")


if __name__ == "__main__":
    main()
