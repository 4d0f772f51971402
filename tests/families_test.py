"""What `newsprint scan` makes of corpus/families.jsonl, against its labels: every syndicated story is found, rewrites are
made from the wire, no two families are linked, and no figure lies outside the floors of bench/quality/floors.tsv.

  families_test.py NEWSPRINT PROJECT_FOLDER
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest

NEWSPRINT, PROJECT = sys.argv[1:3]
FAMILIES = os.path.join(PROJECT, 'corpus/families.jsonl')
NO_REUSE = {'quotes', 'template'}
FLIPPED = {'a->b': 'b->a', 'b->a': 'a->b'}


def relations(path):
    """Relations by (a, b), both ways round, with the direction as seen from the first."""
    found = {}
    with open(path, encoding='utf8') as lines:
        for r in map(json.loads, lines):
            if r['type'] == 'relation':
                found[r['a'], r['b']] = (r['kind'], r['direction'])
                found[r['b'], r['a']] = (r['kind'], FLIPPED.get(r['direction'], r['direction']))
    return found


class Families(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = os.path.join(cls.folder.name, 'relations.jsonl')
        subprocess.run([NEWSPRINT, 'scan', '--quiet', '--also', 'quotes', FAMILIES, '-o', cls.path], check=True)
        cls.found = relations(cls.path)
        with open(FAMILIES, encoding='utf8') as lines:
            cls.family = {doc['id']: doc['family'] for doc in map(json.loads, lines)}
        with open(os.path.join(PROJECT, 'corpus/pairs.tsv'), encoding='utf8') as pairs:
            cls.pairs = list(csv.DictReader(pairs, delimiter='\t'))

    def labelled(self, *labels):
        pairs = [(p['a'], p['b']) for p in self.pairs if p['label'] in labels]
        self.assertTrue(pairs)
        return pairs

    def test_no_figure_is_outside_the_floors(self):
        quality = os.path.join(PROJECT, 'bench/quality')
        scored = subprocess.run([sys.executable, os.path.join(quality, 'quality.py'), 'families', '--list',
                                 '--relations', self.path, '--families', FAMILIES,
                                 '--floors', os.path.join(quality, 'floors.tsv')], stdout=subprocess.PIPE, text=True)
        self.assertEqual(scored.returncode, 0, scored.stdout)

    def test_every_syndicated_story_is_found_with_its_direction(self):
        wrong = {pair: self.found.get(pair) for pair in self.labelled('syndicated')
                 if self.found.get(pair) not in [('syndicated', 'a->b'), ('near-duplicate', 'a->b')]}
        self.assertEqual(wrong, {})

    def test_rewrites_are_made_from_the_wire(self):
        found = [self.found[pair][1] for pair in self.labelled('spun', 'condensed') if pair in self.found]
        self.assertGreaterEqual(found.count('a->b'), .95 * len(found), found)
        self.assertNotIn('b->a', found)

    def test_no_two_families_are_linked(self):
        across = [pair for pair, (kind, _) in self.found.items()
                  if kind not in NO_REUSE and self.family[pair[0]] != self.family[pair[1]]]
        self.assertEqual(across, [])


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
