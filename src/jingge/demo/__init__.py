"""The demonstration county: real codes and names of 灵武市, everything else synthesised from a seed.

Writes the same tables a bureau would hand over, so that the demonstration runs through the ordinary import.
"""
