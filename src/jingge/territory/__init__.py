"""The four-level grid: dated versions, boundaries, look-ups; the geo port."""
