"""The answer to a shell that asks what a word may be, in the form that the shell's script reads.

The first line says what the others are: `words` are whole, to each of `open` more is added in the same word, and
`files` means the names of files, after what stands behind a tab. Each other line is a candidate; for zsh and fish with
what is told of it behind a tab.
"""

import sys
from collections.abc import Sequence

from vasterviksmodell.cli.completing.candidates import Answer, answered
from vasterviksmodell.cli.completing.command_line import replacing, typed_words
from vasterviksmodell.cli.completing.grammar import table

VARIABLE = "VASTERVIKSMODELL_COMPLETE"
"""The variable of the environment by which a shell asks; it names the shell."""
SHELLS = ("bash", "zsh", "fish")


def answer_shell(shell: str, arguments: Sequence[str]) -> None:
    """Write the answer to standard output; nothing where the question makes no sense or something fails."""
    try:
        told = _of_bash(arguments) if shell == "bash" else _of_words(arguments, shell)
    except Exception:  # noqa: BLE001 - somebody is typing: an error would be written over the line
        return
    sys.stdout.buffer.write(told.encode("utf-8", errors="surrogateescape"))
    sys.stdout.buffer.flush()


def _of_bash(arguments: Sequence[str]) -> str:
    """Return the answer for bash, which gives the signs that divide words for it, and the line up to the cursor."""
    dividing, line = arguments
    words = typed_words(line, "".join(sign for sign in dividing if sign in "=:@"))
    answer = answered([word.text for word in words[1:]], table())
    return _lines(answer, [replacing(words[-1], candidate.text) for candidate in answer.candidates])


def _of_words(words: Sequence[str], shell: str) -> str:
    """Return the answer for a shell that gives the words, without their quotes but for the one being typed.

    fish gives that one as it stands. zsh takes its quotes away, too, unless they are still open.
    """
    *before, last = words[1:]
    if shell == "fish" or last.startswith(("'", '"')):
        last = typed_words(last)[-1].text
    answer = answered([*before, last], table())
    return _lines(answer, [f"{candidate.text}\t{candidate.told}" for candidate in answer.candidates])


def _lines(answer: Answer, lines: Sequence[str]) -> str:
    if answer.files:
        return f"files\t{answer.prefix}\n"
    is_open = bool(answer.candidates) and all(candidate.is_open for candidate in answer.candidates)
    return "".join(f"{line}\n" for line in ("open" if is_open else "words", *lines))
