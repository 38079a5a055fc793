"""A drawn plan laid out for the hand: whatever its kind, it is weighed and named by area numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jingge.planning import bridge
from jingge.planning.models import Scenario, ScenarioArea
from jingge.planning.queries.inputs import Ground, ground_for, question_of, wishes_of
from jingge.planning.rules.byhand import RULES, HandRule
from jingge.planning.rules.gridding import forgiven, limits_of, needed_by, numbers_by_part
from jingge.planning.rules.parting import with_numbers
from jingge.planning.terms import GRIDS, OFFICES, BlockFacts, Question, Weighed


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scenario's plan laid out for weighing."""

    scenario: Scenario
    ground: Ground
    question: Question
    areas: dict[int, ScenarioArea]
    area_of: dict[str, int]  # block code → area number

    @property
    def rule(self) -> HandRule:
        return RULES[self.scenario.kind]

    def plan(self, moved: Mapping[str, int] | None = None) -> dict[str, int]:
        return {**self.area_of, **(moved or {})}

    def members(self, plan: Mapping[str, int]) -> dict[int, list[BlockFacts]]:
        found: dict[int, list[BlockFacts]] = {}
        for block in self.ground.blocks:
            found.setdefault(plan[block.code], []).append(block)
        return found

    def weigh(self, moved: Mapping[str, int] | None = None) -> Weighed:
        """The plan's worth with some blocks elsewhere. Labels are area numbers."""
        plan = self.plan(moved)
        if self.scenario.kind == OFFICES:
            return self._weigh_served(plan)
        labels = [str(plan[block.code]) for block in self.ground.blocks]
        if self.scenario.kind != GRIDS:
            return bridge.weigh(self.question, labels)
        question = with_numbers(self.question, self.numbers(plan))
        return forgiven(bridge.weigh(question, labels), self._divided(plan))

    def numbers(self, plan: Mapping[str, int]) -> dict[str, int]:
        """How many grids each part of the ground has; a hand may open and close them."""
        return numbers_by_part(self.ground.blocks, plan)

    def norm(self, block: BlockFacts) -> tuple[float, float] | None:
        """Least and most that an area of this block's ground may hold; officers' areas have their means."""
        scenario = self.scenario
        if scenario.kind == GRIDS:
            village = block.unit_code in self.ground.villages
            return limits_of(wishes_of(scenario).limits, village=village)
        if scenario.kind == OFFICES:
            people = sum(b.population for b in self.ground.blocks if b.station_code == block.station_code)
            areas = sum(area.station.code == block.station_code for area in self.areas.values())
            return 0.0, people / areas * (1 + scenario.balance_pct / 100)
        return None

    def base_of(self) -> dict[int, str]:
        """The community or village in which the office of each service area stands."""
        assert self.question.reach is not None
        stands = {
            code: base
            for base, codes in zip(self.question.reach.bases, self.question.reach.offices, strict=True)
            for code in codes
        }
        return {number: stands[area.code] for number, area in self.areas.items()}

    def _divided(self, plan: Mapping[str, int]) -> set[str]:
        """Areas of one block that are marked as so many grids that none of them holds too much."""
        members, limits = self.members(plan), wishes_of(self.scenario).limits
        found = set()
        for number, area in self.areas.items():
            parts, group = int(area.figures.get("grids", 1)), members.get(number, [])
            if parts > 1 and len(group) == 1:
                village = group[0].unit_code in self.ground.villages
                if needed_by(group[0], limits, village=village) <= parts:
                    found.add(str(number))
        return found

    def _weigh_served(self, plan: Mapping[str, int]) -> Weighed:
        base_of = self.base_of()
        number_of = {base: str(number) for number, base in base_of.items()}
        area_of_unit = {block.unit_code: base_of[plan[block.code]] for block in self.ground.blocks}
        worth = bridge.weigh_served(self.question, [area_of_unit[unit.code] for unit in self.question.blocks])
        return replace(
            worth,
            areas=tuple(replace(one, label=number_of.get(one.label, one.label)) for one in worth.areas),
            broken=tuple(replace(one, area=number_of.get(one.area, one.area)) for one in worth.broken),
        )


def drawn_plan(scenario: Scenario) -> Drawn:
    ground = ground_for(scenario)
    return Drawn(
        scenario=scenario,
        ground=ground,
        question=question_of(scenario, ground),
        areas={area.number: area for area in scenario.areas.select_related("station", "officer")},
        area_of=dict(scenario.blocks.values_list("block_code", "area_number")),
    )
