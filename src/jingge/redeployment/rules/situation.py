"""People after moves, and what that changes. Nothing here asks a database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.redeployment.terms import Going, Ground, Outcome, Situation, Someone, StationChange
from jingge.staffing.rules.cover import CoverFacts
from jingge.staffing.rules.cover import cover as cover_of
from jingge.staffing.rules.limits import why_not_in_part
from jingge.staffing.rules.posts import Held, why_not_answer_for, why_not_post
from jingge.staffing.rules.ratios import first_ratio, second_ratio
from jingge.staffing.terms import Headcount, OrganKind, Part, Person, Place, Post, StaffKind, UnitFacts


def leaves(one: Someone, going: Going) -> bool:
    """Whether whoever goes so leaves areas and auxiliaries behind."""
    return going.place != one.place or going.post is not Post.COMMUNITY_OFFICER


def after(situation: Situation, goings: Iterable[Going]) -> Situation:
    """Everybody where they would then serve; areas with whoever takes them over."""
    people = situation.by_number()
    goings = tuple(goings)
    for going in goings:  # areas that are taken over go first: what is left goes to successors
        for code in going.areas:
            holder = next((who for who in people.values() if code in who.beats), None)
            if holder is not None:
                people[holder.number] = replace(holder, beats=tuple(b for b in holder.beats if b != code))
    for going in goings:
        one = people.get(going.number)
        if one is None:
            continue
        beats = () if leaves(one, going) else one.beats
        if one.beats and not beats and going.successor in people:
            heir = people[going.successor]
            people[going.successor] = replace(heir, beats=(*heir.beats, *one.beats))
        stays = (one.post, one.place) == (going.post, going.place)
        people[going.number] = replace(
            one,
            post=going.post,
            place=going.place,
            beats=(*beats, *going.areas),
            part=going.part or (one.part if stays else ""),
            units=(*one.units, *going.units),
            since=one.since if stays else situation.day,
        )
    return replace(situation, people=tuple(people[one.number] for one in situation.people))


def why_not_go(situation: Situation, going: Going, *, already: bool = False) -> Reason | None:
    """Why this move makes no sense in a plan, or None."""
    one = situation.by_number().get(going.number)
    if one is None:
        return _("Nobody with this number is in post on the plan's day.")
    if already:
        return _("This person is moved by the plan already; change that move.")
    if going.place not in situation.place_names:
        return _("There is no such station or brigade.")
    if reason := why_not_post(one.kind, going.post, going.place.kind):
        return reason
    if (one.post, one.place) == (going.post, going.place) and not going.narrows:
        return _("This person already holds this post there.")
    if reason := why_not_narrow(situation, going, one.kind):
        return reason
    if going.successor and (going.successor == one.number or going.successor not in situation.by_number()):
        return _("Whoever takes over must be another person in post on the plan's day.")
    return None


def why_not_narrow(situation: Situation, going: Going, kind: StaffKind) -> Reason | None:
    """Why the part, the areas or the units of a move cannot be, or None."""
    if not going.narrows:
        return None
    if going.place.kind is not OrganKind.STATION:
        return _("Parts, areas and units belong to stations: choose a station.")
    if going.part and going.place.code not in situation.in_parts:
        return _("This station has no parts on that day: it works multi-skilled.")
    if going.part and (reason := why_not_in_part(kind, Part(going.part))):
        return reason
    if going.areas:
        held = Held(going.post, going.place, situation.day)
        if reason := why_not_answer_for(kind=kind, present=held, station_code=going.place.code):
            return reason
    for codes, known in ((going.areas, situation.areas), (going.units, situation.units)):
        of = {one.code: one.station for one in known}
        for code in codes:
            if of.get(code) != going.place.code:
                return _("%(code)s is not on the ground of the station moved to.") % {"code": code}
    return None


def headcount(situation: Situation) -> Headcount:
    officers = [one for one in situation.people if one.kind is StaffKind.OFFICER]
    at_stations = [one for one in officers if one.place.kind is OrganKind.STATION]
    community = sum(one.post is Post.COMMUNITY_OFFICER for one in at_stations)
    return Headcount(len(officers), len(at_stations), community)


def outcome(
    before: Situation, goings: Sequence[Going], units: Sequence[UnitFacts], facts: CoverFacts
) -> Outcome:
    """Ratios, cover, strength and workload before and after."""
    then = after(before, goings)
    counts = headcount(before), headcount(then)
    return Outcome(
        bureau=(counts[0].bureau, counts[1].bureau),
        first=(first_ratio(counts[0]), first_ratio(counts[1])),
        second=(second_ratio(counts[0]), second_ratio(counts[1])),
        cover=(
            cover_of(before.day, units, cover_facts(before, before, facts)),
            cover_of(before.day, units, cover_facts(before, then, facts)),
        ),
        stations=tuple(station_change(ground, before, then) for ground in before.grounds),
        elsewhere=(counts[0].bureau - counts[0].station, counts[1].bureau - counts[1].station),
    )


def cover_facts(before: Situation, then: Situation, facts: CoverFacts) -> CoverFacts:
    """What covers the units when people serve as they would then: whoever moved leaves units and leaders."""
    was = before.by_number()
    now = then.by_number()
    gone = {
        number
        for number, one in now.items()
        if one.place != was[number].place
        or (was[number].post is Post.COMMUNITY_OFFICER and one.post is not Post.COMMUNITY_OFFICER)
    }
    officer_of = {beat: Person(one.number, one.name) for one in then.people for beat in one.beats}
    heirs = {
        number: next((p.police_number for b in was[number].beats if (p := officer_of.get(b))), "")
        for number in gone
    }
    auxiliaries: dict[str, frozenset[str]] = {}
    for leader, hands in facts.auxiliaries_of.items():
        heir = heirs.get(leader, leader)
        if heir:
            auxiliaries[heir] = auxiliaries.get(heir, frozenset()) | (hands - gone)
    serving = {
        unit: {number: kind for number, kind in people.items() if number not in gone}
        for unit, people in facts.serving.items()
    }
    for one in then.people:
        for unit in one.units:
            serving.setdefault(unit, {})[one.number] = one.kind
    return replace(facts, officer_of_beat=officer_of, auxiliaries_of=auxiliaries, serving=serving)


def station_change(ground: Ground, before: Situation, then: Situation) -> StationChange:
    place = Place(OrganKind.STATION, ground.code)

    def both(kind: StaffKind, post: Post | None = None) -> tuple[int, int]:
        first, second = (
            sum(o.place == place and o.kind is kind and post in (None, o.post) for o in situation.people)
            for situation in (before, then)
        )
        return first, second

    def each(counts: tuple[int, int]) -> tuple[Fraction | None, Fraction | None]:
        first, second = (Fraction(ground.population, n) if n else None for n in counts)
        return first, second

    officers = both(StaffKind.OFFICER)
    community = both(StaffKind.OFFICER, Post.COMMUNITY_OFFICER)
    return StationChange(
        ground=ground,
        officers=officers,
        community=community,
        auxiliaries=both(StaffKind.AUXILIARY),
        helpers=both(StaffKind.HELPER),
        per_officer=each(officers),
        per_community=each(community),
    )


def in_order(goings: Sequence[Going], beats: Mapping[str, Sequence[str]] | None = None) -> list[Going]:
    """Whoever takes over areas arrives before the one who leaves them. `beats`: who answers for what now."""
    waiting, done, ordered = list(goings), set[str](), list[Going]()
    numbers = {going.number for going in goings}
    takers = {code: going.number for going in goings for code in going.areas}

    def awaited(going: Going) -> set[str]:
        after_these = {takers[code] for code in (beats or {}).get(going.number, ()) if code in takers}
        return (after_these | {going.successor}) & (numbers - done) - {going.number}

    while waiting:
        ready = [g for g in waiting if not awaited(g)]
        for going in ready or waiting[:1]:
            ordered.append(going)
            done.add(going.number)
            waiting.remove(going)
    return ordered
