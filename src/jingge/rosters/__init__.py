"""Who works when at a station: months drawn by the engine, changed by hand, swapped, repaired, published."""
