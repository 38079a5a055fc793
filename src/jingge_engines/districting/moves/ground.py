"""What the compiled search plays on, and what it changes: plain arrays under names.

`Ground` stays as it is during a run and may be shared by threads; every running search has a `Play` of its own.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jingge_engines.districting.problem import Floats, Ints

NEAR, FAR, EDGE = 0, 1, 2
"""Rows of `Play.centre` (the moment of inertia and travel may each have a centre of their own) and places in
`Ground.scale`."""
BEST_VIOLATION, BEST_VALUE, VIOLATION, VALUE = 0, 1, 2, 3
"""Places in `Play.figures`."""
SEARCHES = 64
"""An atom with so many neighbours in its area, or more, stays where it is."""


class Ground(NamedTuple):
    """Atoms, who touches whom, and what each choice costs."""

    offsets: Ints
    targets: Ints
    weights: Floats
    """Weight of the edge along every entry."""
    source: Ints
    """Atom at the beginning of every entry."""
    back: Ints
    """The entry of the same edge seen from the other end."""
    amounts: Floats
    """Atoms x measures."""
    lows: Floats
    highs: Floats
    even: Floats
    """Price of ((x - mean) / mean)^2 of an area, by measure."""
    means: Floats
    stakes: Floats
    """Atoms x today's areas: what is gained when the atom stays there."""
    near: Floats
    """Atoms x centres of the first layer, and of the second; no columns where there is none."""
    far: Floats
    near_owner: Ints
    """Atom that must lie in an area for it to use that centre; -1: any area may."""
    far_owner: Ints
    first: Ints
    """Columns of atom a in a layer whose centres are its own units: first[a]:first[a + 1]."""
    tie_offsets: Ints
    tie_targets: Ints
    tie_prices: Floats
    """Positive: to be together; negative: to be apart. In load units."""
    scale: Floats
    """What the layers are multiplied with, and the price of a cut edge."""


class Play(NamedTuple):
    """A plan on the move."""

    area: Ints
    best: Ints
    figures: Floats
    """Violation and value of `best`, and of `area`."""
    loads: Floats
    """Areas x measures."""
    sizes: Ints
    centre: Ints
    """Layers x areas: column of the centre."""
    worth: Floats
    """Layers x areas: cost of the area from that centre."""
    moved: Ints
    """Changes of an area since its centre was last looked for."""
    matched: Ints
    """Today's area (column of stakes) that each area continues; -1: none."""
    head: Ints
    after: Ints
    before: Ints
    """Atoms of every area as linked lists."""
    border: Ints
    spot: Ints
    length: Ints
    """How many entries `border` has, and how many areas `window`."""
    queue: Ints
    stamp: Ints
    root: Ints
    """Workspace of the test of contiguity."""
    dice: NDArray[np.uint64]
    active: Ints
    """1 for areas at play."""
    window: Ints
    """Areas that are being redrawn."""
    earlier: Ints
    past: Floats
    past_loads: Floats
    past_centre: Ints
    past_worth: Floats
    """What they were before: areas of atoms, figures, loads, centres and costs."""
    parent: Ints
    side: Ints
    branch: Floats
    """Of a spanning tree: the atom above, 1 in the branch that is cut off, sums of the branch below."""


def play_of(ground: Ground, districts: int, area: Ints, seed: int) -> Play:
    """Arrays for a search that begins from `area`; `setting.set_up` fills them."""
    atoms, entries = len(area), len(ground.targets)

    def numbers(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int64)

    return Play(
        area=area.copy(),
        best=area.copy(),
        figures=np.full(4, np.inf),
        loads=np.zeros((districts, ground.amounts.shape[1])),
        sizes=numbers(districts),
        centre=numbers(2, districts),
        worth=np.zeros((2, districts)),
        moved=numbers(districts),
        matched=np.full(districts, -1, dtype=np.int64),
        head=numbers(districts),
        after=numbers(atoms),
        before=numbers(atoms),
        border=numbers(entries),
        spot=numbers(entries),
        length=numbers(2),
        queue=numbers(atoms),
        stamp=numbers(atoms + 1),
        root=numbers(2 * SEARCHES),
        dice=np.array([seed], dtype=np.uint64),
        active=np.ones(districts, dtype=np.int64),
        window=numbers(districts),
        earlier=numbers(atoms),
        past=np.zeros(2),
        past_loads=np.zeros((districts, ground.amounts.shape[1])),
        past_centre=numbers(2, districts),
        past_worth=np.zeros((2, districts)),
        parent=numbers(atoms),
        side=numbers(atoms),
        branch=np.zeros((atoms, ground.amounts.shape[1])),
    )
