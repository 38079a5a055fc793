"""挂图: the four-level grid on paper, A4 to A0, as a vector PDF with embedded fonts."""

from jingge.portal.web.wall_map.draw import draw_wall_map
from jingge.portal.web.wall_map.sheet import PAPERS

__all__ = ["PAPERS", "draw_wall_map"]
