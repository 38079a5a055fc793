"""The reconciliation: everything recomputed from single entries."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.fund.models import Contract, Entry, YearClosing
from jingge.fund.queries.lines import list_lines
from jingge.fund.rules import due, total_due
from jingge.fund.terms import ContractState, EntryKind, Finding, yuan


def reconciliation(viewer: Viewer) -> list[Finding]:
    """Everything recomputed from single entries, one by one, beside what pages show."""
    entries = list(
        Entry.objects.filter(bureau_id=viewer.bureau_id).select_related("reverses", "line").order_by("number")
    )
    findings = [numbering(entries), counters(entries)]
    for line in list_lines(viewer):
        own = [e for e in entries if e.line_id == line.id]
        for kind, kept in (
            (EntryKind.BUDGET, line.budget),
            (EntryKind.COMMIT, line.committed),
            (EntryKind.PAY, line.paid),
        ):
            again = sum(e.amount_fen for e in own if e.kind == kind)
            what = f"{line.year} {line.code} · {kind.label}"
            findings.append(Finding(what, again, kept, True, again == kept))
        what = _("%(line)s: paid ≤ promised ≤ budget") % {"line": f"{line.year} {line.code}"}
        fits = line.paid <= line.committed <= line.budget
        findings.append(Finding(what, None, None, True, fits))
    return [*findings, *contract_findings(viewer, entries), *closing_findings(viewer, entries)]


def numbering(entries: list[Entry]) -> Finding:
    good = [e.number for e in entries] == list(range(1, len(entries) + 1))
    last = entries[-1].number if entries else 0
    return Finding(_("Entries numbered without a gap"), len(entries), last, False, good)


def counters(entries: list[Entry]) -> Finding:
    wrong = [
        str(e.number)
        for e in entries
        if e.reverses is not None
        and (e.amount_fen + e.reverses.amount_fen, e.kind, e.line_id, e.contract_id, e.month)
        != (0, e.reverses.kind, e.reverses.line_id, e.reverses.contract_id, e.reverses.month)
    ]
    count = sum(1 for e in entries if e.reverses_id is not None)
    what = _("Counter-entries that cancel exactly what they take back")
    return Finding(what, count - len(wrong), count, False, not wrong, listed(wrong))


def contract_findings(viewer: Viewer, entries: list[Entry]) -> list[Finding]:
    promised: defaultdict[UUID | None, int] = defaultdict(int)
    paid: defaultdict[tuple[UUID | None, date | None], int] = defaultdict(int)
    for entry in entries:
        if entry.kind == EntryKind.COMMIT:
            promised[entry.contract_id] += entry.amount_fen
        elif entry.kind == EntryKind.PAY:
            paid[entry.contract_id, entry.month] += entry.amount_fen
    contracts = list(Contract.objects.filter(bureau_id=viewer.bureau_id).select_related("officer"))
    terms = {
        c.pk: total_due(c.monthly_fen, c.valid_from, c.valid_to) if c.state == ContractState.STANDS else 0
        for c in contracts
    }
    off = [c.officer.police_number for c in contracts if promised[c.pk] != terms[c.pk]]
    over = [
        f"{c.officer.police_number} {month:%Y-%m} {yuan(fen)}"
        for c in contracts
        for month, fen in ((m, f) for (pk, m), f in paid.items() if pk == c.pk and m is not None)
        if not 0 <= fen <= due(c.monthly_fen, c.valid_from, c.valid_to, month)
    ]
    what = _("Promises recomputed from the contracts' days and pay")
    return [
        Finding(what, sum(terms.values()), sum(promised.values()), True, not off, listed(off)),
        Finding(
            _("Months paid beyond what is due, or outside a contract"),
            0,
            len(over),
            False,
            not over,
            listed(over),
        ),
    ]


def closing_findings(viewer: Viewer, entries: list[Entry]) -> Iterator[Finding]:
    """What was paid in each closed year, as it was when it was closed."""
    rows = YearClosing.objects.filter(bureau_id=viewer.bureau_id, reopened_on__isnull=True)
    for row in rows.order_by("-year"):
        own = [e for e in entries if e.line.year == row.year]
        for kind, kept in (
            (EntryKind.BUDGET, row.budget_fen),
            (EntryKind.COMMIT, row.committed_fen),
            (EntryKind.PAY, row.paid_fen),
        ):
            again = sum(e.amount_fen for e in own if e.kind == kind)
            what = _("%(year)s as closed on %(day)s · %(kind)s")
            words = {"year": row.year, "day": row.closed_on.isoformat(), "kind": kind.label}
            yield Finding(what % words, again, kept, True, again == kept)
