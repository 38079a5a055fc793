"""What is typed about a document: choices, figures and days. No field takes words about a person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today
from jingge.followups.terms import Ended, Post, Purpose, RecordSpec
from jingge.staffing.web.forms import DayInput, set_choices

Choices = Sequence[tuple[str, str]]


class RecordForm(forms.Form):
    ground = forms.ChoiceField(label=_("Legal ground"))
    issuer = forms.CharField(
        label=_("Code of the court"),
        max_length=5,
        required=False,
        help_text=_(
            "As in the number of the document, one character and four figures. Empty where the station issued it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    year = forms.IntegerField(label=_("Year in the number"), min_value=2000, max_value=2100)
    serial = forms.IntegerField(label=_("Number in the number"), min_value=1, max_value=99_999)
    start = forms.DateField(label=_("From day"), widget=DayInput)
    end = forms.DateField(label=_("Last day of the term"), widget=DayInput)
    beat_code = forms.ChoiceField(label=_("Level-3 grid"))
    post = forms.ChoiceField(label=_("Responsible post"), choices=Post.choices)

    def __init__(self, *args: Any, grounds: Choices, beats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "ground", grounds)
        set_choices(self, "beat_code", beats)

    @staticmethod
    def first() -> dict[str, Any]:
        day = today()
        return {"year": day.year, "start": day, "end": day + timedelta(days=180)}

    def spec(self) -> RecordSpec:
        given = self.cleaned_data
        return RecordSpec(**{**given, "issuer": given["issuer"].strip(), "post": Post(given["post"])})


class PassOnForm(forms.Form):
    beat_code = forms.ChoiceField(label=_("Level-3 grid"))
    post = forms.ChoiceField(label=_("Responsible post"), choices=Post.choices)

    def __init__(self, *args: Any, beats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "beat_code", beats)


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Why do you look?"), choices=Purpose.choices, widget=forms.RadioSelect
    )


class EndForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why it ends"),
        choices=[one for one in Ended.choices if one[0] != Ended.TERM],
        widget=forms.RadioSelect,
    )


class SwitchForm(forms.Form):
    valid_from = forms.DateField(label=_("From day"), widget=DayInput)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
