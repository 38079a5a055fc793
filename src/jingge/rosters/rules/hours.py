"""Times of day as people write them."""

from datetime import date, datetime, time, timedelta


def clock_text(minute: int) -> str:
    return f"{minute % 1440 // 60:02d}:{minute % 60:02d}"


def hours_text(start: int, minutes: int) -> str:
    """08:30–16:30; a shift that ends on the next day has a +1."""
    end = start + minutes
    return f"{clock_text(start)}–{clock_text(end)}" + (
        "+1" if (end >= 1440 and end % 1440 != 0) or end > 1440 else ""
    )


def begins(day: date, start: int) -> datetime:
    """Local time, without a zone."""
    return datetime.combine(day, time()) + timedelta(minutes=start)
