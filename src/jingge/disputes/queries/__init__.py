"""Reads of disputes; who may see the incident sees its dispute."""
