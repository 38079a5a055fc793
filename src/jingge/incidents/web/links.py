"""What contexts above offer on the page of an incident: they add it here, so that incidents know none of them."""

from collections.abc import Callable
from typing import Any

from jingge.common.viewer import Viewer
from jingge.common.web.parts import Link

OFFERS: list[Callable[[Viewer, Any], Link | None]] = []


def offer(make: Callable[[Viewer, Any], Link | None]) -> None:
    OFFERS.append(make)


def more_links(viewer: Viewer, incident: Any) -> list[Link]:
    made = (make(viewer, incident) for make in OFFERS)
    return [link for link in made if link is not None]
