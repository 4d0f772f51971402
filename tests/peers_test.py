"""Tests bench/peers: scores, table and runs, with newsprint and the control alone. Standard library only.

peers_test.py NEWSPRINT NEWSPRINT-GENERATE PROJECT_FOLDER [CONTROL]
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, GENERATE, PROJECT, *CONTROL = sys.argv[1:]
PEERS = pathlib.Path(PROJECT, 'bench/peers')
sys.path.insert(0, str(PEERS))
sys.dont_write_bytecode = True
import common
import race
import score


def copy(name, original, kind='copy', jaccard=.8):
    return {'copy': name, 'original': original, 'kind': kind, 'jaccard5': jaccard, 'containment5': jaccard,
            'edits': [], 'words': 300, 'original_words': 300, 'excerpt_words': 80, 'epoch': 0, 'base': [1], 'added': []}


def relation(a, b, kind):
    return {'type': 'relation', 'a': a, 'b': b, 'kind': kind, 'direction': 'unknown', 'scores': {}}


class Scores(unittest.TestCase):
    TRUTH = [{'type': 'header', 'joined': 1, 'per_epoch': 10}, {'base_pair_of_base': [1, 2]},
             copy('e0-i1-c1', 'e0-i1'), copy('e0-i1-c2', 'e0-i1', jaccard=.4), copy('e0-i1-c3', 'e0-i1', jaccard=.1),
             copy('e0-i1-x', 'e0-i1', kind='excerpt', jaccard=.1), copy('e0-i1-bt', 'e0-i1', kind='bt35')]

    def cells(self, lines, truth=TRUTH, by=score.Clusters):
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder, name) for name in ('found', 'truth')]
            for path, records in zip(paths, (lines, truth or [])):
                path.write_text(''.join(json.dumps(record) + '\n' for record in records), encoding='utf8')
            return dict(zip(score.COLUMNS, score.cells(paths[0], truth and paths[1], by)))

    def test_found_is_what_shares_a_cluster_with_its_original(self):
        cells = self.cells([{'members': ['e0-i1', 'e0-i1-c1']}, {'members': ['e0-i1-c2', 'e0-i1-x']}])
        self.assertEqual(cells, {'clusters': '2', 'largest': '2', 'J5 >= .5': '1.0000', 'J5 .3 to .5': '0.0000',
                                 'excerpts': '0.0000', 'precision': '1.0000'})

    def test_false_are_pairs_of_other_origin_but_for_bases_that_share_text(self):
        cells = self.cells([{'members': ['e0-i1', 'e0-i1-c1', 'e0-i5']}])
        self.assertEqual(cells['precision'], '0.3333')
        cells = self.cells([{'members': ['e0-i1', 'e0-i1-c1', 'e0-i2']}])
        self.assertEqual(cells['precision'], '1.0000')

    def test_relations_count_where_they_are_reuse_and_families_beside_them_do_not(self):
        cells = self.cells([relation('e0-i1', 'e0-i1-c1', 'syndicated'), relation('e0-i1', 'e0-i1-c2', 'quotes'),
                            relation('e0-i1', 'e0-i5', 'update'), {'type': 'family', 'members': ['e0-i1', 'e0-i1-c2']}],
                           by=score.Relations)
        self.assertEqual((cells['J5 >= .5'], cells['J5 .3 to .5'], cells['precision']), ('1.0000', '0.0000', '0.5000'))

    def test_without_truth_clusters_are_counted_only(self):
        cells = self.cells([{'members': ['a', 'b', 'c']}], truth=None)
        self.assertEqual(list(cells.values()), ['1', '3', '', '', '', ''])


class Shared(unittest.TestCase):
    def test_shingles_are_five_words_or_all_there_are(self):
        self.assertEqual(common.shingles('One, two THREE four five six'),
                         {'one two three four five', 'two three four five six'})
        self.assertEqual(common.shingles('One two'), {'one two'})

    def test_clusters_are_connected_components(self):
        clusters = common.Clusters()
        for a, b in ((3, 1), (4, 0), (1, 5)):
            clusters.join(a, b)
        self.assertEqual(list(clusters.members()), [[0, 4], [1, 3, 5]])


class Table(unittest.TestCase):
    def test_rates_and_ratios_are_of_medians_by_article(self):
        def record(name, articles, wall):
            return {'entrant': race.Entrant(name, '42x3', []), 'articles': articles, 'bytes': 4_000_000, 'failed': None,
                    'median': race.Run(wall, wall / 2, 5_000_000, 1_500_000), 'quality': [''] * len(score.COLUMNS)}

        rows = race.table_of([record('newsprint', 2000, 1.), record('slow', 1000, 4.)]).split('\n')[2:]
        cells = [[cell.strip() for cell in row.strip('|').split('|')][:10] for row in rows]
        self.assertEqual(cells[0], ['newsprint', '42x3', '2,000', '2,000', '4.0', '0.50', '5', '1.5', '1.0', '1.0'])
        self.assertEqual(cells[1], ['slow', '42x3', '1,000', '250', '1.0', '2.00', '5', '1.5', '8.0', '8.0'])

    def test_who_fails_is_told_with_the_last_it_said(self):
        class Given:
            work, threads, runs = None, 1, 2

        with tempfile.TemporaryDirectory() as folder:
            Given.work = pathlib.Path(folder)
            command = [sys.executable, '-c', 'import sys; sys.exit("no such module")']
            record = {'entrant': race.Entrant('broken', '42x3', command), 'source': None, 'failed': None, 'runs': []}
            race.race([record], Given)
        self.assertEqual(race.table_of([record]).split('\n')[-1],
                         '| broken | 42x3 | failed with status 1: no such module |')


@unittest.skipUnless(CONTROL, 'built without benchmarks')
class Race(unittest.TestCase):
    def test_newsprint_and_control_find_planted_copies(self):
        with tempfile.TemporaryDirectory() as folder:
            news, truth, runs = (pathlib.Path(folder, name) for name in ('news', 'truth', 'runs'))
            subprocess.run([GENERATE, '-n', '200', '--copies', '50', '--base', f'{PROJECT}/corpus/families.jsonl', '-o',
                            str(news), '--truth', str(truth)], check=True)
            command = [sys.executable, str(PEERS / 'race.py'), '--newsprint', PROGRAM, '--control', CONTROL[0],
                       '--input', str(news), '--truth', str(truth), '--only', 'newsprint,control', '--runs', '2',
                       '--json', str(runs)]
            table = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            runs = json.loads(runs.read_text(encoding='utf8'))
        rows = [[cell.strip() for cell in line.strip('|').split('|')] for line in table.strip().split('\n')]
        rows = [dict(zip(rows[0], row)) for row in rows[2:]]
        self.assertEqual([(row[''], row['setup']) for row in rows],
                         [('newsprint', '--no-rewrites'), ('its relations', '--no-rewrites'),
                          ('newsprint', 'everything on'), ('its relations', 'everything on'),
                          ('control', '42x3'), ('control', '16x8')])
        self.assertEqual({row['articles'] for row in rows}, {'250', ''})
        for i, least in ((1, .97), (3, .97), (4, .9), (5, .5)):  # relations; 42 bands of 3; 16 of 8
            self.assertGreaterEqual(float(rows[i]['J5 >= .5']), least)
            self.assertGreaterEqual(float(rows[i]['precision']), .9)
        self.assertEqual([len(record['runs']) for record in runs], [2] * 4)
        self.assertTrue(all(run['wall'] > 0 and run['peak'] > 1e6 and run['written'] > 0
                            for record in runs for run in record['runs']))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
