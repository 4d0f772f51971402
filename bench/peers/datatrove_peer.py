"""datatrove: the four stages of its MinHash pipeline on disk, one task after the other, English tokenizer (spaCy's)."""
import os
import struct

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import (MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster,
                                              MinhashDedupFilter)
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter

import common

given = common.options(__doc__)
config = MinhashConfig(n_grams=common.WORDS, num_buckets=given.bands, hashes_per_bucket=given.rows)
folder, name = os.path.split(os.path.abspath(given.input))


def inside(part):
    return os.path.join(given.scratch, part)


def run(stage, tasks, *pipeline):
    LocalPipelineExecutor(pipeline=list(pipeline), tasks=tasks, workers=1, logging_dir=inside(f'log-{stage}')).run()


def reader():
    return JsonlReader(folder, glob_pattern=name, doc_progress=False)


run(1, 1, reader(), MinhashDedupSignature(output_folder=inside('signatures'), config=config))
run(2, given.bands, MinhashDedupBuckets(input_folder=inside('signatures'), output_folder=inside('buckets'),
                                        config=config))
run(3, 1, MinhashDedupCluster(input_folder=inside('buckets'), output_folder=inside('remove'), config=config,
                              save_cluster_id=True))
run(4, 1, reader(), MinhashDedupFilter(input_folder=inside('remove')), JsonlWriter(inside('kept'), compression=None))

ids = [name for name, _ in common.articles(given.input)]
found = {}
if os.path.exists(inside('remove/000000.clusters')):  # not written where no two articles met
    with open(inside('remove/000000.clusters'), 'rb') as pairs:
        for article, cluster in struct.iter_unpack('<2I', pairs.read()):
            found.setdefault(cluster, []).append(ids[article])
common.write_clusters(given.output, found.values())
