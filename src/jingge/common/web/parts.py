"""The building blocks a page hands to its template: values with a meaning, not markup."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise
TONES = ("neutral", "info", "good", "warn", "bad")


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word. The tone adds a sign, so that colour is never the only signal."""

    label: Text
    tone: str = "neutral"

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a maximum, drawn and written."""

    value: float
    maximum: float
    label: Text = ""
    tone: str = ""

    @property
    def share(self) -> float:
        """Per cent of the maximum, between 0 and 100."""
        return round(min(max(self.value / self.maximum, 0.0), 1.0) * 100, 2) if self.maximum else 0.0

    def __str__(self) -> str:
        return str(self.label) or f"{self.value:g}"


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go, or with `post` a deed to send (as a small form with its own token)."""

    label: object  # a text, or a value that a table writes its own way
    url: str
    icon: str = ""
    kind: str = ""  # "" | primary | danger | quiet
    current: bool = False
    post: bool = False
    drawer: bool = False
    why_not: Text | None = None  # a reason: shown as a disabled button that says why

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its definition, its date and the way to its rows."""

    label: Text
    value: object
    unit: Text = ""
    hint: Text = ""  # definition or date, always visible
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: state is done, current or ahead."""

    label: Text
    state: str
    url: str = ""
