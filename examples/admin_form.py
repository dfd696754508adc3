"""A form in which somebody changes a customer's agreement: checked word by word, previewed, kept in versions.

python examples/admin_form.py            posts to itself, and prints what it answers
python examples/admin_form.py --serve    serves it at http://localhost:8000

Only the standard library and slacalc; who may change what is for the application around it.
"""

import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from html import escape, unescape
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode
from wsgiref.simple_server import make_server

from pydantic import ValidationError

from slacalc import Package, diff

LABELS = {
    "name": "Customer",
    "tz": "Time zone",
    "hours": "Hours",
    "holidays": "Public holidays",
    "priorities.P1.response": "P1 response",
    "priorities.P1.resolution": "P1 resolution",
    "priorities.P2.response": "P2 response",
    "priorities.P2.resolution": "P2 resolution",
    "reading.receipt": "A report out of hours arrives at",
}
STANDARD = Package.preset("p1-p4")
CHOICES = Package.model_json_schema()["$defs"]["ReadingTable"]["properties"]
LONGEST = 100_000
HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Agreement</title>
<style>body { max-width: 40em; margin: 1em auto; padding: 0 1em; font-family: sans-serif } label { display: block }
input, select { width: 100%; box-sizing: border-box } pre { white-space: pre-wrap }</style>
"""


def document_of(form: Mapping[str, str]) -> dict[str, Any]:
    """Return the document that the fields say; a field that is left empty is that of the preset."""
    document: dict[str, Any] = {"schema": 1, "extends": "p1-p4"}
    for path in LABELS:
        value: Any = form.get(path, "").strip()
        if path == "holidays":
            value = [region.strip() for region in value.split(",") if region.strip()]
        if value:
            *tables, key = path.split(".")
            place = document
            for table in tables:
                place = place.setdefault(table, {})
            place[key] = value
    return document


def checked(form: Mapping[str, str]) -> tuple[Package | None, dict[str, str]]:
    """Return the package that the fields say, or what is wrong by the name of its field."""
    try:
        return Package.model_validate(document_of(form)), {}
    except ValidationError as error:
        faults: dict[str, str] = {}
        for fault in error.errors(include_url=False):
            path = ".".join(map(str, fault["loc"]))
            field = next((name for name in LABELS if f"{path}.".startswith(f"{name}.")), "name")
            faults.setdefault(field, fault["msg"].removeprefix("Value error, "))
        return None, faults


class Agreements:
    """Every version of every agreement: none is ever changed, so that an old deadline can be explained."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.execute(
            "CREATE TABLE IF NOT EXISTS agreement (customer TEXT, version INTEGER, document TEXT, content_hash TEXT,"
            " saved_at TEXT, PRIMARY KEY (customer, version))"
        )

    def latest(self, customer: str) -> tuple[int, Package]:
        """Return the version in force and its package; before the first, version 0 is the preset."""
        query = "SELECT version, document FROM agreement WHERE customer = ? ORDER BY version DESC LIMIT 1"
        found = self.database.execute(query, (customer,)).fetchone()
        return (0, STANDARD) if found is None else (found[0], Package.from_json(found[1]))

    def save(self, customer: str, package: Package, at: datetime) -> int:
        """Keep a package as the next version, and return its number; one that says the same is not kept twice."""
        version, old = self.latest(customer)
        if version and old.content_hash == package.content_hash:
            return version
        row = (customer, version + 1, package.to_json(), package.content_hash, at.isoformat())
        with self.database:
            self.database.execute("INSERT INTO agreement VALUES (?, ?, ?, ?, ?)", row)
        return version + 1


def field(path: str, value: str) -> str:
    """Return one field: a list where the JSON Schema of a package knows what may be chosen, else a line of text."""
    choice = CHOICES.get(path.removeprefix("reading."))
    if choice is None:
        return f'<input name="{path}" value="{escape(value)}">'
    options = (f"<option{' selected' if one == value else ''}>{one}</option>" for one in choice["enum"])
    return f'<select name="{path}">{"".join(options)}</select>'


def page(form: Mapping[str, str], faults: Mapping[str, str], said: Iterable[str]) -> str:
    """Return the form, with what is wrong beside its field, and what would change above it."""
    rows = [
        f"<p><label>{label} {field(path, form.get(path, ''))}</label>"
        + (f"<pre>{escape(faults[path])}</pre></p>" if path in faults else "</p>")
        for path, label in LABELS.items()
    ]
    told = "".join(f"<pre>{escape(each)}</pre>" for each in said)
    buttons = '<button name="do" value="preview">Preview</button> <button name="do" value="save">Save</button>'
    return f'{HEAD}{told}<form method="post">{"".join(rows)}{buttons}</form>'


def answer(form: Mapping[str, str], agreements: Agreements, at: datetime) -> tuple[str, str]:
    """Return the status and the page for what was posted."""
    package, faults = checked(form)
    if package is None:
        return "422 Unprocessable Content", page(form, faults, ["Nothing is saved: see below."])
    _, old = agreements.latest(package.name)
    changes = [str(change) for change in diff(old, package, year=at.year)]
    if form.get("do") != "save":
        return "200 OK", page(form, {}, changes or ["Nothing changes."])
    version = agreements.save(package.name, package, at)
    return "200 OK", page(form, {}, [f"Version {version} of {package.name} is in force."])


def application(agreements: Agreements) -> Callable[..., list[bytes]]:
    """Return the form as a WSGI application."""

    def respond(environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        length = min(int(environ.get("CONTENT_LENGTH") or 0), LONGEST)
        form = dict(parse_qsl(environ["wsgi.input"].read(length).decode(), keep_blank_values=True))
        posted = environ["REQUEST_METHOD"] == "POST"
        status, text = answer(form, agreements, datetime.now(UTC)) if posted else ("200 OK", page({}, {}, []))
        start_response(status, [("Content-Type", "text/html; charset=utf-8")])
        return [text.encode()]

    return respond


def post(respond: Callable[..., list[bytes]], form: Mapping[str, str]) -> tuple[str, str]:
    """Post a form to a WSGI application, as a browser would; return the status and the page."""
    sent, statuses = urlencode(form).encode(), []
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(sent)), "wsgi.input": BytesIO(sent)}
    body = respond(environ, lambda status, _: statuses.append(status))
    return statuses[0], b"".join(body).decode()


def demonstrate(agreements: Agreements) -> None:
    """Post a form with slips, then the corrected one twice: to preview it and to save it."""
    respond = application(agreements)
    slips = {
        "name": "Acme",
        "tz": "Europe/Lundon",
        "hours": "Mon-Fri 09:00-17:00",
        "priorities.P1.response": "4 workin hours",
    }
    status, text = post(respond, slips)
    assert status.startswith("422")
    assert "did you mean &#x27;Europe/London&#x27;?" in text
    assert "did you mean &#x27;working&#x27;?" in text
    right = {**slips, "tz": "Europe/London", "priorities.P1.response": "4 working hours", "holidays": "GB-SCT"}
    status, text = post(respond, right)
    assert "P1 response: 8 working hours becomes 4 working hours." in text
    print(status, "- what would change:")
    print(unescape("\n".join(re.findall("<pre>(.*?)</pre>", text, re.DOTALL))))
    for _ in range(2):  # the second says nothing new
        status, text = post(respond, {**right, "do": "save"})
        assert "Version 1 of Acme is in force." in text
    assert str(agreements.latest("Acme")[1].scheme.priorities["P1"].response) == "4 working hours"
    print(status, "- version 1 of Acme is in force")


if __name__ == "__main__":
    served = sys.argv[1:] == ["--serve"]
    with closing(sqlite3.connect("agreements.db" if served else ":memory:")) as connection:
        if served:
            make_server("localhost", 8000, application(Agreements(connection))).serve_forever()
        demonstrate(Agreements(connection))
