"""Speed of the measures, in one run, in CPU seconds: the Hawkes fit beside three packages, the games, the series."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


def clock(work: Callable[[], Any], *, warm: bool = True) -> tuple[float, Any]:
    """Run once to compile, then give the CPU seconds of a second run."""
    if warm:
        work()
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def hawkes(events: int) -> None:
    """Fit one-sided histories of about so many events, with free decay."""
    import hawkes_engine
    import intensify
    from hawkes import univariate

    from harmel.dynamics.hawkes import Parameters, evaluate, fit, history
    from harmel.dynamics.hawkes_simulate import simulate

    truth = Parameters(mu=np.ones(1), gamma=np.zeros((1, 0)), branching=np.array([[0.5]]), beta=1.5)
    end = float(events // 2)
    drawn = simulate(truth, end=end, seed=1)
    times = drawn.times.copy()
    acts = history(times, np.zeros(len(times), np.int64), end=end, sides=1)

    def with_rs() -> float:
        return -float(univariate.fit(times, end).negative_log_likelihood)

    def with_engine() -> float:
        found = hawkes_engine.fit(times, np.zeros(len(times), np.int64), T=end, M=1, se_method=None)
        return float(found.loglik)

    def with_intensify() -> float:
        model = intensify.UnivariateHawkes(mu=0.5, kernel=intensify.ExponentialKernel(alpha=0.3, beta=1.0))
        found = model.fit(times, T=end)
        mu, alpha, beta = map(float, list(dict(found.flat_params()).values())[:3])
        p = Parameters(mu=np.array([mu]), gamma=np.zeros((1, 0)), branching=np.array([[alpha]]), beta=beta)
        return evaluate(acts, p)[0]

    race("one side", len(times), lambda: fit(acts).loglikelihood,
         {"hawkes-engine": with_engine, "hawkes-rs": with_rs, "intensify": with_intensify})  # fmt: skip


def race(what: str, events: int, ours: Callable[[], float], theirs: dict[str, Callable[[], float]]) -> None:
    """Time our fit, compiled, and each peer's; say the fastest peer's ratio to ours."""
    mine, reached = clock(ours)
    print(f"Hawkes fit, {what}, {events:,} events, free decay")
    print(f"  harmel         {mine:7.2f} s  log-likelihood {reached:.3f}")
    best = np.inf
    for name, work in theirs.items():
        try:
            seconds, found = clock(work, warm=False)
        except Exception as error:  # noqa: BLE001 - another program's failure is a line of the table
            print(f"  {name:<14} failed: {type(error).__name__}: {str(error)[:90]}")
            continue
        best = min(best, seconds)
        print(f"  {name:<14} {seconds:7.2f} s  log-likelihood {found:.3f}")
    print(f"  fastest of them / harmel: {best / mine:.1f} (asked: 3 or more)", flush=True)


def two_sided(events: int) -> None:
    """Fit two-sided histories of about so many events, one decay for all as in our model, and free."""
    import hawkes_engine
    from hawkes import multivariate

    from harmel.dynamics.hawkes import Parameters, fit
    from harmel.dynamics.hawkes_simulate import simulate

    branching = np.array([[0.3, 0.15], [0.1, 0.35]])
    truth = Parameters(mu=np.ones(2) / 2, gamma=np.zeros((2, 0)), branching=branching, beta=1.5)
    rates = np.linalg.solve(np.eye(2) - branching, truth.mu)
    end = float(int(events / rates.sum()))
    acts = simulate(truth, end=end, seed=1)
    apart = [acts.times[acts.who == side].copy() for side in (0, 1)]

    def with_rs() -> float:
        return -float(multivariate.fit(apart, end).negative_log_likelihood)

    def with_engine() -> float:
        found = hawkes_engine.fit(acts.times, acts.who, T=end, M=2, shared_decay=True, se_method=None)
        return float(found.loglik)

    race("two sides", len(acts.times), lambda: fit(acts).loglikelihood,
         {"hawkes-engine": with_engine, "hawkes-rs": with_rs})  # fmt: skip


def games() -> None:
    """Solve 500 random games, with the search for the backfire case."""
    from acceptance_dynamics import attribution_figures

    seconds, _ = clock(lambda: list(attribution_figures(full=True)), warm=False)
    print(f"500 attribution games with backfire search: {seconds:.1f} s (asked: 15 or less)")


def series_beside_sql(rows: int) -> None:
    """Count a monthly series over many events, beside hand-written SQL on the same Parquet file."""
    import duckdb

    from harmel.dynamics import read_events, series

    rng = np.random.default_rng(1)
    states = np.array(["USA", "RUS", "FRA", "DEU", "CHN", "GBR", "UKR", "POL"])
    days = np.datetime64("2010-01-01") + rng.integers(0, 3650, rows)
    source = rng.integers(0, 8, rows)
    target = (source + rng.integers(1, 8, rows)) % 8
    codes = np.array(["010", "040", "057", "072", "112", "130", "173", "190"])[rng.integers(0, 8, rows)]
    table = pl.DataFrame({
        "event_id": np.arange(rows).astype(str), "report_id": (np.arange(rows) // 3).astype(str),
        "source": states[source], "source_country": states[source], "target": states[target],
        "target_country": states[target], "action": codes, "status": "actual", "goldstein": rng.normal(size=rows),
        "happened_earliest": days.astype(str), "happened_latest": days.astype(str),
        "story_id": (np.arange(rows) // 3).astype(str),
    })  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        table.write_parquet(path)
        sql = f"""
            with one as (select distinct on (story_id, happened_earliest, source, target, action, status) *
                         from '{path}'),
            seen as (select date_trunc('month', happened_earliest::date) as m, count(distinct story_id) as coverage
                     from one where source in ('USA', 'RUS') or target in ('USA', 'RUS') group by 1)
            select date_trunc('month', happened_earliest::date) as m, source, target, count(*), sum(goldstein),
                   avg(goldstein), any_value(coverage)
            from one join seen on seen.m = date_trunc('month', happened_earliest::date)
            where (source, target) in (('USA', 'RUS'), ('RUS', 'USA')) and status = 'actual'
              and date_trunc('month', happened_earliest::date) = date_trunc('month', happened_latest::date)
            group by 1, 2, 3 order by 2, 1
        """
        theirs, told = clock(lambda: duckdb.sql(sql).fetchall())
        ours, found = clock(lambda: series(read_events(path), ("USA", "RUS")))
    same = sorted(found.frame["acts"].to_list()) == sorted(row[3] for row in told)
    print(f"monthly series over {rows:,} events: harmel {ours:.2f} s, DuckDB SQL {theirs:.2f} s")
    print(f"  ratio {ours / theirs:.1f} (asked: 3 or less); the same counts: {same}")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    hawkes(wanted)
    two_sided(wanted)
    games()
    series_beside_sql(1_000_000)
