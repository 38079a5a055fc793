"""Words in a row, with the stops of the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def listed(words: Iterable[object]) -> str:
    """Names or words of one kind: 甲、乙、丙."""
    return _(", ").join(str(word) for word in words)


def told(sentences: Iterable[object]) -> str:
    """Statements one after another: 缺一人；缺一室."""
    return _("; ").join(str(sentence) for sentence in sentences)
