"""Auxiliaries and helpers: with whom, where, and who is left without; the two 40 % targets."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jingge.exchange.rules.checks.people import place_of
from jingge.exchange.rules.saying import doubtful, wrong
from jingge.exchange.rules.specs import in_force
from jingge.exchange.terms import Book, Known, Problem
from jingge.staffing.rules.pairing import why_not_pair
from jingge.staffing.rules.posts import STATION_POSTS, Held
from jingge.staffing.rules.ratios import first_ratio, second_ratio
from jingge.staffing.terms import Headcount, Post, StaffKind


def check(book: Book, known: Known) -> Iterator[Problem]:
    if not book.given("officers"):
        return
    yield from pairs(book)
    yield from left_out(book)
    yield from targets(book)


def pairs(book: Book) -> Iterator[Problem]:
    sheet = book.get("officers")
    row_of = {number: at for at, number in sheet.indexed("police_number")}
    for at, leader in sheet.indexed("paired_with"):
        other = row_of.get(leader)
        mine, theirs = held(book, at), held(book, other) if other is not None else None
        kind = sheet.get("kind", at)
        if other is None or mine is None or theirs is None or not kind or not sheet.get("kind", other):
            continue
        reason = why_not_pair(
            auxiliary_kind=StaffKind(kind),
            auxiliary=mine,
            officer_kind=StaffKind(sheet.get("kind", other)),
            officer=theirs,
        )
        if reason:
            yield wrong(
                sheet, at, "paired_with", leader, reason,
                _("Name a community officer of the same station, or leave the cell empty."),
            )  # fmt: skip


def held(book: Book, at: int) -> Held | None:
    sheet = book.get("officers")
    post, place = sheet.get("post", at), place_of(book, sheet.get("organ_code", at))
    return Held(Post(post), place, book.day) if post and place is not None else None


def left_out(book: Book) -> Iterator[Problem]:
    """Community officers without an auxiliary, communities without an auxiliary or helper: worth knowing."""
    sheet, units = book.get("officers"), book.get("units")
    led = {leader for _at, leader in sheet.indexed("paired_with")}
    for at, post in sheet.indexed("post"):
        if post == Post.COMMUNITY_OFFICER and sheet.get("police_number", at) not in led:
            yield doubtful(
                sheet, at, "police_number", sheet.get("police_number", at),
                _("No auxiliary is paired with this community officer."),
                _("Name the officer in “结对民警” of an auxiliary."),
            )  # fmt: skip
    served = {code for _at, codes in sheet.indexed("serves_units") for code in codes}
    for leader in led:
        served |= units_of_officer(book, leader)
    for at in in_force(units, book):
        if units.get("code", at) not in served:
            yield doubtful(
                units, at, "code", units.get("code", at),
                _("No auxiliary and no helper serves this community or village."),
                _("Name it in “服务社区(村)” of a helper, or in an area of a paired officer."),
            )  # fmt: skip


def units_of_officer(book: Book, number: str) -> set[str]:
    areas, blocks = book.get("areas"), book.get("blocks")
    unit_of = {}
    if any(areas.column("block_code")):
        unit_of = {code: blocks.get("unit_code", at) for at, code in blocks.indexed("code")}
    return {
        areas.get("unit_code", at) or unit_of.get(areas.get("block_code", at), "")
        for at, holder in areas.indexed("police_number")
        if holder == number
    }


def targets(book: Book) -> Iterator[Problem]:
    sheet = book.get("officers")
    officers = [at for at, kind in sheet.indexed("kind") if kind == StaffKind.OFFICER]
    at_station = [at for at in officers if sheet.get("post", at) in STATION_POSTS]
    community = [at for at in at_station if sheet.get("post", at) == Post.COMMUNITY_OFFICER]
    count = Headcount(len(officers), len(at_station), len(community))
    for ratio, message in (
        (first_ratio(count), _("%(part)d of %(whole)d officers serve at stations; the target of 40 %% needs %(least)d.")),
        (second_ratio(count), _("%(part)d of %(whole)d station officers are community officers; the target of 40 %% needs %(least)d.")),
    ):  # fmt: skip
        if ratio.whole and not ratio.passes:
            yield doubtful(
                sheet, None, "post", ratio.part,
                message % {"part": ratio.part, "whole": ratio.whole, "least": ratio.least},
                _("Check the posts; the import goes on all the same."),
            )  # fmt: skip
