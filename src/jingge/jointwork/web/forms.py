"""What people type about partners and joint actions. Choices come from queries of their own ground."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Invalid
from jingge.jointwork.terms import JointKind, JointSpec, PartnerKind, PartnerSpec
from jingge.staffing.web.forms import DayInput, set_choices

Choices = Sequence[tuple[str, str | Promise]]


def mark(form: forms.Form, refusal: Invalid) -> None:
    """Put a refusal beside its field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))


class PartnerForm(forms.Form):
    name = forms.CharField(label=_("Body"), max_length=60, help_text=_("A body, never a person."))
    kind = forms.ChoiceField(label=_("Kind of body"), choices=PartnerKind.choices)
    station_code = forms.ChoiceField(label=_("Works with"), required=False)
    contact_post = forms.CharField(
        label=_("Contact post"),
        max_length=40,
        required=False,
        help_text=_("The post, for example head of the office; no person's name."),
    )

    def __init__(self, *args: object, stations: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "station_code", stations)

    def spec(self) -> PartnerSpec:
        return PartnerSpec(**self.cleaned_data)


class ActionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=JointKind.choices)
    subject = forms.CharField(
        label=_("Matter"), max_length=100, help_text=_("Place and work; no names of residents.")
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    grid_code = forms.ChoiceField(label=_("Community, village or area"))
    leader = forms.ChoiceField(label=_("Led by"))
    partners = forms.MultipleChoiceField(
        label=_("Partners"), widget=forms.CheckboxSelectMultiple, help_text=_("At least one.")
    )
    result = forms.CharField(
        label=_("Result"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Empty: it is planned, and the result is entered later."),
    )

    def __init__(
        self, *args: object, grids: Choices, leaders: Choices, partners: Choices, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, choices in (("grid_code", grids), ("leader", leaders), ("partners", partners)):
            set_choices(self, name, choices)

    def spec(self) -> JointSpec:
        given = self.cleaned_data
        return JointSpec(
            kind=given["kind"],
            subject=given["subject"],
            grid_code=given["grid_code"],
            day=given["day"],
            leader_number=given["leader"],
            partner_ids=tuple(UUID(one) for one in given["partners"]),
            result=given["result"],
        )


class ResultForm(forms.Form):
    result = forms.CharField(label=_("Result"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
