"""The flat event table as Parquet, typed: days as dates, lists as lists. Same pyarrow, same bytes."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from sakat.exports.arrow import BATCH, arrow_schema, arrow_table
from sakat.exports.columns import columns_of
from sakat.exports.job import Job


def write(job: Job, path: Path) -> None:
    """Write the columns of events.jsonl, in its order, with their descriptions as metadata of the fields."""
    columns = columns_of("events")
    schema = arrow_schema(columns)
    events = (told.row for told in job.events())
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := list(islice(events, BATCH)):
            writer.write_table(arrow_table(columns, rows, schema))
            job.written += len(rows)
