"""Makers of the things tests stand on."""
