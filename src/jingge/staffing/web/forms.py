"""What people type about postings. Choices come from queries: nothing outside one's ground can be named."""

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.staffing.terms import Move, OrganKind, Place, Post, PostingReason

Choices = Sequence[tuple[str, str | Promise]]


def place_key(place: Place) -> str:
    """A place as a form value: "station:DT"."""
    return f"{place.kind.value}:{place.code}"


def place_from(key: str) -> Place:
    kind, _colon, code = key.partition(":")
    return Place(OrganKind(kind), code)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhatIfForm(forms.Form):
    """n officers move from A to B, in thought."""

    officers = forms.IntegerField(label=_("Number of officers"), min_value=1, max_value=99, initial=1)
    source = forms.ChoiceField(label=_("Moves from"))
    were_community = forms.BooleanField(label=_("They are community officers"), required=False)
    target = forms.ChoiceField(label=_("Moves to"))
    become_community = forms.BooleanField(label=_("They become community officers"), required=False)

    def __init__(self, *args: object, places: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("source", "target"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = places

    def move(self) -> Move:
        given = self.cleaned_data
        return Move(
            officers=given["officers"],
            source=place_from(given["source"]),
            target=place_from(given["target"]),
            were_community=given["were_community"],
            become_community=given["become_community"],
        )


class TransferForm(forms.Form):
    place = forms.ChoiceField(label=_("Moves to"))
    post = forms.ChoiceField(label=_("Post"))
    from_date = forms.DateField(
        label=_("From day"), help_text=_("First day in the new post."), widget=DayInput
    )
    reason = forms.ChoiceField(
        label=_("Posting reason"), choices=PostingReason.choices, initial=PostingReason.REFORM
    )
    successor = forms.ChoiceField(
        label=_("Who takes over the areas"),
        required=False,
        help_text=_("Needed when the officer answers for areas: an area is never without its officer."),
    )

    def __init__(
        self, *args: object, places: Choices, posts: Sequence[Post], successors: Choices, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "place", places)
        set_choices(self, "post", [(p.value, p.label) for p in posts])
        set_choices(self, "successor", [("", _("Nobody")), *successors])


class EndForm(forms.Form):
    end = forms.DateField(label=_("Leaves on"), help_text=_("First day no longer in post."), widget=DayInput)
    successor = forms.ChoiceField(
        label=_("Who takes over the areas"),
        required=False,
        help_text=_("Needed when the officer answers for areas: an area is never without its officer."),
    )

    def __init__(self, *args: object, successors: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "successor", [("", _("Nobody")), *successors])


class PersonForm(forms.Form):
    """One officer from a day on: the new leader of an auxiliary, the new officer of an area."""

    officer = forms.ChoiceField(label=_("Officer"))
    from_date = forms.DateField(label=_("From day"), widget=DayInput)

    def __init__(self, *args: object, officers: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "officer", officers)


class PlaceForm(forms.Form):
    unit = forms.ChoiceField(label=_("Community or village"))
    from_date = forms.DateField(label=_("From day"), widget=DayInput)

    def __init__(self, *args: object, units: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "unit", units)


class OfficeForm(forms.Form):
    code = forms.CharField(label=_("Office code"), max_length=20)
    name = forms.CharField(label=_("Office name"), max_length=60)
    office_class = forms.TypedChoiceField(
        label=_("Office class"), coerce=int, choices=[(n, str(n)) for n in (1, 2, 3)]
    )
    station = forms.ChoiceField(label=_("Station"))
    unit = forms.ChoiceField(label=_("Stands in"))
    lon = forms.FloatField(
        label=_("Longitude"), min_value=73, max_value=136, help_text=_("CGCS2000, degrees.")
    )
    lat = forms.FloatField(label=_("Latitude"), min_value=3, max_value=54)
    since = forms.DateField(label=_("Opens on"), widget=DayInput)
    serves = forms.MultipleChoiceField(
        label=_("Service area"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one community or village it serves.")},
    )

    def __init__(self, *args: object, stations: Choices, units: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "station", stations)
        set_choices(self, "unit", units)
        set_choices(self, "serves", units)


class ServicesForm(forms.Form):
    serves = forms.MultipleChoiceField(
        label=_("Service area"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one community or village it serves.")},
    )
    from_date = forms.DateField(label=_("From day"), widget=DayInput)

    def __init__(self, *args: object, units: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "serves", units)


class SureForm(forms.Form):
    """Nothing to fill in: it carries what the rules refuse."""


class EndLinkForm(forms.Form):
    day = forms.DateField(
        label=_("Ends on"), help_text=_("First day it is no longer served."), widget=DayInput
    )


class DayForm(forms.Form):
    day = forms.DateField(
        label=_("Closes on"), help_text=_("First day the office is no longer there."), widget=DayInput
    )


def set_choices(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
