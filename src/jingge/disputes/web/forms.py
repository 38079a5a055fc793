"""What is typed about disputes: days, numbers, choices. No side of a dispute, no text of an agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today
from jingge.disputes.queries.listing import type_names
from jingge.disputes.rules.steps import VISIT_AFTER
from jingge.disputes.terms import (
    Agreement,
    Answers,
    Bar,
    Body,
    Failure,
    FitGround,
    Level,
    Performance,
    Referral,
    VisitResult,
)
from jingge.staffing.web.forms import DayInput, set_choices

YES_NO = (("yes", _("Yes")), ("no", _("No")))


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **more)


class KindForm(forms.Form):
    type = forms.ChoiceField(label=_("Type of dispute"))
    level = forms.ChoiceField(
        label=_("Level of the matter"),
        choices=Level.choices,
        initial=Level.YELLOW,
        help_text=_("How urgent the matter is; never a judgement on a person."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "type", [(code, f"{code} {name}") for code, name in type_names().items()])


class JudgeForm(forms.Form):
    violation = forms.ChoiceField(
        label=_("Does it amount to a violation of public order?"),
        choices=YES_NO,
        help_text=_("Such as hitting, insulting, damaging property, disturbing somebody's life."),
    )
    minor = forms.ChoiceField(label=_("Is the violation minor?"), choices=YES_NO)
    grounds = forms.MultipleChoiceField(
        label=_("Grounds for mediation"),
        choices=FitGround.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bars = forms.MultipleChoiceField(
        label=_("What rules mediation out"),
        choices=Bar.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    appraisal_on = day_field(
        _("Appraisal of injuries finished on"),
        required=False,
        help_text=_("The three workdays count from then; empty when there was none."),
    )

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            violation=given["violation"] == "yes",
            minor=given["minor"] == "yes",
            grounds=tuple(FitGround(one) for one in given["grounds"]),
            bars=tuple(Bar(one) for one in given["bars"]),
            appraisal_on=given["appraisal_on"],
        )


class DayForm(forms.Form):
    day = day_field(_("Day"))

    @staticmethod
    def first() -> dict[str, Any]:
        return {"day": today()}


class AgreeForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the agreement"),
        max_length=60,
        help_text=_("What it says stands on paper and in the official system."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    day = day_field(_("Agreed on"))
    perform_by = day_field(_("To be performed by"))
    performance = forms.ChoiceField(label=_("Way of performance"), choices=Performance.choices)

    def agreement(self) -> Agreement:
        given = self.cleaned_data
        return Agreement(
            number=given["number"],
            day=given["day"],
            perform_by=given["perform_by"],
            performance=Performance(given["performance"]),
        )


class FailForm(DayForm):
    failure = forms.ChoiceField(label=_("Reason"), choices=Failure.choices)


class PerformForm(DayForm):
    visit_due = day_field(_("Return visit by"))

    @staticmethod
    def first() -> dict[str, Any]:
        return {"day": today(), "visit_due": today() + VISIT_AFTER}


class VisitForm(DayForm):
    result = forms.ChoiceField(label=_("Result"), choices=VisitResult.choices)


class ReferForm(DayForm):
    body = forms.ChoiceField(label=_("Referred to"), choices=Body.choices)
    name = forms.CharField(label=_("Name of the body"), max_length=80, help_text=_("A body, never a person."))

    def referral(self) -> Referral:
        given = self.cleaned_data
        return Referral(body=Body(given["body"]), name=given["name"], day=given["day"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
