"""Plans of other provinces, in three formats: every cell of every row is read."""

from dataclasses import fields

import pytest

from knowledge.plan import Duty
from tests.ingest.plans import ENDINGS, FOLDER, PLANS, duties, tables

CELLS = [one.name for one in fields(Duty) if one.name not in ("document_id", "passage_id")]

# A row that a page cuts, its name and its result side by side: another reading is as likely, and is told.
DOUBTS = {("ke-hoach-hoa-lac", ".txt"): ["Mục 8"]}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", PLANS)
def test_every_cell_of_another_provinces_plan_is_read(name: str, ending: str) -> None:
    [table] = tables(FOLDER / f"{name}{ending}")
    expected = duties(name)
    assert [duty.id for duty in table.duties] == [duty.id for duty in expected]
    assert [
        (want.id, cell, getattr(read, cell))
        for read, want in zip(table.duties, expected, strict=True)
        for cell in CELLS
        if getattr(read, cell) != getattr(want, cell)
    ] == []
    doubts = DOUBTS.get((name, ending), [])
    assert [problem.partition(":")[0] for problem in table.problems] == doubts
