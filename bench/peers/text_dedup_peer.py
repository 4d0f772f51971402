"""text-dedup: its own command, text_dedup.minhash, from JSON Lines to a data set without duplicates and to clusters."""
import os
import pickle

import common

given = common.options(__doc__)
os.environ['HF_HOME'] = given.scratch  # nothing of an earlier run is found there
os.environ['HF_HUB_OFFLINE'] = '1'

from text_dedup.minhash import main  # reads the environment

output = os.path.join(given.scratch, 'kept')
main.main(standalone_mode=False, args=[
    '--path', 'json', '--data_files', given.input, '--split', 'train', '--column', 'text', '--debug',
    '--cache_dir', os.path.join(given.scratch, 'cache'), '--output', output, '--num_proc', '1', '--hash_func', 'xxh3',
    '--ngram', str(common.WORDS), '--num_perm', str(given.bands * given.rows),
    '--b', str(given.bands), '--r', str(given.rows)])
with open(os.path.join(output, 'uf.pkl'), 'rb') as file:
    found = pickle.load(file)  # its union-find
ids = [name for name, _ in common.articles(given.input)]
clusters = common.Clusters()
for i, parent in found.parent.items():
    clusters.join(i, parent)
clusters.write(given.output, ids)
