"""What a role may be able to do, in the words of the work."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import Role

ROLE_LABELS: dict[Role, str | Promise] = {
    Role.BUREAU_LEADER: _("Bureau leader"),
    Role.COMMAND_OFFICE: _("Command office"),
    Role.STATION_HEAD: _("Station head"),
    Role.COMMUNITY_OFFICER: _("Community officer"),
    Role.BRIGADE: _("Brigade"),
    Role.AUDITOR: _("Auditor"),
    Role.IT_CLERK: _("IT clerk"),
}


class Ability(StrEnum):
    """One kind of deed or look. Every route names exactly one (or PUBLIC / SIGNED_IN)."""

    PUBLIC = "public"  # before sign-in
    SIGNED_IN = "signed_in"  # anyone with an account, about themselves or the shared shell
    SEE_GROUND = "see_ground"  # map, grid, offices, own station's or whole bureau's
    SEE_STAFF = "see_staff"  # postings by name
    SEE_OWN_POSTING = (
        "see_own_posting"  # an officer's file and posting sheet: one's own, or as SEE_STAFF lets
    )
    SEE_PLANS = "see_plans"
    EDIT_PLANS = "edit_plans"  # create, solve, hand-edit, submit
    DECIDE_PLANS = "decide_plans"  # approve or return: never one's own
    ADOPT_PLANS = "adopt_plans"
    SEE_MOVES = "see_moves"  # plans that would move people across the whole bureau, by name
    EDIT_STAFF = "edit_staff"
    BOOK_WORK = "book_work"  # people of one's own ground on hours of work
    SEE_FUND = "see_fund"  # budget, contracts and pay of helpers
    KEEP_FUND = "keep_fund"  # enter contracts, payments and counter-entries
    SEE_TESTS = "see_tests"  # scores of the people on one's ground: for heads
    SEE_IMPORTS = "see_imports"
    RUN_IMPORTS = "run_imports"  # upload, map, apply, undo
    SEE_RUNS = "see_runs"
    FOLLOW_RUNS = "follow_runs"  # how far a job is, and stop it: one's own, or all for those who see all
    EDIT_SETTINGS = "edit_settings"  # weights, packs, modes
    SEE_INCIDENTS = "see_incidents"  # of one's own station or brigade, or of the whole bureau
    TAKE_INCIDENTS = "take_incidents"  # take in, review, handle, prepare and count a transfer
    BRING_IN_INCIDENTS = "bring_in_incidents"  # earlier ones, from a table
    DECIDE_TRANSFERS = "decide_transfers"  # approve one's own unit's, sign for what comes in
    SEE_FOLLOWUPS = "see_followups"  # of one's own station or areas, each look with its purpose
    KEEP_FOLLOWUPS = "keep_followups"
    COUNT_FOLLOWUPS = "count_followups"  # figures without records
    SEE_LOOKS = "see_looks"  # who looked at records, and why
    SWITCH_GROUNDS = "switch_grounds"  # propose that a ground of follow-ups is used or not
    DECIDE_GROUNDS = "decide_grounds"
    ARBITRATE = "arbitrate"  # say whose a disputed matter is
    SEE_AUDIT = "see_audit"
    EDIT_ACCOUNTS = "edit_accounts"
