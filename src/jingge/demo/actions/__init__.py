"""What loads the demonstration: its tables, its people's accounts, its everyday work."""

from jingge.demo.actions.loading import (
    IN_FORCE_FROM,
    DemoAccount,
    load_demonstration,
    reset_demonstration_passwords,
)

__all__ = ["IN_FORCE_FROM", "DemoAccount", "load_demonstration", "reset_demonstration_passwords"]
