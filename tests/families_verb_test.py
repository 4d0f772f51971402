"""`newsprint families`: listing, filters and trees, of a scan of corpus/families.jsonl and of results made by hand.

  families_verb_test.py NEWSPRINT CORPUS_FOLDER
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

NEWSPRINT, CORPUS = sys.argv[1:3]
HEADER = {'type': 'header', 'schema': 1, 'inputs': []}
SUMMARY = {'type': 'summary', 'articles': 9}


def run(*arguments, code=0, columns='80', **how):
    environment = {**os.environ, 'COLUMNS': columns, 'LC_ALL': 'C'}
    environment.pop('NO_COLOR', None)
    done = subprocess.run([NEWSPRINT, *arguments], capture_output=True, text=True, encoding='utf8', env=environment, **how)
    assert done.returncode == code, (done.returncode, done.stderr)
    return done.stdout if code == 0 else done.stderr


class Families(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scan = run('scan', CORPUS + '/families.jsonl')
        with open(CORPUS + '/families.jsonl', 'rb') as lines:
            cls.articles = sum(1 for line in lines)
        cls.families = [json.loads(line) for line in cls.scan.splitlines() if '"type":"family"' in line]

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.result = os.path.join(folder.name, 'out.jsonl')
        self.write(self.scan)

    def write(self, *lines):
        with open(self.result, 'w', encoding='utf8') as file:
            file.writelines(line if isinstance(line, str) else json.dumps(line) + '\n' for line in lines)

    def test_lists_every_family_with_what_it_is_known_by(self):
        out = run('families', self.result)
        self.assertEqual(out.splitlines()[0], f'{len(self.families)} families among {self.articles} articles')
        for family in self.families:
            self.assertIn(family['about'][family['representative']]['headline'][:60], out)
        self.assertIn('Meridian, Carniola Herald', out)
        self.assertIn('2025-10-14 to 2025-10-15', out)
        self.assertEqual(out, run('families', '-', input=self.scan))

    def test_fits_the_page(self):
        for columns, most in (('80', 80), ('200', 160)):
            longest = max(len(line) for line in run('families', self.result, '--source', 'meridian', columns=columns).splitlines())
            self.assertLessEqual(longest, most)
            self.assertGreater(longest, .8 * most)

    def test_is_plain_in_a_pipe_and_painted_on_request(self):
        self.assertNotIn('\033', run('families', self.result) + run('families', self.result, '1'))
        self.assertIn('\033[1m', run('families', self.result, '--color', 'always'))

    def test_filters(self):
        def ids(*options):
            return [json.loads(line)['id'] for line in run('families', self.result, '--format', 'jsonl', *options).splitlines()]

        def having(test):
            return sorted(family['id'] for family in self.families if test(family))

        self.assertEqual(sorted(ids()), having(lambda f: True))
        self.assertEqual(sorted(ids('--min-size', '5')), having(lambda f: len(f['members']) >= 5))
        self.assertEqual(sorted(ids('--kind', 'syndicated')),
                         having(lambda f: any(p.get('kind') == 'syndicated' for p in f['parents'].values())))
        self.assertEqual(sorted(ids('--source', 'MERIDIAN')),
                         having(lambda f: any(a.get('source') == 'Meridian' for a in f['about'].values())))
        self.assertEqual(run('families', self.result, '--source', 'Nobody'), f'0 of {len(self.families)} families\n')
        sizes = [len(json.loads(line)['members']) for line in run('families', self.result, '--format', 'jsonl').splitlines()]
        self.assertEqual(sizes, sorted(sizes, reverse=True))

    def test_shows_one_family_as_a_tree(self):
        out = run('families', self.result, 'hpol-01-update')
        title, tree = out.split('\n\n')
        self.assertTrue(title.startswith('Slovenian government loses majority as rural party quits over rail levy\nFamily 1: '))
        self.assertRegex(tree, '^hpol-01-wire +2025-10-14 +Meridian +first\n')
        self.assertEqual(tree.count('\n'), len(self.families[0]['members']))
        self.assertEqual(out, run('families', self.result, '1'))
        line = run('families', self.result, 'hpol-01-update', '--format', 'jsonl')
        self.assertEqual(json.loads(line), self.families[0])

    def test_draws_lineages(self):
        about = {x: {'headline': f'About {x}', 'published': f'2025-01-0{day}', 'source': 'A\tB'} for day, x in enumerate('abcdefg', 1)}
        family = {'type': 'family', 'id': 1, 'members': list('abcdefg'), 'representative': 'a', 'about': about,
                  'parents': {'b': {'parent': 'a', 'kind': 'spun', 'confidence': .871}, 'c': {'parent': 'b', 'kind': 'update', 'confidence': .9},
                              'd': {'outside': 'Reuters'}, 'f': {'parent': 'g'}, 'g': {'parent': 'f'}}}
        relation = {'type': 'relation', 'a': 'a', 'b': 'e', 'kind': 'near-duplicate', 'confidence': .99}
        self.write(HEADER, relation, family, SUMMARY)
        self.assertEqual(run('families', self.result, 'e').split('\n\n')[1].splitlines(), [
            'a          2025-01-01  A B  first',
            '├── b      2025-01-02  A B  spun .87',
            '│   └── c  2025-01-03  A B  update .90',
            '└── e      2025-01-05  A B  near-duplicate .99, direction unknown',
            'd          2025-01-04  A B  from Reuters, which is not here',
            'f          2025-01-06  A B  related',
            '└── g      2025-01-07  A B  related'])

    def test_reads_results_without_headlines(self):
        self.write(HEADER, {'type': 'family', 'id': 7, 'members': ['a', 'b'], 'representative': 'a', 'parents': {}}, SUMMARY)
        self.assertEqual(run('families', self.result), '1 family among 9 articles\n\n7  a\n   2 articles\n')

    def test_says_what_is_wrong(self):
        self.assertIn("no family has the article or the number 'nobody'", run('families', self.result, 'nobody', code=2))
        self.assertIn('takes the result of a scan', run('families', code=2))
        self.assertIn('cannot open', run('families', self.result + '.not', code=2))
        self.assertIn(':1: not a result of newsprint', run('families', CORPUS + '/families.jsonl', code=2))
        for broken in ('{"type":"family","id":1}\n', '[]\n', '{"type":"family","id":1,"members":[1]}\n'):
            self.write(HEADER, broken)
            self.assertIn(':2: not a result of newsprint', run('families', self.result, code=2))

    def test_says_that_a_result_was_cut(self):
        self.write(''.join(self.scan.splitlines(keepends=True)[:-1]))
        done = subprocess.run([NEWSPRINT, 'families', self.result], capture_output=True, text=True, encoding='utf8')
        self.assertIn('has no summary line', done.stderr)
        self.assertEqual(done.returncode, 0)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
