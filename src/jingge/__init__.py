"""Jingge 警格: the platform, cut into contexts that stand in one strict order."""
