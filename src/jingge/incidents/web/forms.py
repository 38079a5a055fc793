"""What people type about incidents. Only facts and places: the reporter stands in the official system."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Invalid
from jingge.incidents.rules.transfers import MOST_ITEMS
from jingge.incidents.terms import (
    NOT_CHOSEN,
    Ending,
    IncidentSpec,
    ItemKind,
    ItemSpec,
    Refusal,
    Review,
    Ruling,
    Urgency,
    Verdict,
    Way,
)
from jingge.norms.terms import Pause
from jingge.staffing.web.forms import DayInput, set_choices

Choices = Sequence[tuple[str, str | Promise]]


def mark(form: forms.Form, refusal: Invalid) -> None:
    """Put a refusal beside its field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class IntakeForm(forms.Form):
    """In the order somebody tells it: what, how urgent, where, when."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    category = forms.CharField(
        label=_("Kind of matter"),
        max_length=12,
        help_text=_("Write the code, part of the name, or choose one below."),
        widget=forms.TextInput(attrs={"list": "kinds", "autocomplete": "off", "autofocus": True}),
    )
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, initial=Urgency.ORDINARY)
    way = forms.ChoiceField(label=_("How it came"), choices=Way.choices, initial=Way.IN_PERSON)
    where = forms.CharField(
        label=_("Place of the map"),
        max_length=80,
        required=False,
        help_text=_("Community, village or level-4 grid by name or code, or a point: 106.34, 38.10"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(
        label=_("Address"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    facts = forms.CharField(
        label=_("Facts"),
        widget=text_area(4),
        help_text=_("What happened, without names and numbers of persons."),
    )
    received_at = forms.DateTimeField(label=_("Report came at"), widget=MomentInput)
    occurred_on = forms.DateField(label=_("Happened on"), required=False, widget=DayInput)
    handled_at = forms.DateTimeField(
        label=_("Handled until"),
        required=False,
        widget=MomentInput,
        help_text=_("Urgent ones only: handled first, registered within 24 hours after."),
    )
    official_ref = forms.CharField(
        label=_("Number in the official system"),
        max_length=40,
        required=False,
        help_text=_("Who reported it stands there and nowhere here."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organ_code = forms.ChoiceField(
        label=_("Sent to"), required=False, help_text=_("Whom you send is the first receiver.")
    )

    def __init__(self, *args: Any, organs: Choices = (), correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organs:
            set_choices(self, "organ_code", [("", _("We take it ourselves")), *organs])
        else:
            del self.fields["organ_code"]
        if correcting:
            for name in ("id", "received_at", "handled_at"):
                del self.fields[name]

    def clean_category(self) -> str:
        """The code stands first in what the list offers."""
        return str(self.cleaned_data["category"]).strip().split(" ")[0].upper()

    def spec(self, *, lon: float | None, lat: float | None, grid_code: str) -> IncidentSpec:
        given = {name: value for name, value in self.cleaned_data.items() if name != "where"}
        given["received_at"] = given.get("received_at") or now()
        given["way"], given["urgency"] = Way(given["way"]), Urgency(given["urgency"])
        return IncidentSpec(**given, lon=lon, lat=lat, grid_code=grid_code)


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(label=_("The review says"), choices=Verdict.choices, widget=forms.RadioSelect)
    whose = forms.ChoiceField(label=_("Another unit's: which"), required=False)
    body = forms.CharField(
        label=_("No police matter: whose it is"),
        max_length=60,
        required=False,
        initial=_("Government hotline 12345"),
    )
    repeats = forms.CharField(label=_("Reported before: its number"), max_length=40, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False, widget=text_area(3))

    def __init__(self, *args: Any, organs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "whose", [("", "—"), *organs])

    def answer(self) -> Review:
        given = self.cleaned_data
        verdict = Verdict(given["verdict"])
        whose = {Verdict.OTHER_UNIT: given["whose"], Verdict.NOT_POLICE: given["body"]}.get(verdict, "")
        return Review(verdict=verdict, reason=given["reason"], whose=whose, repeats=given["repeats"])


class HandOnForm(forms.Form):
    receiver = forms.ChoiceField(label=_("To which unit"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))

    def __init__(self, *args: Any, organs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "receiver", organs)


class StepForm(forms.Form):
    code = forms.ChoiceField(label=_("Urgent step"), widget=forms.RadioSelect)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False, widget=text_area(2))

    def __init__(self, *args: Any, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "code", steps)


class AssignForm(forms.Form):
    police_number = forms.ChoiceField(label=_("Responsible officer"))

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "police_number", officers)


class CloseForm(forms.Form):
    ending = forms.ChoiceField(
        label=_("How it ended"), choices=[one for one in Ending.choices if Ending(one[0]) not in NOT_CHOSEN]
    )
    reason = forms.CharField(label=_("Result in words"), max_length=300, widget=text_area(3))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))


class StopForm(forms.Form):
    kind = forms.ChoiceField(label=_("What does not count"), choices=Pause.choices)
    expected = forms.DateTimeField(
        label=_("End expected"), widget=MomentInput, help_text=_("The limit is worked out up to this day.")
    )
    paper = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)

    @staticmethod
    def first() -> dict[str, datetime]:
        return {"expected": timezone.localtime(now() + timedelta(days=15)).replace(second=0, microsecond=0)}


class ExtendForm(forms.Form):
    choice = forms.ChoiceField(label=_("Extension"), widget=forms.RadioSelect)
    paper = forms.CharField(label=_("Number of the approval"), max_length=60, required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "choice", choices)


class ItemForm(forms.Form):
    """One line of the hand-over list; an empty name leaves the line out."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind.choices)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    quantity = forms.IntegerField(
        label=_("Quantity"), min_value=1, max_value=1_000_000, initial=1, required=False
    )
    note = forms.CharField(label=_("Note"), max_length=120, required=False)


ItemFormSet = forms.formset_factory(ItemForm, extra=3, max_num=MOST_ITEMS, validate_max=True)


def items_of(formset: Any) -> list[ItemSpec]:
    return [
        ItemSpec(
            kind=ItemKind(one["kind"]), name=one["name"], quantity=one.get("quantity") or 1, note=one["note"]
        )
        for one in formset.cleaned_data
        if one.get("name", "").strip()
    ]


class RefuseForm(forms.Form):
    refusal = forms.ChoiceField(label=_("Why not"), choices=Refusal.choices, widget=forms.RadioSelect)
    whose = forms.ChoiceField(label=_("Whose it is"), required=False)
    reason = forms.CharField(label=_("By which rule, or what differs"), max_length=300, widget=text_area(3))

    def __init__(self, *args: Any, organs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "whose", [("", "—"), *organs])


class RuleForm(forms.Form):
    ruling = forms.ChoiceField(label=_("Decision"), choices=Ruling.choices, widget=forms.RadioSelect)
    whose = forms.ChoiceField(label=_("Another unit: which"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))

    def __init__(self, *args: Any, organs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "whose", [("", "—"), *organs])
