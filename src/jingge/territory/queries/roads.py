"""Roads of the bureau, as lines for the map and as a network for travel."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
import shapely
from django.db.models import QuerySet

from jingge.common.viewer import Viewer
from jingge.territory.geo.plane import Floats
from jingge.territory.geo.roads import Network, build_network
from jingge.territory.models import Road


@dataclass(frozen=True)
class RoadGraph:
    """The network of a bureau; without roads every way is the straight line times 1.3."""

    network: Network

    @property
    def is_empty(self) -> bool:
        return len(self.network.nodes) == 0

    def travel_km(self, sources: Floats, targets: Floats) -> Floats:
        """Kilometres between points in degrees, (len(sources), len(targets))."""
        return self.network.travel_km(np.asarray(sources, dtype=float), np.asarray(targets, dtype=float))


def list_roads(viewer: Viewer) -> QuerySet[Road]:
    """All roads of the bureau: a station's patrols leave its ground."""
    return Road.objects.filter(bureau_id=viewer.bureau_id).order_by("name", "id")


def road_graph(bureau_id: UUID) -> RoadGraph:
    wkbs = [
        bytes(wkb)
        for wkb in Road.objects.filter(bureau_id=bureau_id).order_by("id").values_list("wkb", flat=True)
    ]
    lines = np.asarray(shapely.from_wkb(np.array(wkbs, dtype=object)), dtype=object)
    return RoadGraph(build_network(lines))
