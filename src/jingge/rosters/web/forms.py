"""What people type about rosters. Choices come from queries: nothing outside one's ground can be named."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jingge.rosters.terms import KindSpec, LeaveKind, StationRules, Who

Choices = Sequence[tuple[str, Any]]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MonthField(forms.CharField):
    """A month as browsers and people write it: 2026-11."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise ValidationError(_("Write the month as 2026-11.")) from None


class ClockField(forms.TimeField):
    """Minutes of the day."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> Any:
        time = super().clean(value)
        return time.hour * 60 + time.minute if time else 0


class NewForm(forms.Form):
    station_code = forms.ChoiceField(label=_("Station"))
    month = MonthField(label=_("Month"))

    def __init__(self, *args: Any, stations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "station_code", stations)


class LeaveForm(forms.Form):
    officer_id = forms.ChoiceField(label=_("Officer"))
    kind = forms.ChoiceField(label=_("Kind of leave"), choices=LeaveKind.choices[:-1])
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput, help_text=_("The last day away."))

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            choose(self, "officer_id", people)
        else:
            del self.fields["officer_id"]


class AbsenceForm(forms.Form):
    officer_id = forms.ChoiceField(label=_("Officer"))
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "officer_id", people)


class SwapForm(forms.Form):
    day = forms.ChoiceField(label=_("My day"))
    colleague_id = forms.ChoiceField(label=_("With whom"))
    in_return = forms.DateField(
        label=_("Their day in return"),
        required=False,
        widget=DayInput,
        help_text=_("On both days the two of you exchange what you have; empty: one day only."),
    )

    def __init__(self, *args: Any, days: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "day", days)
        choose(self, "colleague_id", people)


class KindForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=16, help_text=_("Small letters, figures and hyphens."))
    name = forms.CharField(label=_("Name"), max_length=30)
    mark = forms.CharField(label=_("Mark in the grid"), max_length=2)
    start_minute = ClockField(label=_("Begins at"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=1440)
    who = forms.ChoiceField(label=_("Who may take it"), choices=Who.choices)
    night = forms.BooleanField(label=_("Counts as a night"), required=False)
    community = forms.BooleanField(label=_("Counts as hours in the own area"), required=False)
    rest_days = forms.IntegerField(label=_("Days off that must follow"), min_value=0, max_value=3, initial=0)
    need_workday = forms.IntegerField(label=_("Needed on a workday"), min_value=0, max_value=99)
    need_dayoff = forms.IntegerField(
        label=_("Needed on a day off"),
        min_value=0,
        max_value=99,
        help_text=_("Weekends and public holidays."),
    )

    def spec(self) -> KindSpec:
        return KindSpec(**self.cleaned_data)


class NeedForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DayInput)
    code = forms.ChoiceField(label=_("Kind of shift"))
    need = forms.IntegerField(label=_("Needed"), min_value=0, max_value=99)
    why = forms.CharField(label=_("Why"), max_length=40, help_text=_("A festival, a market day; no names."))

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "code", kinds)


class RulesForm(forms.Form):
    most_run = forms.IntegerField(label=_("Most days of work in a row"), min_value=1, max_value=14)
    community_days = forms.IntegerField(
        label=_("Protected days in the area, a week"), min_value=0, max_value=7,
        help_text=_("For community officers, in every whole week; leave and holidays count."),
    )  # fmt: skip
    community_hours = forms.IntegerField(
        label=_("Protected hours in the area, a week"), min_value=0, max_value=60
    )
    seconds = forms.IntegerField(label=_("Seconds the engine may look"), min_value=1, max_value=300)

    def rules(self) -> StationRules:
        return StationRules(**self.cleaned_data)


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def initial_of(kind: KindSpec) -> dict[str, Any]:
    """A kind as its form shows it."""
    names = KindSpec.__dataclass_fields__
    values = {name: getattr(kind, name) for name in names}
    hour, minute = divmod(kind.start_minute, 60)
    return {**values, "start_minute": f"{hour:02d}:{minute:02d}"}
