"""A plan, and plain questions about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jingge_engines.staffing.staff import BUREAU, Post, Staff
from jingge_engines.staffing.terms import Kind


@dataclass(frozen=True, eq=False)
class Plan:
    """Posts of every person, in the order of the people."""

    staff: Staff
    held: tuple[tuple[str, ...], ...]

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """Posts by id."""
        return {post.id: post for post in self.staff.posts}

    def station_of(self, person: int) -> str:
        """Where this person serves."""
        return self.posts[self.held[person][0]].station if self.held[person] else BUREAU

    def roles_of(self, person: int) -> set[str]:
        """In which roles."""
        return {self.posts[one].role for one in self.held[person]}

    def of_kind(self, kind: Kind) -> list[int]:
        """People of a kind, by index."""
        return [p for p, person in enumerate(self.staff.persons) if person.kind is kind]

    def moved(self, person: int) -> bool:
        """Whether the station is another than today's."""
        one = self.staff.persons[person]
        return not one.new and self.station_of(person) != one.station

    def changes_role(self, person: int) -> bool:
        """Whether today's role is given up."""
        one = self.staff.persons[person]
        return not one.new and one.role != "" and one.role not in self.roles_of(person)
