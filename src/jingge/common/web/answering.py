"""A deed sent by a form: done, or refused where the person can mend it."""

from collections.abc import Callable

from django import forms

from jingge.common.errors import Invalid, NotAllowed, NotYours, Refused


def kept(form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Do it. What the rules refuse is said in the form, with everything filled in still there.

    Not found and not allowed stay pages of their own: there is nothing to mend in the form.
    """
    try:
        deed()
    except (NotYours, NotAllowed):
        raise
    except Invalid as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, f"{refusal.value}: {refusal.reason}" if refusal.value else str(refusal.reason))
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
    else:
        return True
    return False


def status_of(form: forms.BaseForm) -> int:
    """What the page answers with: refused by the rules, wrongly filled in, or as asked."""
    if not form.is_bound or not form.errors:
        return 200
    return Refused.status if form.non_field_errors() else Invalid.status
