"""Whether the police may mediate (公安机关办理行政案件程序规定 articles 178 and 179), with the reasons."""

from django.utils.translation import gettext as _

from jingge.disputes.terms import Answers, Judgement, Outcome


def judged(answers: Answers) -> Judgement:
    """Without a violation it is referred; a bar rules mediation out; else one ground is needed."""
    if not answers.violation:
        reason = _("Art. 178: without a violation the sides are told to go to a court or people's mediation.")
        return Judgement(Outcome.REFER, (reason,))
    if answers.bars:
        return Judgement(Outcome.CASE, tuple(bar.label for bar in answers.bars))
    if not answers.minor:
        return Judgement(Outcome.CASE, (_("Art. 178: only a minor violation can be mediated."),))
    if not answers.grounds:
        return Judgement(Outcome.CASE, (_("Art. 178: none of the three grounds for mediation is there."),))
    return Judgement(Outcome.FIT, tuple(ground.label for ground in answers.grounds))
