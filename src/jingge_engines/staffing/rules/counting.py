"""What rules have in common: counting people, checking names, wording limits."""

from collections.abc import Sequence
from fractions import Fraction

from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import Kind, ProblemError


def of_kind(staff: Staff, kind: Kind) -> list[int]:
    return [p for p, person in enumerate(staff.persons) if person.kind is kind]


def percent(share: Fraction) -> str:
    return f"{float(share * 100):g} %"


def between(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least}"
    return f"exactly {least}" if least == most else f"{least} to {most}"


def within(count: int, least: int, most: int | None) -> bool:
    return count >= least and (most is None or count <= most)


def check_share(rule: str, share: Fraction) -> None:
    if not 0 < share <= 1:
        raise ProblemError(f"rules: {rule!r}: a share of {share}; give one above 0, at most 1")


def check_limits(rule: str, least: int, most: int | None) -> None:
    if least < 0 or (most is not None and most < least):
        raise ProblemError(f"rules: {rule!r}: least {least}, most {most}; give 0 <= least <= most")


def check_role(staff: Staff, rule: str, role: str) -> None:
    if role not in {post.role for post in staff.posts}:
        raise ProblemError(f"rules: {rule!r}: no post has the role {role!r}")


def check_stations(staff: Staff, rule: str, stations: Sequence[str]) -> None:
    for station in stations:
        if station not in staff.station_ids:
            raise ProblemError(f"rules: {rule!r}: no station {station!r} is listed")


def check_numbers(staff: Staff, rule: str, numbers: Sequence[str]) -> None:
    known = {person.number for person in staff.persons}
    for number in numbers:
        if number not in known:
            raise ProblemError(f"rules: {rule!r}: nobody has the number {number!r}")
