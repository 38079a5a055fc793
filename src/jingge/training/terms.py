"""The words of training."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where one officer stands with one topic."""

    LACKING = "lacking", _("Lacks it")
    TEST_OPEN = "test_open", _("Attended, test not passed yet")
    COVERED = "covered", _("Has it")


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    choices: tuple[str, ...]
    right: int  # place of the right choice, from 0


@dataclass(frozen=True, slots=True)
class ClassSpec:
    name: str
    first_day: date
    last_day: date
    topic_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ClassRow:
    id: UUID
    name: str
    first_day: date
    last_day: date
    cancelled: bool
    topics: str
    people: int


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic as the register shows it."""

    id: UUID
    place: int
    name: str
    classes: int  # not cancelled
    people: int  # attended it in any of them
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class StationRow:
    """How many police officers of a station lack each topic, in the topics' order."""

    code: str
    name: str
    officers: int
    lacking: tuple[int, ...]
    incomplete: int  # officers lacking at least one

    @property
    def complete(self) -> int:
        return self.officers - self.incomplete


@dataclass(frozen=True, slots=True)
class TopicPart:
    """One topic of a class."""

    id: UUID
    name: str
    people: int
    paper_id: UUID | None
    questions: int  # 0: the test is held on paper, its marks are entered
    pass_mark: int
    tested: int  # people with a mark


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One officer's line of the matrix: a standing for each topic, in the topics' order."""

    officer_id: UUID
    number: str
    name: str
    station_code: str
    station_name: str
    standings: tuple[Standing, ...]

    @property
    def lacking(self) -> int:
        return sum(1 for one in self.standings if one is not Standing.COVERED)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The best try of one officer on one test."""

    number: str
    name: str
    class_name: str
    topic: str
    score: int
    pass_mark: int
    day: date

    @property
    def passed(self) -> bool:
        return self.score >= self.pass_mark


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One row of a table of attendance and marks: somebody was there, perhaps with a mark."""

    number: str
    topic: str
    mark: int | None = None
    day: date | None = None  # of the test; the class's last day when empty


@dataclass(frozen=True, slots=True)
class OwnTest:
    paper_id: UUID
    class_name: str
    topic: str
    pass_mark: int
    best: int | None
    on_screen: bool = True

    @property
    def passed(self) -> bool:
        return self.best is not None and self.best >= self.pass_mark
