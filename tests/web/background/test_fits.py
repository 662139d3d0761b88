"""The process that fits models ends with whoever holds it, asked to or not."""

import gc

from harmel.web.background.fits import Fitter


def test_a_worker_does_not_outlive_the_one_who_holds_it():
    fitter = Fitter()
    fitter._started()
    process = fitter._process
    assert process.poll() is None
    fitter._line.close()
    del fitter
    gc.collect()
    assert process.poll() is not None
