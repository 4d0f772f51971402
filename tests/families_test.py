"""What `newsprint scan` makes of corpus/families.jsonl, against its labels: every syndicated, updated, spun and condensed
story is found, with its kind and direction, and nothing is linked that only covers the same event.

  families_test.py NEWSPRINT CORPUS_FOLDER
"""

import csv
import json
import subprocess
import sys
import unittest

NEWSPRINT, CORPUS = sys.argv[1:3]
NO_REUSE = {'quotes', 'template'}
NEGATIVE = {'independent', 'followup', 'quoting', 'quotes'}


def scan():
    """Relations by (a, b), both ways round, with the direction as seen from the first."""
    flip = {'a->b': 'b->a', 'b->a': 'a->b'}
    out = subprocess.run([NEWSPRINT, 'scan', '--also', 'quotes', CORPUS + '/families.jsonl'],
                         stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for line in out.decode().splitlines():
        r = json.loads(line)
        if r['type'] == 'relation':
            found[r['a'], r['b']] = (r['kind'], r['direction'])
            found[r['b'], r['a']] = (r['kind'], flip.get(r['direction'], r['direction']))
    return found


class Families(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.found = scan()
        with open(CORPUS + '/pairs.tsv', encoding='utf8') as pairs:
            cls.pairs = list(csv.DictReader(pairs, delimiter='\t'))

    def check_all(self, label, kinds):
        pairs = [(p['a'], p['b']) for p in self.pairs if p['label'] == label]
        self.assertTrue(pairs)
        wrong = {pair: self.found.get(pair) for pair in pairs
                 if self.found.get(pair) not in [(kind, 'a->b') for kind in kinds]}
        self.assertEqual(wrong, {})

    def test_every_syndicated_story_is_found(self):
        self.check_all('syndicated', ['syndicated', 'near-duplicate'])

    def test_every_update_is_found(self):
        self.check_all('update', ['update'])

    def test_every_rewrite_is_found(self):
        for label in ('spun', 'condensed'):
            pairs = [(p['a'], p['b']) for p in self.pairs if p['label'] == label]
            self.assertEqual(len(pairs), 19)
            self.assertEqual([pair for pair in pairs if self.found.get(pair, ('quotes',))[0] in NO_REUSE], [])
            right_kind = sum(self.found[pair][0] == label for pair in pairs)
            self.assertGreaterEqual(right_kind, .9 * len(pairs), label)

    def test_rewrites_are_made_from_the_wire(self):
        found = [self.found[p['a'], p['b']][1] for p in self.pairs
                 if p['label'] in ('spun', 'condensed') and (p['a'], p['b']) in self.found]
        self.assertGreaterEqual(found.count('a->b'), .95 * len(found), found)
        self.assertNotIn('b->a', found)

    def test_no_pair_that_only_shares_an_event_is_linked(self):
        roles = {p['label'] for p in self.pairs}
        self.assertTrue(roles & NEGATIVE, roles)
        linked = [(p['a'], p['b'], p['label']) for p in self.pairs if p['label'] in NEGATIVE
                  and self.found.get((p['a'], p['b']), ('quotes',))[0] not in NO_REUSE]
        self.assertEqual(linked, [])

    def test_no_two_families_are_linked(self):
        across = [pair for pair, (kind, _) in self.found.items()
                  if kind not in NO_REUSE and pair[0].rsplit('-', 1)[0] != pair[1].rsplit('-', 1)[0]]
        self.assertEqual(across, [])


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
