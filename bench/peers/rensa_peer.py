"""rensa: shingles made here, RMinHash over all of them (not the sampling *_rho), RMinHashLSH, candidates joined."""
import rensa

import common

given = common.options(__doc__)
permutations = given.bands * given.rows
index = rensa.RMinHashLSH(threshold=.5, num_perm=permutations, num_bands=given.bands)  # the threshold chooses no bands
clusters = common.Clusters()
ids = []
for names, texts in common.batches(given.input):
    minhashes = rensa.RMinHash.from_token_sets([list(common.shingles(text)) for text in texts],
                                               num_perm=permutations, seed=42)
    index.insert_many(minhashes, start_key=len(ids))
    for i, found in enumerate(index.query_all(minhashes), start=len(ids)):
        for j in found:
            clusters.join(i, j)
    ids += names
clusters.write(given.output, ids)
