"""Words left in the wrong language: what a page says, less what the bureau's own data says."""

import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

SKIPPED = {"script", "style", "code", "textarea"}
ALONE = {
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "rect",
    "line",
    "path",
    "circle",
    "use",
    "col",
    "polyline",
}
SAID = ("title", "aria-label", "placeholder", "alt")
NAMES = re.compile(r"(name|name_en|label|note|value|title|mark|contact_post)$")
WRITTEN = re.compile(
    r"(place|facts|text|reason|rule|agreement_number|paper)$"
)  # what people wrote, whole sentences
SENTENCE = 6  # characters: shorter ones might be a word of a page too
CODES = re.compile(r"(code|voucher)$")  # names too, where no word could be meant: with a figure in them
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
CITED = re.compile(r"\b[A-Z]{3}-\d\d?\b")  # the number a rule is cited by
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'-]{2,}")
# What is written alike in both languages: formats, standards, units, the switch of languages, the mark.
IN_CHINESE = frozenset(
    ["csv", "zip", "xlsx", "json", "pdf", "cgcs", "geojson", "geopackage", "shapefile", "kml", "english"]
    + ["tab", "ctrl", "alt", "sha", "utf", "gbk", "jingge", "lingwu"]
)
IN_ENGLISH = ("简体中文", "中文", "警格")


class Text(HTMLParser):
    """Every text and label of a page, but for what is marked as nobody's language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = (
            tag in SKIPPED or given.get("translate") == "no" or "code" in (given.get("class") or "").split()
        )
        if not silent and not any(self._open):
            self.said += [given[name] or "" for name in SAID if name in given]
        if tag not in ALONE:
            self._open.append(silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ALONE and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open) and data.strip():
            self.said.append(" ".join(data.split()))


def said_on(html: str) -> list[str]:
    reader = Text()
    reader.feed(html)
    return reader.said


def names_in(home: Path) -> list[str]:
    """Every name the bureau gave: of places, people, files, plans. Longest first."""
    found: set[str] = set()
    with sqlite3.connect(f"file:{home / 'jingge.sqlite3'}?mode=ro", uri=True) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table.startswith(("django_", "sqlite_")) or "_rtree" in table:
                continue
            for column in database.execute(f'PRAGMA table_info("{table}")').fetchall():
                is_name, is_code = NAMES.search(column[1]), CODES.search(column[1])
                is_written = WRITTEN.search(column[1])
                if is_name or is_code or is_written:
                    rows = database.execute(f'SELECT DISTINCT "{column[1]}" FROM "{table}"')
                    values = (str(row[0]) for row in rows if row[0])
                    found.update(
                        value
                        for value in values
                        if is_name
                        or (is_code and re.search(r"\d", value))
                        or (is_written and len(value) >= SENTENCE)
                    )
    return sorted(found, key=len, reverse=True)


def without(text: str, names: list[str]) -> str:
    """The text less every name in it; a name of one character counts only where it stands alone."""
    for name in names:
        if len(name) > 1:
            text = text.replace(name, " ")
    marks = {name for name in names if len(name) == 1}
    return " ".join(word for word in text.split() if word not in marks)


def chinese_left(html: str, names: list[str]) -> list[str]:
    known = [*names, *IN_ENGLISH]
    return sorted({text for text in said_on(html) if CHINESE.search(without(text, known))})


def english_left(html: str, names: list[str]) -> list[str]:
    def strange(text: str) -> bool:
        words = ENGLISH.findall(CITED.sub(" ", without(text, names)))
        return any(word.lower() not in IN_CHINESE for word in words)

    return sorted({text for text in said_on(html) if strange(text)})
