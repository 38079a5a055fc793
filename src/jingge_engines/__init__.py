"""Pure algorithms of Jingge 警格: no Django, no clock, no I/O, no global randomness."""
