"""Uploads go to disk, and one that is stated to be too large does not even do that."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

FORM_FIELDS = 1024 * 1024  # what the rest of a form may weigh


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Passes over the files of a request whose stated length is above the limit; the page then says why."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:  # noqa: N803
        self.too_big = content_length > settings.UPLOAD_LIMIT_MB * 1024 * 1024 + FORM_FIELDS

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.too_big:
            raise SkipFile
        super().new_file(*args, **kwargs)
