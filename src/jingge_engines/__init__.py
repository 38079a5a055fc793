"""Pure algorithms of Jingge 警格: no Django, no clock, no I/O, no global randomness."""

from time import perf_counter

LOADED_AT = perf_counter()
"""When this process began to load the engines: a command's time limit counts from here."""
