"""Run every benchmark, one after another: `python benchmarks`, or only those named."""

import os
import subprocess
import sys
from pathlib import Path

ALL = ("startup", "score", "large", "engines", "analyses", "promethee", "smaa")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    for name in sys.argv[1:] or ALL:
        print(f"\n{name}", flush=True)
        script = Path(__file__).with_name(f"{name}.py")
        environment = os.environ | (ONE_THREAD if name in ("promethee", "smaa") else {})
        subprocess.run([sys.executable, str(script)], check=True, env=environment)


if __name__ == "__main__":
    main()
