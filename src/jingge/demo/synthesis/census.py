"""How many people live in each town: 2010 by town, brought up to the census of 2020.

- Nine towns have a figure of 2010 (GeoNames): together 253,027. The census of 2010 counted 261,677, so
  8,650 people belong to the two places without a figure, 马家滩镇 and the former 狼皮子梁. The split between
  the two is assumed. 狼皮子梁 was dissolved in 2020 and its villages belong to 郝家桥镇.
- Every figure is multiplied by 294,156 / 261,677, the two census totals, and rounded so that the sum is kept.
- 宁东镇 lies outside the eight stations. The living areas of state farms and nurseries in the eight towns
  are not units of the grid; their people are counted in the units around them.
"""

from jingge.demo.synthesis.shares import share_out
from jingge.demo.synthesis.source import read_towns
from jingge.demo.terms import NINGDONG

CENSUS_2010 = 261_677
CENSUS_2020 = 294_156
LANGPIZILIANG_2010 = 4_650
"""Assumed part of the 8,650; the rest is 马家滩镇."""
HAOJIAQIAO = "640181101"
PEOPLE_PER_HOUSEHOLD = 2.65


def populations_2020() -> dict[str, int]:
    """People by town code, all ten towns, summing to the census of 2020."""
    towns = read_towns()
    known = sum(town.population_2010 or 0 for town in towns)
    majiatan = CENSUS_2010 - known - LANGPIZILIANG_2010
    in_2010 = [
        (town.population_2010 or majiatan) + (LANGPIZILIANG_2010 if town.code == HAOJIAQIAO else 0)
        for town in towns
    ]
    return dict(zip((town.code for town in towns), share_out(CENSUS_2020, in_2010), strict=True))


def people_in_scope() -> int:
    return sum(people for code, people in populations_2020().items() if code != NINGDONG)


def households_in_scope() -> int:
    return round(people_in_scope() / PEOPLE_PER_HOUSEHOLD)
