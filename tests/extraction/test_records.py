"""The records of the labelled articles are no worse than their floors."""

import pytest

from tests.benchmarks.gold_articles import read_articles
from tests.benchmarks.records import FLOORS, MEASURES, keeps_floor


@pytest.mark.slow
@pytest.mark.parametrize(("part", "measure"), [(part, name) for part, floors in FLOORS.items() for name in floors])
def test_records_of_labelled_articles_keep_their_floor(part: str, measure: str) -> None:
    figure = MEASURES[measure](read_articles(part))
    assert keeps_floor(measure, figure, FLOORS[part][measure]), f"{measure} is {figure:.3f}"
