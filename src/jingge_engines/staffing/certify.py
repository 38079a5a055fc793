"""The judge: reads a plan without the solver, and says which rules it breaks."""

from collections.abc import Sequence

from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.terms import ProblemError

EVERYBODY = "one station each"
"""Id of the rule that stands above all: everybody holds at least one post, all at one station."""


def certify(problem: Problem, held: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Ids of the rules a plan breaks; `held` are the posts of every person in the problem's order."""
    plan = Plan(problem, tuple(tuple(one) for one in held))
    if len(plan.held) != len(problem.persons):
        raise ProblemError(f"plan: {len(plan.held)} rows for {len(problem.persons)} people; give one each")
    for person, posts in zip(problem.persons, plan.held, strict=True):
        for one in posts:
            if one not in plan.posts:
                raise ProblemError(f"plan: {person.number!r} holds {one!r}, which is no post of this problem")
    first = () if all(_may(plan, p) for p in range(len(plan.held))) else (EVERYBODY,)
    return (*first, *(rule.id for rule in problem.all_rules if not rule.holds(plan)))


def _may(plan: Plan, p: int) -> bool:
    person, posts = plan.staff.persons[p], [plan.posts[one] for one in plan.held[p]]
    return (
        1 <= len(posts) <= person.most_posts
        and len({post.id for post in posts}) == len(posts)
        and len({post.station for post in posts}) == 1
        and all(plan.staff.may_hold(person, post) for post in posts)
    )
