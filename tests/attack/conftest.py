from pathlib import Path

import pytest
from tests.attack.asking import Asked


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(Path(tmp_path_factory.mktemp("attack")))
