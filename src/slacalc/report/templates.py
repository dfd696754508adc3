"""From values to markup: the one place that loads jinja2, with every text escaped and made harmless."""

from functools import cache
from typing import TYPE_CHECKING, Any

from slacalc.errors import MissingExtraError
from slacalc.lettering import harmless

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(values: dict[str, Any]) -> str:
    """Return the page that the template makes of values.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    return _environment().get_template("page.html.jinja").render(values)


@cache
def _environment() -> "Environment":
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (needs the extra)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"jinja2", "markupsafe"}:
            raise
        raise MissingExtraError(
            'a report needs jinja2, which is not installed: type pip install "slacalc[report]"'
        ) from None
    return Environment(
        loader=PackageLoader("slacalc.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    # What turns the direction of writing, or cannot be seen, is written as an escape; markup is left as it is.
    return value if hasattr(value, "__html__") else harmless(str(value))
