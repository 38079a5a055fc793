"""Loading a configuration pack: all of it or nothing."""

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.exchange.queries.packs import compare_pack
from jingge.exchange.rules.packs import PackLine, read_pack
from jingge.organisation.actions import change_ratio_display
from jingge.planning.actions import save_weight_pack


@transaction.atomic
def load_pack(*, content: bytes, by: Viewer) -> list[PackLine]:
    """Set what the pack says; refused as a whole when one value cannot be taken."""
    sections = read_pack(content)
    lines = compare_pack(by, sections)
    if bad := [line for line in lines if line.why_not]:
        raise Refused("; ".join(f"{line.section} · {line.name}: {line.why_not}" for line in bad[:5]))
    changed = {(line.section, line.name) for line in lines if line.changes}
    for name, weights in sections.get("weights", {}).items():
        if ("weights", name) in changed:
            save_weight_pack(name=name, weights=weights, by=by)
    for name, value in sections.get("settings", {}).items():
        if ("settings", name) in changed:
            change_ratio_display(display=value, by=by)
    record(action="exchange.load_pack", by=by, detail={"changed": sorted(f"{s}.{n}" for s, n in changed)})
    return lines
