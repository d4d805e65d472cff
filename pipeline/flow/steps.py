"""The Prefect flow and its tasks. What tasks pass on are paths, hashes and numbers, never articles or tables."""

from __future__ import annotations

import concurrent.futures
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.context import TaskRunContext
from prefect.futures import PrefectConcurrentFuture

from pipeline.errors import AnttError
from pipeline.flow import diary
from pipeline.flow.gather import Gatherer
from pipeline.flow.progress import Gauge
from pipeline.flow.report import Report
from pipeline.flow.shards import Shard, load_tables
from pipeline.flow.workers import Workers
from pipeline.flow.workspace import Workspace
from pipeline.write.snapshot import publish
from pipeline.write.store import Store

SHARD = 500  # articles

_FIGURES = "antt-run"


def _key(_: TaskRunContext, parameters: dict[str, Any]) -> str:
    return str(parameters["key"])


@task(name="extract", cache_key_fn=_key, persist_result=True, result_serializer="json")
def extract_shard(shard: Path, key: str, tables: Path, workers: Workers) -> str:
    """Has the shard's file extracted into the folder `tables`; the SHA-256 of what is in it."""
    return workers.extract(shard, tables).result()


@task(name="store", persist_result=False)
def store_shard(tables: Path, sha256: str, store: Store, run_id: str) -> dict[str, Any] | None:
    """Stores the tables in one transaction; what `Added` has, and the problems that came with them.

    None when the tables are not there any more.
    """
    loaded = load_tables(tables, sha256)
    if loaded is None:
        return None
    added = store.add(loaded, run_id, diary.now())
    failed = loaded["problems"].select(["source_uri", "code", "detail"]).to_pylist()
    return {"new": added.new, "known": added.known, "mentions": dict(added.mentions), "problems": failed}


@task(name="publish", persist_result=False)
def publish_tables(store: Store, folder: Path, gauge: Gauge) -> str:
    """Publishes the snapshot; the folder that holds this version."""
    return str(publish(store.path, folder, gauge.say).version)


@flow(name="antt", persist_result=False, validate_parameters=False)
def antt_run(paths: list[str], store: str, publish_to: str, workers: int = 1, quiet: bool = False) -> Report:
    """New articles under the paths into the store, then the snapshot for readers; the figures of the run."""
    with Gauge(quiet) as gauge:
        return _Run(Store(Path(store), gauge.say), gauge).go([Path(path) for path in paths], Path(publish_to), workers)


class _Run:
    """One run of the flow."""

    def __init__(self, store: Store, gauge: Gauge) -> None:
        self._report = Report(diary.new_run_id())
        self._store = store
        self._gauge = gauge
        self._space = Workspace(store.path, self._report.run_id)
        self._extract = extract_shard.with_options(result_storage=self._space.results)
        self._open: dict[concurrent.futures.Future[Any], tuple[Shard, PrefectConcurrentFuture[str]]] = {}
        self._tried: set[str] = set()

    def go(self, paths: list[Path], folder: Path, workers: int) -> Report:
        options = {"paths": [str(path) for path in paths], "publish": str(folder), "workers": workers}
        with (
            self._space.opened(),
            diary.kept(self._store, self._space, self._report, options),
            Workers(workers) as pool,
        ):
            gatherer = Gatherer(self._store, self._space.run, SHARD, self._report, self._gauge.read)
            for shard in gatherer.gather(paths):
                self._gauge.add(shard.articles)
                self._submit(shard, pool)
                self._settle(pool, wait=0)
            while self._open:
                self._settle(pool, wait=0.2)
            self._gauge.phase("publishing")
            diary.close(self._store, self._report)
            publish_tables(self._store, folder, self._gauge)
            create_table_artifact(self._report.rows(), key=_FIGURES, description=f"Figures of {self._report.run_id}")
        return self._report

    def _submit(self, shard: Shard, pool: Workers, again: bool = False) -> None:
        step = self._extract.with_options(refresh_cache=again)
        future = cast(
            PrefectConcurrentFuture[str], step.submit(shard.path, shard.key, self._space.tables(shard.key), pool)
        )
        self._open[future.wrapped_future] = (shard, future)

    def _settle(self, pool: Workers, wait: float) -> None:
        """Stores the shards that are extracted by now; waits so many seconds for one."""
        done, _ = concurrent.futures.wait(self._open, wait, concurrent.futures.FIRST_COMPLETED)
        self._gauge.show(pool.steps)
        for wrapped in done:
            shard, future = self._open.pop(wrapped)
            try:
                sha256 = future.result()
            except BrokenProcessPool as error:
                raise AnttError(
                    "a worker process died (most likely for want of memory); what is stored stays, the next run goes on"
                    " from there: run again with fewer --workers"
                ) from error
            except AnttError:
                raise
            except Exception as error:
                if shard.key not in self._tried:  # another run may have thrown away what this one was reading
                    self._tried.add(shard.key)
                    self._submit(shard, pool, again=True)
                    continue
                raise AnttError(f"extraction could not go on: {type(error).__name__}: {error}") from error
            added = store_shard(self._space.tables(shard.key), sha256, self._store, self._report.run_id)
            if added is None:  # an earlier run's tables, gone since
                self._submit(shard, pool, again=True)
            else:
                self._count(added)
                self._space.forget(shard.key)

    def _count(self, added: dict[str, Any]) -> None:
        self._report.new += added["new"]
        self._report.known += added["known"]
        self._report.labels += Counter(added["mentions"])
        for problem in added["problems"]:
            self._report.note(problem["source_uri"], problem["code"], problem["detail"])
