"""The forms of level-4 grids and of offices' service areas: short, because most is the norm's or the map's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.planning.queries import Forming
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.planning.rules.gridding import DEFAULT_LIMITS
from jingge.planning.terms import GRIDS, OFFICES, Settings, Wishes
from jingge.planning.web.wishes import StationsForm

MOST = 100_000


class _KindForm(StationsForm):
    """What both have: a name, a purpose, the time and the dice."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Shown in lists and on the sheet for the decision.")
    )
    note = forms.CharField(
        label=_("What it is for"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Why this scenario is drawn; whoever decides reads it."),
    )
    time_s = forms.IntegerField(
        label=_("Seconds to draw"),
        min_value=1,
        max_value=600,
        help_text=_("The engine stops earlier when it has proven that nothing better exists."),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=2**31 - 1,
        help_text=_("The same seed draws the same plan again."),
    )

    def _settings(self, **more: Any) -> Settings:
        data = self.cleaned_data
        return Settings(
            name=data["name"],
            note=data["note"],
            officers_by_station={},
            time_s=data["time_s"],
            seed=data["seed"],
            **more,
        )


def _households(label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, help_text=help_text)


class GridsForm(_KindForm):
    """Level-4 grids by the number of their households."""

    town_lower = _households(
        _("Town: fewest households"), _("The norm says 300 to 500 households in a community's grid.")
    )
    town_upper = _households(_("Town: most households"), _("Communities under a residents committee."))
    village_lower = _households(
        _("Village: fewest households"), _("The norm says about 300; 200 to 400 is this system's reading.")
    )
    village_upper = _households(_("Village: most households"), _("Villages under a villagers committee."))
    people_upper = _households(
        _("Most people"), _("Grids with more people are named; the norm says at most 2,500.")
    )
    field_order = (
        "name", "note", "town_lower", "town_upper", "village_lower", "village_upper", "people_upper",
        "stations", "time_s", "seed",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["planning_date"]  # a map has its households whatever the day

    def settings(self) -> Settings:
        limits = {name: float(self.cleaned_data[name]) for name in DEFAULT_LIMITS}
        return self._settings(
            kind=GRIDS,
            weights={"households": 1.0},
            balance_pct=25.0,
            change_weight=0.0,
            objective="moment_of_inertia",
            wishes=Wishes(stations=self._stations(), limits=limits),
        )


class OfficesForm(_KindForm):
    """Service areas of police offices."""

    balance_pct = forms.FloatField(
        label=_("People above the mean, per cent"),
        min_value=1,
        max_value=100,
        help_text=_(
            "How many more people than the mean of its station an office may serve. 100: no office serves more "
            "than twice the mean."
        ),
    )
    change_weight = forms.FloatField(
        label=_("How much of today is kept"),
        min_value=0,
        max_value=1,
        widget=forms.NumberInput(attrs={"type": "range", "min": "0", "max": "1", "step": "0.05"}),
        help_text=_(
            "Left: the shortest ways. At the right end another office counts as much as 20 km of way."
        ),
    )
    field_order = (
        "name", "note", "balance_pct", "change_weight", "stations", "planning_date", "time_s", "seed",
    )  # fmt: skip

    def settings(self) -> Settings:
        data = self.cleaned_data
        return self._settings(
            kind=OFFICES,
            weights=dict(DEFAULT_WEIGHTS),
            balance_pct=data["balance_pct"],
            change_weight=data["change_weight"],
            objective="travel",
            wishes=Wishes(stations=self._stations(), planning_date=self._day()),
        )


FORMS: dict[str, type[GridsForm] | type[OfficesForm]] = {GRIDS: GridsForm, OFFICES: OfficesForm}


def kind_form(kind: str, data: Any, forming: Forming, base: Settings | None) -> GridsForm | OfficesForm:
    """The form of a kind, with its defaults or another scenario's settings."""
    wishes = base.wishes if base else Wishes()
    initial: dict[str, Any] = {
        **DEFAULT_LIMITS,
        "name": base.name if base else "",
        "note": base.note if base else "",
        "balance_pct": base.balance_pct if base else 100.0,
        "change_weight": base.change_weight if base else 0.1,
        "stations": list(wishes.stations),
        "planning_date": wishes.planning_date or None,
        "time_s": base.time_s if base else 30,
        "seed": base.seed if base else 1,
        **wishes.limits,
    }
    numbers = {name: int(initial[name]) for name in DEFAULT_LIMITS}
    return FORMS[kind](data, forming=forming, initial={**initial, **numbers})
