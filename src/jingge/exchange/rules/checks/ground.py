"""The map as a whole, by territory's own rules, with each finding put back on its row."""

from collections.abc import Iterator

from jingge.exchange.rules.checks.places import check as check_places
from jingge.exchange.rules.saying import wrong
from jingge.exchange.rules.specs import NAMELESS, in_force, map_of
from jingge.exchange.terms import ERROR, Book, Known, Problem, Sheet
from jingge.territory.rules import problems_of_map
from jingge.territory.rules.tables import problems_of_tables
from jingge.territory.terms import About, GridProblem

GROUND = ("units", "stations", "blocks", "areas")
SAID_ELSEWHERE = frozenset({"no_code", "negative", "unknown_unit_code", "unknown_town_code", "station_twice"})
FORM_OF = {About.TOWN: "stations", About.UNIT: "units", About.BEAT: "areas", About.BLOCK: "blocks"}
KEY_OF = {"stations": "level1_code", "units": "code", "areas": "area_code", "blocks": "code"}


def check(book: Book, known: Known) -> Iterator[Problem]:
    """Ground that lies in the wrong place says nothing about gaps, so geometry waits until places are right."""
    if not any(book.given(form) for form in GROUND) or not book.get("blocks").length:
        return
    spec = map_of(book)
    misplaced = any(p.severity == ERROR for p in check_places(book, known))
    problems = problems_of_tables if misplaced else problems_of_map
    rows = Rows(book)
    for found in problems(spec.towns, spec.units, spec.blocks, spec.beats):
        if found.rule not in SAID_ELSEWHERE:
            yield rows.put_back(found)


class Rows:
    """Where each grid stands in the tables."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.places: dict[str, dict[str, int]] = {}

    def place(self, form: str, code: str) -> int | None:
        if code.startswith(NAMELESS):
            return int(code.removeprefix(NAMELESS))
        if form not in self.places:
            sheet = self.book.get(form)
            if form == "units":
                self.places[form] = {sheet.get("code", at): at for at in in_force(sheet, self.book)}
            else:
                self.places[form] = {c: at for at, c in reversed(list(sheet.indexed(KEY_OF[form])))}
        return self.places[form].get(code)

    def put_back(self, found: GridProblem) -> Problem:
        form = FORM_OF.get(found.about, "blocks")
        sheet: Sheet = self.book.get(form)
        field = {"beat_code": "area_code"}.get(found.field, found.field) or KEY_OF[form]
        return wrong(
            sheet, self.place(form, found.code), field, found.value or found.code, found.what, found.mend
        )
