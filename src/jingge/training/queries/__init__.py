"""Reading training, beginning with who asks. Scores are for the officer and the heads only."""

from jingge.training.queries.classes import (
    attending,
    find_topic,
    get_class,
    get_topic,
    list_classes,
    list_topics,
    officers_on,
    paper_of,
    topic_parts,
    topic_rows,
    topics_of,
    with_result,
)
from jingge.training.queries.covering import (
    by_station,
    cover,
    cover_of,
    own_cover,
)
from jingge.training.queries.testing import (
    best_scores,
    list_results,
    oneself,
    own_paper,
    own_tests,
    questions_of,
)

__all__ = [
    "attending",
    "best_scores",
    "by_station",
    "cover",
    "cover_of",
    "find_topic",
    "get_class",
    "get_topic",
    "list_classes",
    "list_results",
    "list_topics",
    "officers_on",
    "oneself",
    "own_cover",
    "own_paper",
    "own_tests",
    "paper_of",
    "questions_of",
    "topic_parts",
    "topic_rows",
    "topics_of",
    "with_result",
]
