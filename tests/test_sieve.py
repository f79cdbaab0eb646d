"""A sieve never holds back what its pattern matches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup import claims, completing, cues, dates, evidence
from followup.days import UK, DateStyle
from followup.sieve import Sieved

STYLES = (UK, DateStyle(order="us", year_starts=10))
SIEVED = [
    *(cues.ASKS, claims.NOT_ADOPTED, claims.SUPERSEDED, completing.KEEP_UP, evidence.DOCUMENT),
    *(form.pattern for style in STYLES for form in dates.forms(style)),
]


@pytest.mark.parametrize("sieved", SIEVED, ids=lambda one: one.pattern.pattern[:40])
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_the_pattern_matches_passes_its_sieve(sieved: Sieved, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(sieved.pattern))
    found = sieved.pattern.search(text)
    assert (sieved.search(text) is None) == (found is None)
    assert [match.span() for match in sieved.finditer(text)] == [
        match.span() for match in sieved.pattern.finditer(text)
    ]
