"""A form's page: shown, sent, done or refused beside its field."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jingge.common.errors import Invalid


def answer(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[], str],
    *,
    title: str,
    label: str,
    back: str,
    text: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, deed())
        except Invalid as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(
                field, f"{refusal.value}: {refusal.reason}" if refusal.value else str(refusal.reason)
            )
        else:
            return redirect(back)
    context = {"title": title, "form": form, "label": label, "back": back, "text": text}
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
