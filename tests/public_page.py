"""The reference on the page of the library: each public name with its signature, its docstring and its fields."""

import ast
import enum
import inspect
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from typing import Any

import vasterviksmodell

BEGIN = "<!-- What follows is made from the docstrings: UPDATE_GOLDEN=1 pytest tests/test_public_names.py -->\n"
_PATH = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])")
"""The way to the module of a type in an annotation."""


@dataclass(frozen=True)
class Field:
    """A field of a public class, as its source has it."""

    name: str
    type: str
    meaning: str


def reference(names: Sequence[str]) -> str:
    """The functions, then the classes, then what else there is, in the order of the alphabet."""
    functions = [name for name in names if inspect.isfunction(getattr(vasterviksmodell, name))]
    classes = [name for name in names if inspect.isclass(getattr(vasterviksmodell, name))]
    faults = [name for name in classes if issubclass(getattr(vasterviksmodell, name), Exception)]
    values = [name for name in classes if name not in faults]
    parts = [("Functions", functions), ("Values and results", values), ("Exceptions", faults)]
    return "".join(f"\n## {title}\n" + "".join(map(_entry, sorted(among))) for title, among in parts)


def _entry(name: str) -> str:
    offered = getattr(vasterviksmodell, name)
    parts = [f"### {name}", *([_signature(name, offered)] if inspect.isfunction(offered) else []), *_docs(offered)]
    if inspect.isclass(offered):
        parts += _members(offered)
    return "".join(f"\n{part}\n" for part in parts)


def _signature(name: str, function: Any) -> str:
    signature = _plain(str(inspect.signature(function)))
    line = f"{name}{signature}"
    if len(line) > 100:
        parameters = [_plain(str(one)) for one in _with_star(inspect.signature(function))]
        returned = signature.rpartition(" -> ")[2]
        line = f"{name}(\n" + "".join(f"    {one},\n" for one in parameters) + f") -> {returned}"
    return f"```python\n{line}\n```"


def _with_star(signature: inspect.Signature) -> Iterator[Any]:
    star = False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            star = True
            yield "*"
        yield parameter


def _plain(annotation: str) -> str:
    """A signature without the modules of its types and without quotes round them."""
    unquoted = re.sub(r"(: |-> )'([^']*)'", r"\1\2", annotation)
    return _PATH.sub("", unquoted.replace("datetime.date", "date"))


def _docs(offered: Any) -> Iterator[str]:
    """The paragraphs of a docstring; its examples as a block."""
    for paragraph in (inspect.getdoc(offered) or "").split("\n\n"):
        if paragraph.startswith(">>>"):
            yield f"```pycon\n{paragraph}\n```"
        else:
            yield "\n".join(
                textwrap.wrap(" ".join(paragraph.split()), 120, break_long_words=False, break_on_hyphens=False)
            )


def _wrapped(text: str, indent: str = "") -> str:
    lines = textwrap.wrap(text, 120, break_long_words=False, break_on_hyphens=False, subsequent_indent=indent)
    return "\n".join(lines)


def _members(offered: Any) -> list[str]:
    own = [f"- `{field.name}`: `{field.type}`. {field.meaning}".rstrip() for field in fields_of(offered)]
    for name, member in vars(offered).items():
        if name.startswith("_") or not inspect.getdoc(member):
            continue
        if isinstance(member, property):
            own.append(f"- `{name}` (property). {_first(member)}")
        elif inspect.isfunction(member) or isinstance(member, classmethod):
            function = member.__func__ if isinstance(member, classmethod) else member
            signature = _plain(str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()"))
            own.append(f"- `{name}{signature.replace('(cls, ', '(')}`. {_first(member)}")
    if issubclass(offered, enum.Enum):
        own = [f"- `{one.name}`" for one in offered] + own
    return ["\n".join(_wrapped(line, "  ") for line in own)] if own else []


def _first(member: Any) -> str:
    return " ".join((inspect.getdoc(member) or "").split())


def fields_of(offered: type) -> list[Field]:
    """The fields of a dataclass with the texts that follow them in its source."""
    inherited = [field for base in offered.__bases__ for field in fields_of(base)]
    return inherited + _own_fields(offered)


def _own_fields(offered: type) -> list[Field]:
    if not is_dataclass(offered):
        return []
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(offered))).body
    assert isinstance(node, ast.ClassDef)
    found = []
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            text = following.value.value if _is_text(following) else ""  # type: ignore[union-attr]
            type_ = ast.unparse(statement.annotation).strip("'\"")
            found.append(Field(statement.target.id, type_, " ".join(text.split())))
    return found


def _is_text(statement: ast.stmt | None) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
