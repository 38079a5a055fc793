"""Staffing: who serves where, with the least movement that meets every rule, and the proof of it."""

from jingge_engines.staffing.certify import certify
from jingge_engines.staffing.clash import Clash, clash
from jingge_engines.staffing.curve import Point, curve, marginal
from jingge_engines.staffing.problem import Kind, Person, Post, Problem, ProblemError, Station
from jingge_engines.staffing.rules import Rule
from jingge_engines.staffing.solution import Move, Result, Terms
from jingge_engines.staffing.solve import solve

__all__ = [
    "Clash", "Kind", "Move", "Person", "Point", "Post", "Problem", "ProblemError", "Result", "Rule", "Station",
    "Terms", "certify", "clash", "curve", "marginal", "solve",
]  # fmt: skip
