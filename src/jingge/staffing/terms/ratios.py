"""The two ratios, strength by place, and moves in thought."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jingge.staffing.terms.words import Place, Shown


@dataclass(frozen=True, slots=True)
class Headcount:
    """Police officers only; auxiliaries and helpers never count."""

    bureau: int
    station: int
    community: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """One of the two targets. `share` is exact; None when there is nobody to share among."""

    part: int
    whole: int
    target: Fraction
    share: Fraction | None
    least: int  # the least `part` that passes with this `whole`
    spare: int  # how many of `part` could go before it fails; negative = how many are lacking
    passes: bool


@dataclass(frozen=True, slots=True)
class Ratios:
    """Both targets on a day. `first` is None for one station's view: it has no bureau to compare with."""

    day: date
    display: Shown
    first: Ratio | None  # station officers ÷ bureau officers
    second: Ratio  # community officers ÷ station officers
    station_code: str = ""  # "" = the whole bureau


@dataclass(frozen=True, slots=True)
class Move:
    """`officers` people going from one place to another, in thought."""

    officers: int
    source: Place
    target: Place
    were_community: bool = False
    become_community: bool = False


@dataclass(frozen=True, slots=True)
class WhatIf:
    before: Ratios
    after: Ratios
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class StrengthRow:
    """Who serves at one place on a day. Community officers are among the `officers`."""

    place: Place
    name: str
    officers: int = 0
    community_officers: int = 0
    auxiliaries: int = 0
    helpers: int = 0


@dataclass(frozen=True, slots=True)
class StrengthTable:
    """Stations, brigades and departments; `total` is their sum and, for bureau roles, the whole bureau."""

    day: date
    stations: tuple[StrengthRow, ...]
    elsewhere: tuple[StrengthRow, ...]
    total: StrengthRow
