"""The process that takes files in ends with whoever holds it, asked to or not."""

import gc

from harmel.engine.intake import Intake


def test_a_process_does_not_outlive_the_one_who_holds_it(tmp_path):
    intake = Intake(tmp_path / "l.db")
    process = intake._started()
    assert process.poll() is None
    del intake
    gc.collect()
    assert process.poll() is not None
