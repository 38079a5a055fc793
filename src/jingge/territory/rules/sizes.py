"""What fits: lengths of words and sizes of counts, so that both databases take the same rows."""

import math
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.territory.terms import About, BeatSpec, BlockSpec, DivisionSpec, GridProblem, TownSpec, UnitSpec

GRID_WORDS = {"code": 24, "name": 80, "kind": 30}
DIVISION_WORDS = {
    "code": 12,
    "name": 80,
    "short_name": 60,
    "kind": 30,
    "town_code": 9,
    "town_name": 60,
    "station_code": 20,
}
MOST = 10_000_000  # of anything in one level-4 grid
LARGEST_KM2 = 100_000.0
Spec = TownSpec | UnitSpec | BeatSpec | BlockSpec | DivisionSpec


def problems_of_words(
    about: About, row: Spec, longest: Mapping[str, int] = GRID_WORDS
) -> Iterator[GridProblem]:
    for name, most in longest.items():
        value = str(getattr(row, name, ""))
        if len(value) > most:
            what: Reason = _("It is longer than %(most)d characters.") % {"most": most}
            yield GridProblem("too_long", about, row.code[:24], what, _("Shorten it."), name, value[:200])
        elif any(ord(letter) < 32 for letter in value):
            what = _("It holds characters that can't be seen.")
            yield GridProblem(
                "unseen", about, row.code, what, _("Write it again by hand."), name, repr(value)[:200]
            )


def problems_of_figures(block: BlockSpec) -> Iterator[GridProblem]:
    figures = {
        "households": block.households,
        "population": block.population,
        "organisations": block.organisations,
        **{f"incidents_{kind}": n for kind, n in block.incidents.items()},
    }
    for name, value in figures.items():
        if value < 0:
            what, mend = _("A count is negative."), _("Counts start at 0.")
            yield GridProblem("negative", About.BLOCK, block.code, what, mend, name, str(value))
        elif value > MOST:
            what, mend = _("The count is larger than any grid can hold."), _("Correct the count.")
            yield GridProblem("too_many", About.BLOCK, block.code, what, mend, name, str(value))
    if block.area_km2 is not None and not 0 < block.area_km2 <= LARGEST_KM2:
        what, mend = _("The area is not a positive number of km²."), _("Correct it, or leave it empty.")
        yield GridProblem("no_area", About.BLOCK, block.code, what, mend, "area_km2", str(block.area_km2))
    if block.wkb is None and not (_finite(block.lon) and _finite(block.lat)):
        what, mend = _("It has neither a polygon nor a point."), _("Give lon and lat, or a polygon.")
        yield GridProblem("nowhere", About.BLOCK, block.code, what, mend, "lon")


def _finite(value: float | None) -> bool:
    return value is not None and math.isfinite(value)
