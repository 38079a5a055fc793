"""What people type about parts of a station and hours of work."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.staffing.rules.worktable import length
from jingge.staffing.terms import BookingSpec, Part, Work
from jingge.staffing.web.forms import Choices, DayInput, set_choices


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class JoinForm(forms.Form):
    officer = forms.ChoiceField(label=_("Member of staff"))
    part = forms.ChoiceField(label=_("Part of the station"), choices=Part.choices)
    from_date = forms.DateField(label=_("From day"), widget=DayInput)

    def __init__(self, *args: object, people: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "officer", people)


class LeaveForm(forms.Form):
    day = forms.DateField(
        label=_("Leaves on"), help_text=_("First day no longer in the part."), widget=DayInput
    )


class WorkForm(forms.Form):
    """Hours of work on a day; who is in command is needed for auxiliaries and helpers."""

    officer = forms.ChoiceField(label=_("Member of staff"))
    work = forms.ChoiceField(label=_("Kind of work"), choices=Work.choices)
    day = forms.DateField(label=_("Day"), widget=DayInput)
    begins = forms.TimeField(label=_("Starts at"), widget=ClockInput, initial=time(8, 30))
    ends = forms.TimeField(
        label=_("Ends at"),
        widget=ClockInput,
        initial=time(17, 30),
        help_text=_("Not after the beginning: on the next day."),
    )
    leader = forms.ChoiceField(
        label=_("Officer in command"),
        required=False,
        help_text=_("For auxiliaries and helpers; empty: the officer an auxiliary is paired with."),
    )

    def __init__(self, *args: object, people: Choices, leaders: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "officer", people)
        set_choices(self, "leader", [("", _("Nobody named")), *leaders])

    def spec(self) -> BookingSpec:
        given = self.cleaned_data
        begins = given["begins"].hour * 60 + given["begins"].minute
        ends = given["ends"].hour * 60 + given["ends"].minute
        return BookingSpec(
            work=given["work"], day=given["day"], start_minute=begins, minutes=length(begins, ends)
        )
