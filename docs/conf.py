"""How Sphinx makes the site out of these pages: ``python3 tasks.py site``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import slacalc
import slacalc.errors
import slacalc.report

if TYPE_CHECKING:
    from docutils.nodes import TextElement, reference
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "slacalc"
author = "slacalc contributors"
project_copyright = author
version = release = slacalc.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
nitpicky = True
nitpick_ignore_regex = [
    # Other projects' names: the list of each that Sphinx could read lies on a network, which no build needs.
    ("py:.*", r"(collections|datetime|fractions|hypothesis|numpy|pendulum|polars|pyarrow|pydantic|pydantic_core)\..*"),
    # What a value keeps inside: its fields are read through the properties.
    ("py:class", r"slacalc\.((clocks|reading)\.Marks|promises\.Term|samples\.Named|targets\.Words|verdicts\.Outcome)"),
    ("py:class", r"slacalc\.questions\.Questions"),  # what a calendar may be asked, told of there
    ("py:class", r"slacalc\.tickets\.When"),  # a name for what stands beside it: a datetime, or a text that says one
]
suppress_warnings = ["misc.highlighting_failure"]  # console output of other tools is no shell

myst_enable_extensions = ["attrs_block", "deflist", "colon_fence"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

autodoc_default_options = {"members": True, "undoc-members": True, "member-order": "bysource"}
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
maximum_signature_line_length = 100

html_theme = "furo"
html_title = f"slacalc {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": False}


# pages ---------------------------------------------------------------------------------------------------------------

DOCS = Path(__file__).resolve().parent
LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]+)\]\((?P<target>[^)\s#:]+)(?P<place>#[^)\s]*)?\)")
SHOWN_HERE = {"changelog": "CHANGELOG.md", "contributing": "CONTRIBUTING.md"}
"""Pages of the site that on a forge only lead to a file beside this folder."""
PAGES = {file: f"{page}.md" for page, file in SHOWN_HERE.items()} | {"README.md": "index.md"}


def with_links(_app: Sphinx, page: str, source: list[str]) -> None:
    """Have the links of a page, which on a forge lead through the whole project, lead through the site."""
    file = DOCS.parent / SHOWN_HERE[page] if page in SHOWN_HERE else DOCS / f"{page}.md"
    if file.exists():
        text = file.read_text(encoding="utf-8") if page in SHOWN_HERE else source[0]
        source[0] = LINK.sub(lambda link: link_from(page, file, link), text)


def link_from(page: str, file: Path, link: re.Match[str]) -> str:
    """Return a link as it is on the site; of a file that is not on it, its words and its name."""
    target = (file.parent / link["target"]).resolve()
    if not target.exists() or (target.is_relative_to(DOCS) and page not in SHOWN_HERE):
        return link[0]
    name = target.relative_to(DOCS.parent).as_posix()
    if target.is_relative_to(DOCS) or name in PAGES:
        way = "../" * page.count("/") + (PAGES.get(name) or target.relative_to(DOCS).as_posix())
        return f"[{link['words']}]({way}{link['place'] or ''})"
    if name.endswith(link["words"].strip("`")):
        return f"`{name}`"
    return link["words"] if name in link["words"] else f"{link['words']} (`{name}`)"


# what a page shows ---------------------------------------------------------------------------------------------------

NARROW = DOCS / "images" / "narrow"
DRAWN = re.compile(r'<img alt="[^"]*" src="(?P<folder>[^"]*_images/)(?P<name>\w+\.svg)" ?/>')


TEST = re.compile(r'(?<=<span class="pre">)test_\w+(?=</span>)')


def fit(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Have a phone shown the narrow drawing of a ticket, and the long name of a test broken at its words."""
    body = DRAWN.sub(picture, context.get("body", ""))
    context["body"] = TEST.sub(lambda name: name[0].replace("_", "_<wbr>"), body)


def picture(image: re.Match[str]) -> str:
    """Return a drawing as it is, with the narrow one beside it where there is one."""
    if not (NARROW / image["name"]).exists():
        return image[0]
    narrow = f'<source media="(max-width: 46em)" srcset="{image["folder"]}narrow/{image["name"]}">'
    return f"<picture>{narrow}{image[0]}</picture>"


def copy_narrow_drawings(app: Sphinx, _failed: Exception | None) -> None:
    """Put the narrow drawings beside the others, which Sphinx copies by itself."""
    shutil.copytree(NARROW, Path(app.outdir) / "_images" / "narrow", dirs_exist_ok=True)


# docstrings ----------------------------------------------------------------------------------------------------------

SECTION = re.compile(r"(Args|Returns|Raises|Yields|Example):")
FIELD = re.compile(r"\*{0,2}([\w.]+): (.*)")


def with_fields(_app: Sphinx, _what: str, _name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Write the sections of a docstring as Sphinx's fields."""
    section, made = "", []
    for line in [] if lines and lines[0].startswith("Alias for field number") else lines:
        found = SECTION.fullmatch(line)
        section = found[1] if found else section if line.startswith(" ") or not line else ""
        made += heading(section) if found else [said(section, line)]
    lines[:] = made


def heading(section: str) -> list[str]:
    """Return how a section begins."""
    starts = {"Returns": [":returns:"], "Yields": [":yields:"], "Example": [".. rubric:: Example", ""]}
    return ["", *starts.get(section, [])]


def said(section: str, line: str) -> str:
    """Return a line of a section; that of an argument or an error begins with its name."""
    kind = {"Args": "param", "Raises": "raises"}.get(section)
    found = FIELD.fullmatch(line.strip())
    if kind and found and line.startswith("    ") and not line.startswith("     "):
        return f":{kind} {found[1]}: {found[2]}"
    return line[4:] if section == "Example" else line


GIVEN = re.compile(
    "Assessment|Calendar|Change|Clock|ClockExplanation|Day|Deadlines|Edge|Example|Explanation|Finding|Fingerprint|Kind"
    "|NextEvent|Repair|State"
)
"""What slacalc gives, and nobody makes by calling the class."""


def as_made(
    _app: Sphinx, what: str, name: str, _value: object, _options: object, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """Return how a name is called; of a class that nobody calls, nothing."""
    return ("", None) if what == "class" and GIVEN.fullmatch(name.rpartition(".")[2]) else (signature, returned)


# public names --------------------------------------------------------------------------------------------------------

HOMES = {home.__name__: home.__all__ for home in (slacalc, slacalc.errors, slacalc.report)}
PUBLIC = {name: f"{home}.{name}" for home, names in HOMES.items() for name in names}


def public_name(app: Sphinx, env: BuildEnvironment, node: pending_xref, words: TextElement) -> reference | None:
    """Lead from where a class is written to where it is told of: under its public name."""
    target = PUBLIC.get(node.get("reftarget", "").rpartition(".")[2])
    if node.get("refdomain") != "py" or target in {None, node["reftarget"]}:
        return None
    python = env.domains["py"]
    return python.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], target, node, words)


def setup(app: Sphinx) -> None:
    """Have all of it done."""
    app.connect("source-read", with_links)
    app.connect("autodoc-process-docstring", with_fields)
    app.connect("autodoc-process-signature", as_made)
    app.connect("missing-reference", public_name)
    app.connect("html-page-context", fit)
    app.connect("build-finished", copy_narrow_drawings)
