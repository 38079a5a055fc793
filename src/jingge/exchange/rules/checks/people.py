"""Posts: who may hold which, where, and who answers for an area."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jingge.exchange.rules.saying import wrong
from jingge.exchange.terms import Book, Known, Problem
from jingge.staffing.rules.posts import Held, why_not_answer_for, why_not_post
from jingge.staffing.terms import OrganKind, Place, Post, StaffKind


def check(book: Book, known: Known) -> Iterator[Problem]:
    if book.given("officers") or book.given("stations"):
        yield from posts(book)
    if book.given("officers"):
        yield from kinds(book, known)
    if book.given("areas") or book.given("officers"):
        yield from responsible(book)


def place_of(book: Book, organ: str) -> Place | None:
    """None when no organ has the code (said by checks.parents)."""
    if not organ:
        return Place(OrganKind.DEPARTMENT)
    for form, kind in (("stations", OrganKind.STATION), ("brigades", OrganKind.BRIGADE)):
        if any(code == organ for _at, code in book.get(form).indexed("code")):
            return Place(kind, organ)
    return None


def posts(book: Book) -> Iterator[Problem]:
    sheet = book.get("officers")
    places = {organ: place_of(book, organ) for organ in set(sheet.column("organ_code"))}
    for at in range(sheet.length):
        kind, post = sheet.get("kind", at), sheet.get("post", at)
        place = places[sheet.get("organ_code", at)]
        if not kind or not post or place is None:
            continue
        if reason := why_not_post(StaffKind(kind), Post(post), place.kind):
            yield wrong(
                sheet,
                at,
                "post",
                post,
                reason,
                _("Correct the post, the kind of person, or where they serve."),
            )


def kinds(book: Book, known: Known) -> Iterator[Problem]:
    sheet = book.get("officers")
    for at, number in sheet.indexed("police_number"):
        before, kind = known.kinds.get(number), sheet.get("kind", at)
        if before and kind and before != kind:
            yield wrong(
                sheet, at, "kind", kind,
                _("This number is entered as “%(kind)s”.") % {"kind": StaffKind(before).label},
                _("Someone of another kind needs a number of their own."),
            )  # fmt: skip


def responsible(book: Book) -> Iterator[Problem]:
    """The responsible officer serves at the area's own station."""
    officers, areas = book.get("officers"), book.get("areas")
    units, blocks = book.get("units"), book.get("blocks")
    row_of = {number: at for at, number in officers.indexed("police_number")}
    station_of = {code: units.get("station_code", at) for at, code in units.indexed("code")}
    unit_of = {code: blocks.get("unit_code", at) for at, code in blocks.indexed("code")}
    told = set()
    for at, number in areas.indexed("police_number"):
        place = row_of.get(number)
        unit = areas.get("unit_code", at) or unit_of.get(areas.get("block_code", at))
        station = station_of.get(unit)
        key = (areas.get("area_code", at), number)
        if place is None or not station or key in told:
            continue
        kind, post, organ = (officers.get(f, place) for f in ("kind", "post", "organ_code"))
        where = place_of(book, organ)
        if not kind or not post or where is None:
            continue
        held = Held(Post(post), where, book.day)
        if reason := why_not_answer_for(kind=StaffKind(kind), present=held, station_code=station):
            told.add(key)
            yield wrong(
                areas, at, "police_number", number, reason,
                _("Name an officer of station %(station)s, or correct where this one serves.") % {"station": station},
            )  # fmt: skip
