"""Kinds of people, posts, organs and reasons; a place, and a name on a sheet."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StaffKind(TextChoices):
    OFFICER = "officer", _("Police officer")
    AUXILIARY = "auxiliary", _("Auxiliary")
    HELPER = "helper", _("Police helper")


class AgeBand(TextChoices):
    UNDER_30 = "under_30", _("Under 30")
    FROM_30 = "30_39", _("30 to 39")
    FROM_40 = "40_49", _("40 to 49")
    FROM_50 = "50_plus", _("50 and over")


class Post(TextChoices):
    BUREAU_LEADER = "bureau_leader", _("Bureau leader")
    DEPARTMENT = "department", _("Bureau department")
    BRIGADE_OFFICER = "brigade_officer", _("Brigade officer")
    STATION_HEAD = "station_head", _("Head of the station")
    INSTRUCTOR = "instructor", _("Instructor")
    DEPUTY_HEAD = "deputy_head", _("Deputy head")
    COMMAND_OFFICE = "command_office", _("Combined command office")
    COMMUNITY_OFFICER = "community_officer", _("Community officer")
    CASE_OFFICER = "case_officer", _("Case officer")
    DUTY_OFFICER = "duty_officer", _("Duty officer")
    AUXILIARY = "auxiliary", _("Auxiliary")
    HELPER = "helper", _("Police helper")


class PostingReason(TextChoices):
    INITIAL = "initial", _("In post before")
    REFORM = "reform", _("Reform")
    ROTATION = "rotation", _("Rotation")
    REINFORCEMENT = "reinforcement", _("Reinforcement of the stations")
    PLAN = "plan", _("Adopted plan")


class OrganKind(TextChoices):
    """Where a posting is held: the bureau's own departments are no organ with a code."""

    STATION = "station", _("Station")
    BRIGADE = "brigade", _("Brigade")
    DEPARTMENT = "department", _("Bureau department")


class Shown(StrEnum):
    """How a share becomes a percentage of one decimal: the article cuts (40.5), the default rounds (40.6)."""

    CUT = "cut"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Place:
    """A station, a brigade or the bureau's departments (code "")."""

    kind: OrganKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A name on a sheet."""

    police_number: str
    display_name: str
