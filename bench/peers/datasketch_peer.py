"""datasketch: shingles made here, MinHash.generator, MinHashLSH in memory, candidates joined as they are."""
import xxhash
from datasketch import MinHash, MinHashLSH

import common

given = common.options(__doc__)
permutations = given.bands * given.rows
ids = []


def shingle_sets():
    for name, text in common.articles(given.input):
        ids.append(name)
        yield [shingle.encode() for shingle in common.shingles(text)]


index = MinHashLSH(num_perm=permutations, params=(given.bands, given.rows))
clusters = common.Clusters()
# The generator makes the permutations once; xxh32 is cheaper than the SHA-1 that is the default.
minhashes = MinHash.generator(shingle_sets(), num_perm=permutations, hashfunc=xxhash.xxh32_intdigest)
for i, minhash in enumerate(minhashes):
    for j in index.query(minhash):
        clusters.join(i, j)
    index.insert(i, minhash, check_duplication=False)
clusters.write(given.output, ids)
