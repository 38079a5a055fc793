"""What every engine stands on: graphs, plain geometry, stopping rules, dice, progress and results."""

from jingge_engines.core import observe, stop

__all__ = ["observe", "stop"]
