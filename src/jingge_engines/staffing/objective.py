"""Named terms: what a plan costs the people it moves, and how fair it is."""

from fractions import Fraction

from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.solution import Terms
from jingge_engines.staffing.staff import Staff
from jingge_engines.staffing.terms import Kind


def terms_of(plan: Plan) -> Terms:
    """Every term, counted from the plan alone."""
    staff = plan.staff
    people = range(len(staff.persons))
    return Terms(
        transfers=sum(plan.moved(p) for p in people),
        role_changes=sum(plan.changes_role(p) for p in people),
        posts_left=sum(len(set(staff.persons[p].posts) - set(plan.held[p])) for p in people),
        distance_m=sum(
            staff.metres(staff.persons[p].station, plan.station_of(p))
            for p in people
            if not staff.persons[p].new
        ),
        preferences_missed=sum(
            len(plan.posts[one].prefers - staff.persons[p].skills) for p in people for one in plan.held[p]
        ),
        imbalance=float(imbalance(plan)),
    )


def imbalance(plan: Plan) -> Fraction:
    """Σ over stations of |officers − fair share|, in officers; the fair share follows the stations' workload."""
    staff = plan.staff
    here = [plan.station_of(p) for p in plan.of_kind(Kind.OFFICER)]
    strength = sum(one != "" for one in here)
    work = total_work(staff)
    if work == 0:
        return Fraction(0)
    return sum(
        (abs(here.count(one.id) - Fraction(one.workload * strength, work)) for one in staff.stations),
        Fraction(0),
    )


def total_work(staff: Staff) -> int:
    """Workload of all stations."""
    return sum(station.workload for station in staff.stations)
