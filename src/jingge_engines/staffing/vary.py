"""The same question, a little different."""

from dataclasses import replace

from jingge_engines.staffing.problem import Problem
from jingge_engines.staffing.rules import Rule


def with_rules(problem: Problem, *rules: Rule) -> Problem:
    """With more rules; one of the same id takes the place of the old one."""
    new = {rule.id for rule in rules}
    return replace(problem, rules=(*(rule for rule in problem.rules if rule.id not in new), *rules))
