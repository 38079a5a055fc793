"""What people type about an office's class, equipment and hours, and about the nearest one."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jingge.staffing.rules.openings import minute, read_periods
from jingge.staffing.terms import Equipment, Opening, Week
from jingge.staffing.web.forms import DayInput
from jingge.staffing.web.workforms import ClockInput

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


class ClassForm(forms.Form):
    office_class = forms.TypedChoiceField(
        label=_("Office class"), coerce=int, choices=[(n, str(n)) for n in (1, 2, 3)]
    )
    from_date = forms.DateField(label=_("From day"), widget=DayInput)


class EquipmentForm(forms.Form):
    """One count for every kind; empty is none."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["from_date"] = forms.DateField(label=_("From day"), widget=DayInput)
        for item in Equipment:
            self.fields[item.value] = forms.IntegerField(
                label=item.label, min_value=0, max_value=999, required=False
            )

    def counts(self) -> dict[str, int]:
        return {item.value: self.cleaned_data[item.value] or 0 for item in Equipment}


class PlanForm(forms.Form):
    """Seven days of periods as people write them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["from_date"] = forms.DateField(label=_("From day"), widget=DayInput)
        for number, label in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = forms.CharField(
                label=label,
                required=False,
                max_length=80,
                help_text=_("For example 08:00-12:00, 14:00-18:00; empty: closed.") if not number else "",
            )
        self.fields["closed_on_holidays"] = forms.BooleanField(
            label=_("Closed on public holidays"), required=False
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        week = []
        for number in range(7):
            periods = read_periods(given.get(f"day_{number}") or "")
            if isinstance(periods, tuple):
                week.append(periods)
            else:
                self.add_error(f"day_{number}", str(periods))
        given["week"] = tuple(week)
        return given

    def week(self) -> Week:
        week: Week = self.cleaned_data["week"]
        return week

    @staticmethod
    def initial_of(plan: Opening | None) -> dict[str, Any]:
        if plan is None:
            usual = "08:30-12:00, 14:30-18:00"
            return {f"day_{n}": usual for n in range(5)} | {"closed_on_holidays": True}
        days = {f"day_{n}": written(day) for n, day in enumerate(plan.week)}
        return days | {"closed_on_holidays": plan.closed_on_holidays}


def written(day: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(f"{minute(first)}-{minute(last)}" for first, last in day)


class NearestForm(forms.Form):
    """A place by name, code or point, and an hour."""

    q = forms.CharField(
        label=_("Community, village or grid"),
        max_length=60,
        required=False,
        help_text=_("Part of its name, or its code; or a point below, or a click on the map."),
    )
    lon = forms.FloatField(label=_("Longitude"), min_value=73, max_value=136, required=False)
    lat = forms.FloatField(label=_("Latitude"), min_value=3, max_value=54, required=False)
    day = forms.DateField(label=_("Day"), widget=DayInput)
    hour = forms.TimeField(label=_("Hour"), widget=ClockInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("lon") is None) != (given.get("lat") is None):
            self.add_error("lat", _("Write both longitude and latitude, or neither."))
        if not given.get("q") and given.get("lon") is None and not self.errors:
            self.add_error("q", _("Write a name, a code or a point, or click on the map."))
        return given

    def point(self) -> tuple[float, float] | None:
        lon, lat = self.cleaned_data["lon"], self.cleaned_data["lat"]
        return None if lon is None else (lon, lat)

    def moment(self) -> datetime:
        """In the bureau's own zone, where opening plans are written."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])


def hour_now(moment: datetime) -> time:
    return timezone.localtime(moment).time().replace(second=0, microsecond=0)
