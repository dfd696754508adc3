"""A page read back: what it says, and what in it could reach out or break."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br"}
OWN = {"svg", "path", "rect", "text", "g", "title", "desc", "style", "circle", "line"}


class Page(HTMLParser):
    """The elements of a page, its text, and each element that is closed out of turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.cells: list[list[str]] = []
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.unbalanced += self._open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "tr":
            self.cells.append([])
        if tag in {"td", "th"} and self.cells:
            self.cells[-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        if self._open and self._open[-1] == "style":
            return
        self.words.append(data)
        if {"td", "th"} & {*self._open}:
            self.cells[-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def row(self, first: str) -> list[str]:
        """Return the cells of the first row that begins so."""
        return next(
            ["".join(cell.split("\n")).strip() for cell in row] for row in self.cells if row[0].startswith(first)
        )

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.elements for key, value in attrs.items() if key == name]
