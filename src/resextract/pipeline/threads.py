"""One thread for the linear algebra library."""

from __future__ import annotations

import os

__all__ = ["THREAD_VARIABLES", "limit_threads"]

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def limit_threads() -> None:
    """Set the number of threads of BLAS and OpenMP to one, for this process and those it starts.

    It has an effect only before numpy is imported, so every command calls it first. What the user has set is replaced:
    threads times workers made runs up to eleven times slower, and sums over threads need not come out the same.
    """
    os.environ.update(dict.fromkeys(THREAD_VARIABLES, "1"))
