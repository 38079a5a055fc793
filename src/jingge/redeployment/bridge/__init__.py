"""The door to the staffing engine."""

from jingge.redeployment.bridge.answering import draw

__all__ = ["draw"]
