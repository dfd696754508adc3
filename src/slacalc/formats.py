"""The texts that documents are written in, TOML and JSON, to plain values and back: sizes and depths are checked here.

Written texts are canonical: equal documents are equal texts. What is read is never more than a megabyte or 32 deep,
and nothing in it can name a file, a class or another part of itself.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Any, NoReturn

from slacalc.errors import PackageError, shown

Document = dict[str, Any]

LARGEST = 1_048_576
"""Characters of a text."""
DEEPEST = 32
"""How deep tables and lists may stand in one another."""
_WORDS = re.compile(
    r"""
    (?P<space> [ \t]+ )
    | (?P<dot> \. )
    | (?P<other> \#[^\n]* | \"{3}(?:\\?.)*?(?:\"{3,5}|\Z) | \'{3}.*?(?:\'{3,5}|\Z) )
    | (?P<key> [A-Za-z0-9_-]+ | "(?:\\.|[^"\\\n])*+"? | '[^'\n]*+'? )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The words of a TOML text. A string that nothing ends is a word too: looking for its end again costs the square."""
_FILE = re.compile(r"[^\n={\[]{1,200}\.(?:toml|json)")
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def read_toml(text: str) -> Document:
    """Return the values of a TOML text.

    Raises:
        PackageError: no text, one that is too large or nested too deep, or no TOML.
    """
    _check_text(text)
    if _has_a_deep_key(text):
        raise _too_deep()
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as fault:
        raise PackageError(f"this is no TOML: {_told(fault)}") from None
    check_depth(document)
    return document


def read_json(text: str) -> Document:
    """Return the values of a JSON text: one object, without duplicate keys, NaN or Infinity.

    Raises:
        PackageError: no text, one that is too large or nested too deep, or no such JSON.
    """
    _check_text(text)
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except RecursionError:
        raise _too_deep() from None
    except PackageError:
        raise
    except ValueError as fault:
        raise PackageError(f"this is no JSON: {_told(fault)}") from None
    if not isinstance(document, dict):
        raise PackageError(f'a document is a JSON object, not {json.dumps(document)[:40]}: write {{"schema": 1, ...}}')
    check_depth(document)
    return document


def _has_a_deep_key(text: str) -> bool:
    # Reading a dotted key costs the square of its parts. Dots in comments and longer strings join no parts.
    parts, end, joined = 0, 0, False
    for word in _WORDS.finditer(text):
        kind, start = word.lastgroup, word.start()
        if start > end or kind == "other":
            parts, joined = 0, False
        if kind == "key":
            parts, joined = parts + 1 if joined else 1, False
        elif kind == "dot":
            joined = parts > 0
        if parts > DEEPEST:
            return True
        end = word.end()
    return False


def _check_text(text: str) -> None:
    if not isinstance(text, str):
        raise PackageError(f"a document is text, not {type(text).__name__}: read the file first")
    if len(text) > LARGEST:
        raise PackageError(f"a document of {len(text)} characters is too large: at most {LARGEST}")
    if _FILE.fullmatch(text):
        raise PackageError(f"{shown(text)} is the name of a file: give what is in it, Path({shown(text)}).read_text()")
    if text.startswith("\ufeff"):
        raise PackageError("a document begins with a byte-order mark: read the file with encoding='utf-8-sig'")


def _told(fault: ValueError) -> str:
    return "a number of thousands of digits is no number here" if "digit" in str(fault) else str(fault)


def _unique(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) < len(pairs):
        last = {key: place for place, (key, _) in enumerate(pairs)}
        twice = next(key for place, (key, _) in enumerate(pairs) if last[key] != place)
        raise PackageError(f"this JSON says {shown(twice)} twice in one object: write each key once")
    return found


def _no_number(text: str) -> NoReturn:
    raise PackageError(f"this JSON holds {text}, which is no number of JSON: write a number, or leave the key out")


def _too_deep() -> PackageError:
    return PackageError(f"this is nested more than {DEEPEST} deep, which no document needs: write it flatter")


def check_depth(value: Any) -> None:
    """Refuse tables and lists that stand more than ``DEEPEST`` deep in one another."""
    level, seen = [value], 0
    for _ in range(DEEPEST):
        level = list(islice(chain.from_iterable(map(_inside, level)), LARGEST - seen + 1))
        seen += len(level)
        if not level:
            return
        if seen > LARGEST:
            raise PackageError(f"this holds more than {LARGEST} values, which no document needs: write less")
    raise _too_deep()


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()


# writing -------------------------------------------------------------------------------------------------------------


def json_text(document: Document) -> str:
    """Return a document as JSON for people: in the order in which it is given, dates in ISO 8601."""
    return json.dumps(plain(document), ensure_ascii=False, indent=2) + "\n"


def digest(document: Document) -> str:
    """Return the SHA-256 of a document, in hexadecimal: of its JSON with sorted keys and nothing between them."""
    text = json.dumps(plain(document), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def plain(value: Any) -> Any:
    """Return a value of a document with its dates as ISO 8601 text, so that JSON can hold it."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return _iso(value) if isinstance(value, date) else value


def _iso(at: date) -> str:
    return at.isoformat().replace("+00:00", "Z")


def toml_text(document: Document) -> str:
    """Return a document as TOML for people: plain values first, then lists, then each table under its name."""
    return "\n".join(_table_lines(document, ())).lstrip("\n") + "\n"


def _table_lines(table: Document, path: tuple[str, ...]) -> Iterator[str]:
    own = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    if path and (own or not table):
        yield f"\n[{'.'.join(map(_key, path))}]"
    for key, value in own.items():
        yield f"{_key(key)} = {_list(value) if isinstance(value, list) else _value(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _table_lines(dict(value), (*path, key))


def _list(values: list[Any]) -> str:
    # Tables in a list stand on a line each.
    if any(isinstance(value, Mapping) for value in values):
        return "[\n" + "".join(f"    {_value(value)},\n" for value in values) + "]"
    return _value(values)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _text(value)
        case date():
            return _iso(value)
        case Mapping():
            inside = ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items())
            return f"{{ {inside} }}" if inside else "{}"
    return f"[{', '.join(map(_value, value))}]"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    # TOML's basic strings are JSON's, but for the character DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
