"""The list of moves of a plan, written as a whole; the list before it is kept for undoing."""

from collections.abc import Sequence
from typing import Any

from jingge.organisation.models import Brigade, Station
from jingge.redeployment.models import PlanMove, StaffingPlan
from jingge.redeployment.queries.situation import goings_of, situation_of
from jingge.redeployment.terms import Going, Situation
from jingge.staffing.models import Officer
from jingge.staffing.terms import OrganKind, Place, Post

KEPT = 50  # earlier lists; more nobody takes back step by step


def replace_moves(plan: StaffingPlan, goings: Sequence[Going], situation: Situation | None = None) -> None:
    """Another list of moves; the present one can be had back."""
    plan.history = [*plan.history, [as_json(one) for one in goings_of(plan)]][-KEPT:]
    write_moves(plan, goings, situation)
    plan.save(update_fields=["history"])


def restore_moves(plan: StaffingPlan) -> int:
    """The list before the last change; how many moves it has. Whoever is in post no more stays out."""
    *earlier, last = plan.history
    situation = situation_of(plan)
    goings = [from_json(one) for one in last if one["number"] in situation.by_number()]
    plan.history = earlier
    write_moves(plan, goings, situation)
    plan.save(update_fields=["history"])
    return len(goings)


def write_moves(plan: StaffingPlan, goings: Sequence[Going], situation: Situation | None = None) -> None:
    people = (situation or situation_of(plan)).by_number()
    numbers = {one.number for one in goings} | {one.successor for one in goings if one.successor}
    officers = {
        o.police_number: o
        for o in Officer.objects.filter(bureau_id=plan.bureau_id, police_number__in=numbers)
    }
    stations = {s.code: s for s in Station.objects.filter(bureau_id=plan.bureau_id)}
    brigades = {b.code: b for b in Brigade.objects.filter(bureau_id=plan.bureau_id)}
    plan.moves.all().delete()
    PlanMove.objects.bulk_create(
        PlanMove(
            plan=plan,
            officer=officers[one.number],
            from_post=people[one.number].post,
            from_kind=people[one.number].place.kind,
            from_code=people[one.number].place.code,
            post=one.post,
            station=stations[one.place.code] if one.place.kind is OrganKind.STATION else None,
            brigade=brigades[one.place.code] if one.place.kind is OrganKind.BRIGADE else None,
            successor=officers.get(one.successor),
            why=one.why,
            grounds=list(one.grounds),
            part=one.part,
            areas=list(one.areas),
            units=list(one.units),
        )
        for one in goings
    )


def as_json(one: Going) -> dict[str, object]:
    return {
        "number": one.number,
        "post": one.post.value,
        "kind": one.place.kind.value,
        "code": one.place.code,
        "successor": one.successor,
        "why": one.why,
        "grounds": list(one.grounds),
        "part": one.part,
        "areas": list(one.areas),
        "units": list(one.units),
    }


def from_json(said: dict[str, object]) -> Going:
    def several(key: str) -> tuple[Any, ...]:
        found = said.get(key)  # lists kept before a move could name them lack it
        return tuple(found) if isinstance(found, list) else ()

    return Going(
        number=str(said["number"]),
        post=Post(str(said["post"])),
        place=Place(OrganKind(str(said["kind"])), str(said["code"])),
        successor=str(said["successor"]),
        why=str(said["why"]),
        grounds=several("grounds"),
        part=str(said.get("part", "")),
        areas=several("areas"),
        units=several("units"),
    )
