"""The demonstration county Lingwu: real units, the rest synthesised from a seed and marked so."""
