"""The engine's own curve: what keeping people with their officers costs in the plan's quality."""

from dataclasses import replace

from jingge.planning.bridge.asking import params_of, problem_of
from jingge.planning.bridge.drawing import answer_of
from jingge.planning.bridge.watching import Observer, Watch
from jingge.planning.bridge.weighing import weigh
from jingge.planning.terms import Answer, Question, StudyAsk, VariantDraft
from jingge_engines.core import stop
from jingge_engines.districting import tradeoff
from jingge_engines.districting.warm import warm


def draw_curve(question: Question, ask: StudyAsk, watch: Watch) -> tuple[VariantDraft, ...]:
    """Plans from the fewest people that change hands to the best plan that counts no change at all.

    Change is capped and not weighed, or the curve would be flat. A plan found under a cap is as good as is
    said under its own number of people too: that is a tighter cap, under which nothing better can appear.
    """
    warm()
    unweighed = replace(question, change_weight=0.0)
    problem, params = problem_of(unweighed), params_of(unweighed)
    seconds = float(ask.seconds * (ask.plans + 1))
    time_rule = stop.MaxTime(seconds)
    observer = Observer(watch, time_rule, seconds)

    def stopped() -> bool:
        return observer.cancelled()

    # The curve asks its observer between plans only; as a rule the wish to stop is heard inside each as well.
    # The engine copies rules deeply for every share of the time, and a plain function stays the same.
    heard = stop.Cancelled(stopped)
    results = tradeoff(
        problem,
        over="people_changed",
        points=ask.plans,
        stop=stop.AnyOf(time_rule, stop.Proven(), heard),
        rng=question.seed,
        params=params,
        observe=observer,
    )
    return tuple(
        VariantDraft(
            {"people_at_most": float(result.terms.people_changed)},
            _under_own_goal(question, answer_of(unweighed, problem, params, result)),
        )
        for result in results
    )


def _under_own_goal(question: Question, answer: Answer) -> Answer:
    """Worth by the question's own goal; the bound is one under a cap and says nothing of that goal."""
    return replace(answer, weighed=weigh(question, answer.area_of), lower_bound=None, by_station=())
