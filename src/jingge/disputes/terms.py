"""The words of disputes and their mediation. Types and levels are of the matter, never of a person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason


class Level(TextChoices):
    """How urgent the matter is."""

    RED = "red", _("Red: may turn violent")
    ORANGE = "orange", _("Orange: may grow")
    YELLOW = "yellow", _("Yellow: ordinary")


class State(TextChoices):
    """Where a dispute stands."""

    OPENED = "opened", _("To be judged")
    FIT = "fit", _("To be mediated")
    SECOND = "second", _("To be mediated a second time")
    AGREED = "agreed", _("Agreed, to be performed")
    PERFORMED = "performed", _("Performed")
    VISITED = "visited", _("Visited afterwards")
    CASE = "case", _("Handled as a case")
    TO_REFER = "to_refer", _("To be referred")
    REFERRED = "referred", _("Referred")
    SETTLED = "settled", _("Settled by people's mediation")


class Deed(TextChoices):
    """One line of a dispute's story: only ever added."""

    OPEN = "open", _("The dispute is registered")
    JUDGE = "judge", _("Judged whether it can be mediated")
    MEET = "meet", _("Mediated without agreement, a second time follows")
    AGREE = "agree", _("Agreement reached")
    FAIL = "fail", _("Mediation failed")
    PERFORM = "perform", _("Found to be performed")
    NOT_PERFORM = "not_perform", _("Found not to be performed")
    VISIT = "visit", _("Return visit")
    REFER = "refer", _("Referred to another body")
    SETTLE = "settle", _("People's mediation reached an agreement")
    RESTART = "restart", _("Begun anew after the incident was opened again")
    CORRECT = "correct", _("Type or level corrected")
    TAKE_BACK = "take_back", _("A step was taken back")


class FitGround(TextChoices):
    """What makes a minor case fit for mediation by the police (程序规定 article 178)."""

    QUARREL = (
        "quarrel",
        _("Art. 178(1): arose from a trifle between relatives, neighbours, colleagues, pupils"),
    )
    PROVOKED = "provoked", _("Art. 178(2): was brought about by a fault of the injured side before")
    EASIER = "easier", _("Art. 178(3): mediation solves the conflict more easily")


class Bar(TextChoices):
    """What rules mediation by the police out (程序规定 article 179)."""

    HIRED = "hired", _("Art. 179(1): somebody was hired to hurt another")
    GANG = "gang", _("Art. 179(2): fight of gangs or other provocation")
    REPEATED = "repeated", _("Art. 179(3): violations were committed several times")
    UNWILLING = "unwilling", _("Art. 179(4): a side says clearly that it does not want mediation")
    NEW_OFFENCE = "new_offence", _("Art. 179(5): a new violation against the other side during mediation")
    FLIGHT = "flight", _("Art. 179(6): a suspect fled during mediation")
    OTHER = "other", _("Art. 179(7): otherwise not suitable")


class Failure(TextChoices):
    """Why mediation ended without an agreement."""

    NO_AGREEMENT = "no_agreement", _("Art. 185: no agreement was reached")
    UNWILLING = "unwilling", _("Art. 179(4): a side says clearly that it does not want mediation")
    NEW_OFFENCE = "new_offence", _("Art. 179(5): a new violation against the other side during mediation")
    FLIGHT = "flight", _("Art. 179(6): a suspect fled during mediation")


class Outcome(TextChoices):
    """What the check of suitability says."""

    FIT = "fit", _("Fit for mediation by the police")
    CASE = "case", _("Not fit: handled as a case")
    REFER = "refer", _("No violation: to be referred")


class Performance(TextChoices):
    """How an agreement is performed; what it says stands on its paper alone."""

    AT_ONCE = "at_once", _("At once, on the spot")
    ONE_PAYMENT = "one_payment", _("One payment")
    INSTALMENTS = "instalments", _("Payment in parts")
    WORK = "work", _("By doing something")
    REFRAIN = "refrain", _("By refraining from something")
    APOLOGY = "apology", _("By an apology")


class VisitResult(TextChoices):
    HOLDS = "holds", _("The agreement holds")
    TENSE = "tense", _("The matter is still tense")
    AGAIN = "again", _("The matter has flared up again")


class Body(TextChoices):
    """Whom a dispute is referred to."""

    PEOPLE = "people", _("People's mediation")
    COURT = "court", _("Court")


@dataclass(frozen=True, slots=True)
class DisputeType:
    """A type of dispute, with its share of one real month as a comparison."""

    code: str
    name_zh: str
    name_en: str
    share: float  # per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is answered for the check of suitability."""

    violation: bool
    minor: bool
    grounds: tuple[FitGround, ...] = ()
    bars: tuple[Bar, ...] = ()
    appraisal_on: date | None = None  # when an appraisal of injuries was finished


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of the check, with every reason it rests on."""

    outcome: Outcome
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of an agreement only its number, its dates and the way of performance are kept."""

    number: str
    day: date
    perform_by: date
    performance: Performance


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    body: Body
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Doors:
    """Why each deed on a dispute cannot be done now, None where it can."""

    judge: Reason | None
    meet: Reason | None
    agree: Reason | None
    fail: Reason | None
    perform: Reason | None
    not_perform: Reason | None
    visit: Reason | None
    refer: Reason | None
    settle: Reason | None
    restart: Reason | None
    correct: Reason | None
    take_back: Reason | None


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many disputes of a type came in a month."""

    code: str
    name: str
    count: int
    share: float  # per cent of the month
    known_share: float  # of the real month it is compared with


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many disputes came from a level-2 unit in a month, and how they ended."""

    unit_code: str
    unit_name: str
    station_code: str
    station_name: str
    count: int
    red: int
    orange: int
    yellow: int
    mediated: int
    referred: int
    case: int
    open: int
