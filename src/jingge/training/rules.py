"""What a class, a paper and a try must be, on plain values."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from jingge.common.errors import Invalid, Reason
from jingge.common.wording import listed
from jingge.training.terms import ClassSpec, Question, Standing

MOST_QUESTIONS = 50


def standing(*, attended: bool, tested: bool, passed: bool) -> Standing:
    """A class with a test counts once the test is passed; one without counts by attendance."""
    if not attended:
        return Standing.LACKING
    return Standing.COVERED if passed or not tested else Standing.TEST_OPEN


def refuse_class(spec: ClassSpec) -> None:
    if not spec.name.strip():
        raise Invalid("name", spec.name, _("Write the name of the class."))
    if spec.last_day < spec.first_day:
        raise Invalid("last_day", spec.last_day, _("The class ends before it begins."))
    if not spec.topic_ids:
        raise Invalid("topics", "", _("Choose at least one topic."))


def read_paper(text: str) -> list[Question]:
    """No text: the test is held on paper."""
    return read_questions(text) if text.strip() else []


def read_questions(text: str) -> list[Question]:
    """Blocks divided by an empty line: the question, then one choice a line, `*` before the right one, `-` before others."""
    questions = []
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    for number, block in enumerate(blocks, start=1):
        first, *rest = [line.strip() for line in block.split("\n") if line.strip()]
        if wrong := next((line for line in rest if line[0] not in "*-"), ""):
            raise Invalid(
                "questions", wrong, _("Question %(n)s: begin each choice with - or *.") % {"n": number}
            )
        marks = [line[0] for line in rest]
        if len(rest) < 2 or marks.count("*") != 1:
            mend = _("Question %(n)s: give two choices or more, one of them marked with *.")
            raise Invalid("questions", first, mend % {"n": number})
        questions.append(Question(first, tuple(line[1:].strip() for line in rest), marks.index("*")))
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise Invalid("questions", len(questions), _("Write 1 to %(n)s questions.") % {"n": MOST_QUESTIONS})
    return questions


def write_questions(questions: Sequence[Question]) -> str:
    """As a person types them: what `read_questions` reads."""
    return "\n\n".join(
        "\n".join([q.text, *(f"{'*' if n == q.right else '-'} {one}" for n, one in enumerate(q.choices))])
        for q in questions
    )


def score(questions: Sequence[Question], answers: Sequence[int]) -> int:
    """Per cent of the questions answered right, cut: 100 means all of them."""
    right = sum(1 for q, answer in zip(questions, answers, strict=True) if q.right == answer)
    return right * 100 // len(questions)


def why_not_paper(*, tries: int) -> Reason | None:
    if tries:
        return _("Somebody has taken this test already: its questions stay as they are.")
    return None


def why_not_change(*, cancelled: bool) -> Reason | None:
    return _("The class is cancelled; hold it after all first.") if cancelled else None


def why_not_drop_topic(name: str, *, people: int, tested: bool) -> Reason | None:
    """A topic that people learnt in a class stays in it."""
    if people:
        return _("%(n)d people are entered as attending “%(topic)s”: it stays in the class.") % {
            "n": people,
            "topic": name,
        }
    if tested:
        return _("“%(topic)s” has a test in this class: it stays in the class.") % {"topic": name}
    return None


def why_not_reinstate(*, cancelled: bool) -> Reason | None:
    return None if cancelled else _("The class is not cancelled.")


def why_not_close_topic(*, closed: bool) -> Reason | None:
    return _("The topic is closed already.") if closed else None


def why_not_reopen_topic(*, closed: bool) -> Reason | None:
    return None if closed else _("The topic is not closed.")


def why_not_mark(
    *, mark: int | None, day: date, first_day: date, today: date, tested: bool, attended: bool
) -> tuple[str, Reason] | None:
    """Field and reason."""
    if not tested:
        return "topic", _("The topic has no test in this class: set its pass mark first.")
    if not attended:
        return "number", _("This officer is not entered as attending the topic.")
    if mark is not None and not 0 <= mark <= 100:
        return "mark", _("Write a mark between 0 and 100.")
    if not first_day <= day <= today:
        span = {"first": first_day, "today": today}
        return "day", _(
            "The day of the test lies between %(first)s, when the class began, and %(today)s."
        ) % span
    return None


def why_not_take_out(numbers: Sequence[str]) -> Reason | None:
    """Whoever has a result was there."""
    if not numbers:
        return None
    mend = _("%(who)s took the test of this topic: they stay entered as attending.")
    return mend % {"who": listed(numbers)}


def why_not_attend(*, cancelled: bool, first_day: date, today: date) -> Reason | None:
    if cancelled:
        return _("The class is cancelled.")
    if first_day > today:
        return _("The class has not begun yet.")
    return None


def why_not_take(*, passed: bool) -> Reason | None:
    return _("You have passed this test already.") if passed else None


def why_not_cancel(*, cancelled: bool, people: int) -> Reason | None:
    if cancelled:
        return _("The class is cancelled.")
    if people:
        return _("People are entered as attending: take them out first.")
    return None
