"""The form of a scenario: its own fields, one field a fact, one field a station."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.planning.queries import Forming
from jingge.planning.rules.facts import MAX_WEIGHT
from jingge.planning.rules.wording import OBJECTIVES
from jingge.planning.terms import Settings, Wishes
from jingge.planning.web.wishes import WishesForm, initial_wishes

WEIGHT, OFFICERS = "weight:", "officers:"
DEFAULT_BALANCE_PCT = 40.0
"""Whole communities and villages of unlike size rarely allow much less (the demonstration: about 37)."""


class ScenarioForm(WishesForm):
    """Reads into `Settings`; whether they make sense the action decides."""

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
    balance_pct = forms.FloatField(
        label=_("Balance allowed, per cent"),
        min_value=1,
        max_value=100,
        help_text=_(
            "How far an area's workload may lie from the mean of its station. Communities and villages "
            "stay whole or are divided within themselves, so small limits may be impossible."
        ),
    )
    change_weight = forms.FloatField(
        label=_("How much of today is kept"),
        min_value=0,
        max_value=1,
        widget=forms.NumberInput(attrs={"type": "range", "min": "0", "max": "1", "step": "0.05"}),
        help_text=_(
            "Left: draw afresh. Right: keep what can be kept. In the middle a new officer counts as much as "
            "living 10 km from the middle of the area, at the right end 20 km."
        ),
    )
    objective = forms.ChoiceField(
        label=_("What makes a good shape"),
        choices=tuple(OBJECTIVES.items()),
        help_text=_("Compact around the people keeps ways short; short borders keep neighbours together."),
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

    def __init__(self, *args: Any, forming: Forming, **kwargs: Any) -> None:
        super().__init__(*args, forming=forming, **kwargs)
        for row in forming.facts:
            self.fields[WEIGHT + row.fact.key] = forms.FloatField(
                label=str(row.fact.label),
                min_value=0,
                max_value=MAX_WEIGHT,
                widget=forms.NumberInput(attrs={"step": "any"}),
            )
        for station in forming.stations:
            self.fields[OFFICERS + station.code] = forms.IntegerField(
                label=station.name, min_value=1, max_value=max(1, station.blocks)
            )

    def settings(self) -> Settings:
        data = self.cleaned_data
        return Settings(
            name=data["name"],
            note=data["note"],
            weights=self._prefixed(WEIGHT),
            officers_by_station=self._prefixed(OFFICERS),
            balance_pct=data["balance_pct"],
            change_weight=data["change_weight"],
            objective=data["objective"],
            time_s=data["time_s"],
            seed=data["seed"],
            wishes=self.wishes(),
        )

    def _prefixed(self, prefix: str) -> dict[str, Any]:
        data = self.cleaned_data
        return {key.removeprefix(prefix): value for key, value in data.items() if key.startswith(prefix)}

    @property
    def weight_fields(self) -> list[tuple[Any, Any]]:
        """Each fact with its field, for the table that explains them."""
        return [(row, self[WEIGHT + row.fact.key]) for row in self.forming.facts]

    @property
    def station_fields(self) -> list[tuple[Any, Any]]:
        return [(station, self[OFFICERS + station.code]) for station in self.forming.stations]


def initial_values(forming: Forming, base: Settings | None) -> dict[str, Any]:
    """Defaults, or the settings of another scenario; stations new since then take today's officers."""
    officers = base.officers_by_station if base else {}
    weights = base.weights if base else {}
    values: dict[str, Any] = {
        "name": base.name if base else "",
        "note": base.note if base else "",
        "balance_pct": base.balance_pct if base else DEFAULT_BALANCE_PCT,
        "change_weight": base.change_weight if base else 0.3,
        "objective": base.objective if base else "moment_of_inertia",
        "time_s": base.time_s if base else 30,
        "seed": base.seed if base else 1,
    }
    values |= {WEIGHT + row.fact.key: weights.get(row.fact.key, row.weight) for row in forming.facts}
    values |= {
        OFFICERS + one.code: officers.get(one.code, max(1, one.officers_today)) for one in forming.stations
    }
    return values | initial_wishes(forming, base.wishes if base else Wishes())


class PackForm(forms.Form):
    """A weight pack: a name and one field a fact."""

    name = forms.CharField(label=_("Name"), max_length=60)
    note = forms.CharField(label=_("Where the figures come from"), max_length=200, required=False)

    def __init__(self, *args: Any, forming: Forming, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in forming.facts:
            self.fields[WEIGHT + row.fact.key] = forms.FloatField(
                label=str(row.fact.label),
                min_value=0,
                max_value=MAX_WEIGHT,
                initial=row.weight,
                help_text=_("Hours a year for one %(unit)s. %(reason)s")
                % {"unit": row.fact.unit, "reason": row.fact.reason},
                widget=forms.NumberInput(attrs={"step": "any"}),
            )

    def weights(self) -> dict[str, float]:
        data = self.cleaned_data
        return {key.removeprefix(WEIGHT): value for key, value in data.items() if key.startswith(WEIGHT)}
