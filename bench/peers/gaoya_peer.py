"""gaoya: tokenises and shingles by itself. A query signs its text again: the API has no other way to all pairs.

It verifies candidates by their signatures; the threshold is where the bands' curve is steepest, (1/b)^(1/r).
"""
import gaoya

import common

given = common.options(__doc__)
index = gaoya.minhash.MinHashStringIndex(hash_size=32, jaccard_threshold=(1 / given.bands) ** (1 / given.rows),
                                         num_bands=given.bands, band_size=given.rows, analyzer='word',
                                         lowercase=True, ngram_range=(common.WORDS, common.WORDS), id_container='vec')
clusters = common.Clusters()
ids = []
for names, texts in common.batches(given.input):
    index.par_bulk_insert_docs(list(range(len(ids), len(ids) + len(names))), texts)
    for i, found in enumerate(index.par_bulk_query(texts), start=len(ids)):
        for j in found:
            clusters.join(i, j)
    ids += names
clusters.write(given.output, ids)
