"""The words of joint work."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


class JointKind(models.TextChoices):
    """五联, as the reform names them."""

    DUTY = "joint_duty", _("Joint duty")
    RESPONSE = "joint_response", _("Joint response")
    MANAGEMENT = "joint_management", _("Joint management")
    LIABILITY = "joint_liability", _("Shared responsibility")
    MEDIATION = "joint_mediation", _("Joint mediation")


class PartnerKind(models.TextChoices):
    COMMITTEE = "committee", _("Village or residents' committee")
    TOWN = "town", _("Town or subdistrict government")
    DEPARTMENT = "department", _("Department of the county")
    MEDIATION = "mediation", _("Mediation committee")
    SCHOOL = "school", _("School")
    ENTERPRISE = "enterprise", _("Enterprise or market")
    PROPERTY = "property", _("Property management")
    OTHER = "other", _("Other body")


class ActionState(models.TextChoices):
    PLANNED = "planned", _("To come")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True, slots=True)
class PartnerSpec:
    """A body, never a person: the contact is a post. No telephone: the charter keeps none."""

    name: str
    kind: str
    station_code: str = ""  # empty: works with the whole bureau
    contact_post: str = ""


@dataclass(frozen=True, slots=True)
class JointSpec:
    """What somebody enters about a joint action. Without a result it is planned."""

    kind: str
    subject: str
    grid_code: str
    day: date
    leader_number: str
    partner_ids: tuple[UUID, ...]
    result: str = ""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    id: UUID
    name: str
    kind: PartnerKind
    station_code: str
    station_name: str
    contact_post: str
    closed_on: date | None
    actions: int  # not cancelled


@dataclass(frozen=True, slots=True)
class JointRow:
    """A joint action as listed. The leader's name is empty for whoever may not read postings."""

    id: UUID
    kind: JointKind
    subject: str
    station_code: str
    station_name: str
    grid_code: str
    grid_name: str
    day: date
    leader: str
    leader_number: str
    state: ActionState
    result: str
    partners: str
    partner_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """One station and month: how many of each kind were done, and what is still planned."""

    station_code: str
    station_name: str
    month: str  # 2026-11
    duty: int
    response: int
    management: int
    liability: int
    mediation: int
    planned: int

    @property
    def done(self) -> int:
        return self.duty + self.response + self.management + self.liability + self.mediation


@dataclass(frozen=True, slots=True)
class Doors:
    """Why a deed on a joint action cannot be done now, by deed; None where it can."""

    correct: Reason | None
    finish: Reason | None
    cancel: Reason | None
