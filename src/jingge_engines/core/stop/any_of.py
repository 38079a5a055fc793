"""Stop as soon as one of several rules says so."""

from jingge_engines.core.stop.rule import State, StopRule


class AnyOf:
    """The earliest of `rules`."""

    def __init__(self, *rules: StopRule) -> None:
        """At least one rule."""
        if not rules:
            raise ValueError("rules: none given; a run without a stopping rule never ends")
        self.rules = rules

    def begin(self) -> None:
        """Start every rule."""
        for rule in self.rules:
            rule.begin()

    def reached(self, state: State) -> bool:
        """Ask every rule, so that each may keep its own count."""
        answers = [rule.reached(state) for rule in self.rules]
        return any(answers)

    def seconds_left(self) -> float:
        """Of the rule that ends first."""
        return min(rule.seconds_left() for rule in self.rules)

    def rounds_left(self, state: State) -> float:
        """Of the rule that ends first."""
        return min(rule.rounds_left(state) for rule in self.rules)
