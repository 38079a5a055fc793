"""What a draft of the rules would have meant: told by the contexts whose matters follow the rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.norms.terms.packs import Pack


@dataclass(frozen=True, slots=True)
class WouldBe:
    """One matter that the draft would have treated otherwise."""

    subject: str  # its number
    route: str  # page of the matter, by its id
    subject_id: UUID
    on: date
    what: Reason  # "led by", the name of the time limit
    before: Reason
    after: Reason
    tone: str  # "bad" when it would have been late or without a place in the rules


@dataclass(frozen=True, slots=True)
class Preview:
    """Of `looked` matters of the span, those that would have been treated otherwise."""

    looked: int
    rows: tuple[WouldBe, ...]


Previewer = Callable[[Viewer, Pack, date, date], Preview]
"""(who asks, the draft read as a pack, first day, last day) → what would have been otherwise."""

_previewers: list[Previewer] = []


def offer_preview(previewer: Previewer) -> Previewer:
    """Called once by a context that lies above norms."""
    if previewer not in _previewers:
        _previewers.append(previewer)
    return previewer


def previewers() -> tuple[Previewer, ...]:
    return tuple(_previewers)
