"""The words of the fund. All money is whole fen (1/100 yuan)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """What an entry changes: what may be spent, what is promised, what has been paid."""

    BUDGET = "budget", _("Budget")
    COMMIT = "commit", _("Promised by contract")
    PAY = "pay", _("Payment")


class ContractState(models.TextChoices):
    STANDS = "stands", _("Contract stands")
    WITHDRAWN = "withdrawn", _("Withdrawn: entered by mistake")


def yuan(fen: int) -> str:
    """1,270,000.00 from 127000000: by whole numbers, never through a float."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def in_yuan(fen: int) -> Decimal:
    """For files, where a figure has to stay a figure."""
    return Decimal(fen) / 100


def to_fen(amount: Decimal) -> int:
    return int((amount * 100).to_integral_exact())


@dataclass(frozen=True, slots=True)
class Sums:
    """What entries add up to."""

    budget: int = 0
    committed: int = 0
    paid: int = 0

    @property
    def free(self) -> int:
        """May still be promised."""
        return self.budget - self.committed

    @property
    def open(self) -> int:
        """Promised and not yet paid."""
        return self.committed - self.paid

    @property
    def left(self) -> int:
        """Not yet paid out."""
        return self.budget - self.paid


@dataclass(frozen=True, slots=True)
class ContractSpec:
    line_id: UUID
    numbers: tuple[str, ...]  # helpers, all with the same terms
    first_day: date
    last_day: date
    monthly_fen: int


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One row of a table of contracts."""

    number: str
    line: str  # code of a budget line of the first day's year
    first_day: date
    last_day: date
    monthly_fen: int


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One row of a table of payments."""

    number: str
    month: date
    amount_fen: int
    voucher: str


@dataclass(frozen=True, slots=True)
class LineRow:
    id: UUID
    year: int
    code: str
    name: str
    sums: Sums

    @property
    def budget(self) -> int:
        return self.sums.budget

    @property
    def committed(self) -> int:
        return self.sums.committed

    @property
    def paid(self) -> int:
        return self.sums.paid

    @property
    def left(self) -> int:
        return self.sums.left


@dataclass(frozen=True, slots=True)
class ContractRow:
    id: UUID
    officer_id: UUID
    number: str
    name: str
    station_name: str
    line: str
    first_day: date
    last_day: date
    monthly: int
    committed: int
    paid: int
    year: int
    state: ContractState

    @property
    def open(self) -> int:
        return self.committed - self.paid


@dataclass(frozen=True, slots=True)
class YearRow:
    """A budget year, open or closed."""

    year: int
    sums: Sums
    closed_on: date | None = None
    closed_by: str = ""

    @property
    def budget(self) -> int:
        return self.sums.budget

    @property
    def committed(self) -> int:
        return self.sums.committed

    @property
    def paid(self) -> int:
        return self.sums.paid

    @property
    def open(self) -> int:
        return self.sums.open

    @property
    def left(self) -> int:
        return self.sums.left


@dataclass(frozen=True, slots=True)
class EntryRow:
    id: UUID
    number: int
    day: date
    kind: EntryKind
    line: str
    helper: str
    month: date | None
    amount: int
    voucher: str
    by: str
    year: int
    reverses: int | None  # number of the entry it takes back
    reversed_by: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the reconciliation looked at."""

    what: str | Promise
    recomputed: int | None
    kept: int | None
    money: bool
    good: bool
    detail: str = ""
