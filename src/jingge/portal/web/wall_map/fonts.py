"""Noto Sans SC (SIL Open Font License), embedded as subsets so that any printer shows the same."""

from django.conf import settings
from django.utils.translation import gettext as _
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from jingge.common.errors import Refused

REGULAR, BOLD = "NotoSansSC", "NotoSansSC-Bold"
FILES = {REGULAR: "NotoSansSC_400Regular.ttf", BOLD: "NotoSansSC_700Bold.ttf"}


def load_fonts() -> None:
    """Register the two faces once; a missing file is said with its mend."""
    for name, file in FILES.items():
        path = settings.HOME / "vendor" / "fonts" / file
        if not path.exists():
            raise Refused(
                _("The font file %(file)s is missing. Run `make provision` on the server.") % {"file": file}
            )
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path)))
