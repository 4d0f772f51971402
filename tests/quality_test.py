"""Tests bench/quality/quality.py on small made-up files, and the labels of corpus/. Standard library only.

quality_test.py PROJECT_FOLDER
"""
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(sys.argv[1])


def relation(a, b, kind, direction='unknown', confidence=.9):
    return {'type': 'relation', 'a': a, 'b': b, 'kind': kind, 'direction': direction, 'confidence': confidence,
            'scores': {'coverage_a': .5, 'coverage_b': .25}}


class Quality(unittest.TestCase):
    def run_quality(self, verb, relations, option=None, labels=None, *more, status=0):
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder, name) for name in ('relations', 'labels')]
            for path, lines in zip(paths, (relations, labels or [])):
                text = lines if isinstance(lines, str) else ''.join(json.dumps(line) + '\n' for line in lines)
                path.write_text(text, encoding='utf8')
            command = [sys.executable, str(PROJECT / 'bench/quality/quality.py'), verb, '--relations', str(paths[0]),
                       *([f'--{option}', str(paths[1])] if option else []), *more]
            run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
            self.assertEqual(run.returncode, status)
            return run.stdout

    def row(self, output, first):
        for line in output.split('\n'):
            cells = [cell.strip() for cell in line.strip('|').split('|')]
            if cells[0] == first:
                return cells[1:]
        self.fail(f'no row {first} in\n{output}')

    def test_families_count_copies_and_false_links(self):
        def doc(name, family, role, source=None, label='none'):
            return {'id': name, 'family': family, 'role': role, 'relation': label, 'derived_from': source}

        docs = [doc('a', '1', 'wire'), doc('b', '1', 'syndicated', 'a', 'syndicated'),
                doc('c', '1', 'spun', 'a', 'spun'), doc('d', '1', 'independent'),
                doc('q', '1', 'quoting', 'a', 'quotes'), doc('x', '2', 'wire')]
        found = [relation('a', 'b', 'syndicated', 'a->b'), relation('d', 'a', 'excerpt'),
                 relation('b', 'x', 'excerpt'), relation('a', 'q', 'quotes'), relation('x', 'far', 'update')]
        output = self.run_quality('families', found, 'families', docs, '--list')
        self.assertEqual(self.row(output, 'syndicated')[:5], ['1', '1', '1.0000', '1/1', '1/1'])
        self.assertEqual(self.row(output, 'spun')[:3], ['1', '0', '0.0000'])
        self.assertEqual(self.row(output, 'quotes')[:3], ['1', '1', '1.0000'])
        self.assertEqual(self.row(output, 'hard negatives'), ['1', '7'])
        self.assertEqual(self.row(output, 'across families')[0], '1')
        self.assertEqual(self.row(output, 'to articles outside the families')[0], '1')
        self.assertIn('missed spun a c', output)

    def run_dedup(self, dropped, option, labels):
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder, name) for name in ('dropped', 'labels')]
            rows = ['dropped\tkept\tkind\tcoverage\trecord'] + ['\t'.join(row) for row in dropped]
            paths[0].write_text('\n'.join(rows) + '\n', encoding='utf8')
            paths[1].write_text(''.join(json.dumps(line) + '\n' for line in labels), encoding='utf8')
            return subprocess.run([sys.executable, str(PROJECT / 'bench/quality/quality.py'), 'dedup', '--dropped', str(paths[0]),
                                   f'--{option}', str(paths[1]), '--list'], check=True, capture_output=True, text=True).stdout

    def test_dedup_tells_copies_from_other_stories_and_chains(self):
        def copy(name, edits, jaccard, kind='copy'):
            return {'copy': name, 'original': 'e0-i1', 'kind': kind, 'edits': edits, 'jaccard5': jaccard, 'containment5': 1,
                    'words': 90, 'original_words': 90, 'epoch': 0, 'base': [1], 'added': []}

        truth = [{'type': 'header', 'joined': 1, 'per_epoch': 9}, {'base_pair_of_base': [1, 3]}, copy('c1', ['exact'], 1), copy('c2', ['words:0.02'], .9), copy('c3', ['trim'], .5),
                 copy('c4', ['excerpt'], .2, 'excerpt')]
        dropped = [('c1', 'e0-i1', 'identical', '1.000', 'f:2'), ('e0-i1', 'e0-i1', 'identical', '1.000', 'f:3'),
                   ('e0-i2', 'c1', 'near-duplicate', '.990', 'f:4'), ('e0-i3', 'e0-i1', 'near-duplicate', '.990', 'f:5')]
        output = self.run_dedup(dropped, 'truth', truth)
        self.assertEqual(self.row(output, 'exact')[:1], ['1'])
        self.assertEqual(self.row(output, 'another story'), ['1', 'near-duplicate 1'])
        self.assertEqual(self.row(output, 'copies in the base'), ['1', 'near-duplicate 1'])
        self.assertIn('1 dropped for an article of their own story, 1 for one that shares text with it in the base, 1 for one of another, '
                      '1 for one that is dropped itself.', output)
        self.assertEqual(self.row(output, 'copies, J5 >= .9')[:2], ['2', '1'])
        self.assertEqual(self.row(output, 'kind excerpt')[:2], ['1', '0'])
        self.assertIn('stays copy words:0.02 e0-i1 c2', output)

    def test_dedup_names_the_roles_it_dropped(self):
        docs = [{'id': name, 'family': '1', 'role': role} for name, role in (('a', 'wire'), ('b', 'update'))]
        output = self.run_dedup([('b', 'a', 'near-duplicate', '.960', 'f:2')], 'families', docs)
        self.assertEqual(self.row(output, 'update'), ['1', 'near-duplicate 1'])

    def test_figures_outside_the_floors_fail(self):
        docs = [{'id': name, 'family': '1', 'role': label, 'relation': label, 'derived_from': source}
                for name, label, source in (('a', 'none', None), ('b', 'spun', 'a'), ('c', 'spun', 'a'))]
        found = [relation('a', 'b', 'spun', 'a->b')]
        for least, status in ((1, 0), (2, 1)):
            with tempfile.NamedTemporaryFile('w', suffix='.tsv') as floors:
                floors.write(f'figure\tleast\tmost\nspun found\t{least}\t\nhard negatives linked\t\t0\n')
                floors.flush()
                output = self.run_quality('families', found, 'families', docs, '--floors', floors.name, status=status)
            self.assertEqual('outside the floors: spun found: 1, at least 2' in output, status == 1)

    def test_pairs_see_through_groups_of_the_same_text(self):
        found = [relation('b', 'a', 'syndicated', 'b->a'), relation('b', 'b2', 'identical'),
                 relation('c', 'd', 'quotes'), relation('e', 'f', 'update')]
        labels = ('a\tb\tlabel\tdirection\na\tb\tsyndicated\ta->b\na\tb2\tsyndicated\ta->b\n'
                  'c\td\tquotes\tnone\ne\tf\tindependent\tnone\ng\th\tlift\ta->b\n')
        output = self.run_quality('pairs', found, 'pairs', labels)
        self.assertEqual(self.row(output, 'syndicated')[:6], ['yes', '2', '2', '1.0000', '2/2', '1/2'])
        self.assertEqual(self.row(output, 'quotes')[:3], ['no', '1', '0'])
        self.assertEqual(self.row(output, 'independent')[:3], ['no', '1', '1'])
        self.assertEqual(self.row(output, 'recall')[:2], ['0.6667', '2/3'])
        self.assertEqual(self.row(output, 'precision')[0], '0.6667')

    def test_closed_pairs_count_unlisted_links(self):
        found = [relation('a/1', 'b/1', 'spun'), relation('a/1', 'b/2', 'spun'), relation('a/1', 'a/2', 'spun')]
        labels = 'a\tb\tlabel\tdirection\na/1\tb/1\tspun\ta->b\na/2\tb/2\tspun\ta->b\n'
        output = self.run_quality('pairs', found, 'pairs', labels, '--closed', '--same', '^(.*)/')
        self.assertEqual(self.row(output, 'precision')[:2], ['0.5000', '1/2, 1 of them unlisted'])

    def truth(self):
        def copy(name, original, kind, edits, jaccard, containment, words, excerpt, base, added):
            return {'copy': name, 'original': original, 'family': original, 'kind': kind, 'edits': edits,
                    'jaccard5': jaccard, 'containment5': containment, 'words': words, 'excerpt_words': excerpt,
                    'epoch': 0, 'base': [base], 'added': added}

        return [{'type': 'header', 'joined': 1, 'per_epoch': 10, 'originals': 3998, 'copies': 2},
                {'base_group_of_base': [1, 2]},
                {'base_pair_of_base': [3, 4]},
                copy('e0-i0-c1', 'e0-i0', 'copy', ['lede'], .6, .8, 500, 0, 0, []),
                copy('e0-i0-c2', 'e0-i0', 'copy', ['trim'], .4, .4, 100, 0, 0, []),
                copy('e0-i5-c1', 'e0-i5', 'excerpt', ['excerpt'], .05, .1, 400, 80, 5, [{'epoch': 9, 'base': [1]}]),
                copy('e0-i6-r1', 'e0-i6', 'bt35', [], .2, .3, 500, 0, 6, [])]

    def test_planted_recall_by_row(self):
        found = [relation('e0-i0', 'e0-i0-c1', 'syndicated', 'a->b'), relation('e0-i5', 'e0-i5-c1', 'excerpt')]
        output = self.run_quality('planted', found, 'truth', self.truth())
        self.assertEqual(self.row(output, 'copies, J5 >= .5')[:4], ['1', '1', '1.0000', '1/1'])
        self.assertEqual(self.row(output, 'copies, containment5 < .5')[:2], ['1', '0'])
        self.assertEqual(self.row(output, 'excerpts of >= 60 words')[:2], ['1', '1'])
        self.assertEqual(self.row(output, 'excerpts, host of < 500 words')[:2], ['1', '1'])
        self.assertEqual(self.row(output, 'edit trim')[:2], ['1', '0'])
        self.assertEqual(self.row(output, 'rewrite bt35')[:2], ['1', '0'])

    def test_planted_precision_leaves_base_pairs_out(self):
        found = [relation('e0-i0-c1', 'e0-i0-c2', 'update'),      # of one original
                 relation('e0-i1', 'e0-i2', 'syndicated'),        # a group of base articles
                 relation('e0-i4', 'e0-i3', 'excerpt'),           # a pair of base articles
                 relation('e1-i3', 'e0-i4', 'excerpt'),           # another epoch
                 relation('e9-i2', 'e0-i5-c1', 'excerpt'),        # a group, in the host
                 relation('e0-i0', 'e0-i6', 'quotes'),            # no reuse
                 relation('e0-i0', 'e0-i7', 'spun')]
        output = self.run_quality('planted', found, 'truth', self.truth(), '--list')
        self.assertEqual(self.row(output, 'within a planted family'), ['1'])
        self.assertEqual(self.row(output, 'base articles share text (left out)'), ['3'])
        self.assertEqual(self.row(output, 'false'), ['2 excerpt 1, spun 1'])
        self.assertEqual(self.row(output, 'false, of one epoch'), ['1'])
        self.assertEqual(self.row(output, 'false, across epochs'), ['1'])
        self.assertEqual(self.row(output, 'false, different pairs of base articles'), ['2'])
        self.assertEqual(self.row(output, 'false, per 10,000 articles'), ['5.00'])
        self.assertEqual(self.row(output, 'precision'), ['0.33333'])
        self.assertIn('false spun of one epoch e0-i0 e0-i7', output)

    def test_weakest_edges_and_members_out_of_reach(self):
        found = [relation('a', 'b', 'update', confidence=.8), relation('b', 'c', 'excerpt', confidence=.6),
                 relation('c', 'd', 'excerpt', confidence=.7),
                 {'type': 'family', 'id': 'f', 'members': ['a', 'b', 'c', 'd'], 'representative': 'a', 'parents': {}}]
        output = self.run_quality('weakest', found, None, None, '--list')
        self.assertEqual(self.row(output, 'f'),
                         ['4', 'a', '3', 'b / c', 'excerpt', '0.6', '0.5 / 0.25', '1', '1', '1'])
        self.assertIn('farther f d', output)


class Corpus(unittest.TestCase):
    def setUp(self):
        path = PROJECT / 'corpus/families.jsonl'
        self.docs = [json.loads(line) for line in path.read_bytes().split(b'\n') if line]

    def test_sources_are_in_the_family_and_come_first(self):
        by_id = {doc['id']: doc for doc in self.docs}
        self.assertEqual(len(by_id), len(self.docs))
        for doc in self.docs:
            source = by_id.get(doc['derived_from'])
            self.assertEqual(doc['relation'] == 'none', source is None, doc['id'])
            if source:
                self.assertEqual(source['family'], doc['family'])
                self.assertLess(self.docs.index(source), self.docs.index(doc))
                self.assertLessEqual(source['published'][:10], doc['published'][:10])

    def test_every_language_has_the_promised_families(self):
        languages = {doc['family']: doc['language'] for doc in self.docs}
        counts = collections.Counter(languages.values())
        self.assertEqual(counts.pop('en'), 24)
        self.assertEqual(counts, dict.fromkeys(['ar', 'de', 'es', 'fr', 'ja', 'ru', 'zh'], 2))

    def test_pairs_follow_from_the_families(self):
        folder = PROJECT / 'corpus'
        pairs = subprocess.run([sys.executable, str(folder / 'pairs.py'), str(folder / 'families.jsonl')], check=True,
                               capture_output=True).stdout
        self.assertEqual((folder / 'pairs.tsv').read_bytes().splitlines(), pairs.splitlines())

    def test_data_card_names_the_files_as_they_are(self):
        card = (PROJECT / 'corpus/README.md').read_text(encoding='utf8')
        for name, digest in re.findall(r'\| `(\S+)` .*`([0-9a-f]{64})`', card):
            self.assertEqual(hashlib.sha256((PROJECT / 'corpus' / name).read_bytes()).hexdigest(), digest)
        self.assertIn(f'{len(self.docs)} articles', card)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
