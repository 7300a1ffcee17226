"""Real shells with a terminal, in which a line is typed, completed with Tab, and read as the shell reads it."""

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import required

from vasterviksmodell.cli.completing.scripts import SCRIPTS

if sys.platform == "win32":
    pytest.skip("no such terminals here", allow_module_level=True)
import fcntl
import pty
import termios

_END, _PROMPT = "=end=", "ready> "
_LONGEST_WAIT = 60
"""Only a shell that hangs is waited for as long."""


class Shell(NamedTuple):
    """How a shell is started, and what it is told before anything is typed."""

    command: Callable[[Path], list[str]]
    """With the file of its settings."""
    settings: str
    """After it runs the script of completion from `{script}`; `shown` prints its arguments one by one."""


SHELLS: Mapping[str, Shell] = {
    "bash": Shell(
        lambda file: ["bash", "--noprofile", "--rcfile", str(file), "-i"],
        "shown() { printf '<%s>\\n' \"$@\"; echo '=''end='; }\nbind 'set enable-bracketed-paste off'\nPS1='rea''dy> '\n"
        ". {script}\n",
    ),
    "zsh": Shell(
        lambda file: ["zsh", "--no-globalrcs", "-i"],
        "shown() { printf '<%s>\\n' \"$@\"; echo '=''end='; }\nunset zle_bracketed_paste\nPS1='rea''dy> '\nbindkey -e\n"
        "autoload -Uz compinit; compinit -u -D\n. {script}\n",
    ),
    "fish": Shell(
        lambda file: ["fish", "--no-config", "--init-command", f"source {file}"],
        "function shown; printf '<%s>\\n' $argv; echo '=''end='; end\nfunction fish_prompt; echo -n 'rea''dy> '; end\n"
        "set -g fish_greeting\nset -g fish_autosuggestion_enabled 0\nfish_default_key_bindings\nsource {script}\n",
    ),
}


def completed(shell: str, lines: Sequence[str], folder: Path, program: str = "vasterviksmodell") -> list[list[str]]:
    """Return the arguments of `vasterviksmodell` for each line, after it is typed and completed with Tab."""
    required(shell)
    script = folder / f"completion.{shell}"
    script.write_text(SCRIPTS[shell], encoding="utf-8")
    settings = folder / (".zshrc" if shell == "zsh" else "settings")
    settings.write_text(SHELLS[shell].settings.replace("{script}", str(script)), encoding="utf-8")
    shown = []
    with _terminal(SHELLS[shell].command(settings), folder) as terminal:
        for line in lines:
            os.write(terminal, f"{program} {line}\t\x01shown \x05\n".encode())
            printed = _read_until(terminal, f"{_END}.*{_PROMPT}")
            shown.append(re.findall("<(.*)>", printed.rpartition(_END)[0].rpartition("vasterviksmodell>")[2]))
    return shown


@contextmanager
def _terminal(command: list[str], folder: Path) -> Iterator[int]:
    """Start a program on a terminal, and give the other end of the terminal once the program waits for a line."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    set_to = {"PATH": path, "HOME": str(folder), "ZDOTDIR": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    other_end, terminal = pty.openpty()
    process = subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, cwd=folder, env={**os.environ, **set_to},
        start_new_session=True, preexec_fn=_take_terminal,  # noqa: PLW1509 - without it fish has no terminal
    )  # fmt: skip
    os.close(terminal)
    try:
        _read_until(other_end, _PROMPT)
        yield other_end
    finally:
        process.kill()
        process.wait()
        os.close(other_end)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read_until(terminal: int, end: str) -> str:
    """Return what comes up to an end, which is a regular expression."""
    out = b""
    while not re.search(end.encode(), out, re.DOTALL):
        ready, _, _ = select.select([terminal], [], [], _LONGEST_WAIT)
        if not ready:
            raise AssertionError(f"the shell says no more after {out!r}")
        out += os.read(terminal, 4096)
    return out.decode(errors="replace").replace("\r", "")
