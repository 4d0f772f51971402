"""`newsprint dedup`: what it drops of corpus/families.jsonl with copies planted in it, and what becomes of every byte
of the input, wherever it comes from.

  dedup_test.py NEWSPRINT CORPUS_FOLDER
"""

import csv
import gzip
import json
import os
import re
import subprocess
import sys
import unittest

from testing_folder import FolderTest

NEWSPRINT, CORPUS = sys.argv[1:3]
FAMILIES = [json.loads(line) for line in open(CORPUS + '/families.jsonl', encoding='utf8')]
BY_ID = {doc['id']: doc for doc in FAMILIES}
WIRES = [doc for doc in FAMILIES if doc['role'] == 'wire']
COPIES = {doc['id'] for doc in FAMILIES if doc['role'] == 'copy'}
SAME = {'identical', 'near-duplicate'}
LONG = ' '.join(f'Word{i} follows word{i + 1} in sentence {i // 12}.' for i in range(60))


def line(**fields):
    return json.dumps(fields, ensure_ascii=False).encode()


def planted():
    """Copies of each wire: as it is, in other furniture, and with a closing sentence of its own."""
    for wire in WIRES:
        later = {'published': '2026-03-01', 'source': 'Harbour Post', 'language': wire['language']}
        text = wire['text']
        yield {'id': wire['id'] + '-exact', 'text': text, **later}
        yield {'id': wire['id'] + '-furniture', **later,
               'text': text + '\n\nSign up for our daily newsletter here.\n\nCopyright 2025 Harbour Post. All rights reserved.'}
        yield {'id': wire['id'] + '-closing', **later, 'text': text + '\n\nMore in tomorrow\'s paper.'}


def sources(article):
    """What an article of the corpus was made from, by its label, and that from."""
    while article := BY_ID[article]['derived_from']:
        yield article


def found_copies():
    """The labelled copies that a scan finds to be one and nearly whole in what they copy: what dedup drops of the
    corpus, and all that it may."""
    scan = subprocess.run([NEWSPRINT, 'scan', CORPUS + '/families.jsonl'], capture_output=True, check=True)
    relations = [r for r in map(json.loads, scan.stdout.splitlines()) if r['type'] == 'relation' and r['kind'] in SAME]
    found = {r[x] for r in relations for x, other in ('ab', 'ba')
             if r[x] in COPIES and r[other] not in COPIES and r['scores']['coverage_' + x] >= .9}
    assert found
    return found


class Dedup(FolderTest):
    def run_dedup(self, *arguments, code=0, **how):
        """Kept records and messages; what is listed as dropped goes to self.dropped."""
        listed = self.folder / 'dropped.tsv'
        done = subprocess.run([NEWSPRINT, 'dedup', '--dropped', listed, *map(str, arguments)], capture_output=True,
                              cwd=self.folder, **how)
        self.assertEqual(done.returncode, code, done.stderr)
        self.dropped = {}
        if listed.exists():
            with open(listed, encoding='utf8', newline='') as rows:
                for row in csv.DictReader(rows, delimiter='\t', quoting=csv.QUOTE_NONE):
                    self.dropped[row['record']] = (row['dropped'], row['kept'], row['kind'], row['coverage'])
            listed.unlink()
        return done.stdout.splitlines(keepends=True), done.stderr.decode()

    def test_drops_every_planted_copy_and_nothing_else(self):
        copies = list(planted())
        lines = [line(**doc) for doc in copies[1::2] + FAMILIES + copies[::2]]
        kept, _ = self.run_dedup(self.write('in.jsonl', lines))
        copied = {doc['id'] for doc in copies} | found_copies()
        self.assertEqual({row[0] for row in self.dropped.values()}, copied)
        self.assertLessEqual({row[2] for row in self.dropped.values()}, SAME)
        for dropped, original, _, coverage in self.dropped.values():
            self.assertIn(original, sources(dropped) if dropped in COPIES else [dropped.rsplit('-', 1)[0]])
            self.assertGreaterEqual(float(coverage), .9)
        self.assertEqual(kept, [text + b'\n' for text in lines if json.loads(text)['id'] not in copied])

    def test_drops_further_kinds_when_asked_but_not_what_the_kept_one_lacks(self):
        path = self.write('in.jsonl', [line(**doc) for doc in FAMILIES])
        copies = found_copies()
        self.assertEqual(len(self.run_dedup(path)[0]), len(FAMILIES) - len(copies))
        kept_for = {row[0]: row[1] for row in self.dropped.values()}
        self.assertEqual(set(kept_for), copies)
        self.run_dedup(path, '--drop', 'syndicated,update')
        more = {row[0] for row in self.dropped.values()}
        self.assertTrue(more - copies)
        self.assertLessEqual({kept_for[copy] for copy in copies - more}, more)  # stays only if its original goes
        for dropped, kept, kind, coverage in self.dropped.values():
            self.assertEqual(BY_ID[dropped]['family'], BY_ID[kept]['family'])
            self.assertIn(kind, SAME | {'syndicated', 'update'} if dropped in COPIES else {'syndicated', 'update'})
            self.assertGreaterEqual(float(coverage), .9)
        some = len(self.dropped)
        self.run_dedup(path, '--drop', 'syndicated,update', '--min-kept', '.5')
        self.assertGreater(len(self.dropped), some)

    def test_gives_the_same_bytes_from_wherever_they_come(self):
        lines = [line(**doc) for doc in FAMILIES[:20] + list(planted())[:9]]
        first, second = lines[:14], lines[14:]
        whole = self.write('whole.jsonl', lines)
        self.write('a.jsonl', first), self.write('b.jsonl', second)
        zipped = self.write('whole.jsonl.gz', gzip.compress(whole.read_bytes()))
        wanted, _ = self.run_dedup(whole)
        self.assertLess(len(wanted), len(lines))
        self.assertEqual(self.run_dedup('a.jsonl', 'b.jsonl')[0], wanted)
        self.assertEqual(self.run_dedup(zipped)[0], wanted)
        self.assertEqual(self.run_dedup('-', input=whole.read_bytes())[0], wanted)  # a pipe
        self.assertEqual(self.run_dedup(input=zipped.read_bytes())[0], wanted)
        with open(whole, 'rb') as file:
            self.assertEqual(self.run_dedup('-', stdin=file)[0], wanted)
        self.run_dedup(whole, '-o', 'kept.jsonl', '-j', '1')
        self.assertEqual((self.folder / 'kept.jsonl').read_bytes(), b''.join(wanted))

    def test_every_record_is_kept_as_it_came_or_dropped(self):
        bad, short = b'{"id":"bad","text":', line(id='short', text='Two words.')
        spaced = b'  {"text" : ' + json.dumps(LONG).encode() + b', "id": "spaced", "odd": [1, {"a": null}] } \r'
        torn = b'{"id":"torn","text":"' + b'caf\xe9 au lait ' * 20 + b'"}'
        lines = [b'\xef\xbb\xbf' + spaced, b'', bad, short, line(id='other', text=LONG + ' One more closing.'), spaced,
                 line(id='short2', text='Two words.'), torn, line(text=LONG)]
        path = self.write('in.jsonl', b'\n'.join(lines))  # no line end at the end
        kept, messages = self.run_dedup(path, code=3)
        self.assertEqual(kept, [text + b'\n' for text in (spaced, bad, short, lines[6], torn)])
        self.assertEqual(self.dropped, {f'{path}:5': ('other', 'spaced', 'near-duplicate', '0.991'),
                                        f'{path}:6': ('spaced', 'spaced', 'identical', '1.000'),
                                        f'{path}:9': (f'{path}:9', 'spaced', 'identical', '1.000')})
        self.assertRegex(messages, re.escape(f'newsprint: {path}:3: not JSON') + '.* \\(kept as it is\\)')

    def test_an_array_of_records_is_kept_as_it_came(self):
        array = b'[{"id":"a","text":"b"},\n {"id":"a","text":"b"}]\n'
        kept, messages = self.run_dedup(self.write('array.json', array), code=3)
        self.assertEqual(b''.join(kept), array)
        self.assertIn("a JSON array, no JSON Lines (convert it with jq -c '.[]') (kept as it is)", messages)

    def test_a_repeated_id_goes_where_its_first_went(self):
        copy = line(id='copy', text=LONG)
        self.run_dedup(self.write('in.jsonl', [line(id='x', text=LONG), copy, line(id='x', text='Another text ' * 9), copy,
                                               line(id='x', text='Another text ' * 9)]))
        self.assertEqual([row[:3] for row in self.dropped.values()],
                         [('copy', 'x', 'identical'), ('copy', 'x', 'identical'), ('x#2', 'x#2', 'identical')])

    def test_annotate_marks_copies_and_leaves_all_else(self):
        lines = [line(id='a', text=LONG), b'{"id":"b","text":' + json.dumps(LONG).encode() + b' } \r', line(id='c"', text='Short.')]
        kept, _ = self.run_dedup(self.write('in.jsonl', lines), '--annotate', '--keep', 'first')
        self.assertEqual(kept[0::2], [lines[0] + b'\n', lines[2] + b'\n'])
        self.assertEqual(json.loads(kept[1]), {'id': 'b', 'text': LONG, 'duplicate_of': 'a', 'duplicate_kind': 'identical',
                                               'duplicate_coverage': 1.0})
        self.assertEqual(kept[1][:len(lines[1]) - 3], lines[1][:-3])

    def test_text_files_become_records(self):
        self.write('feeds/a.txt', LONG.encode()), self.write('feeds/b/c.txt', LONG.encode())
        self.write('feeds/d.txt', b'')
        kept, _ = self.run_dedup('feeds')
        self.assertEqual([json.loads(record) for record in kept], [{'id': 'a.txt', 'text': LONG}, {'id': 'd.txt', 'text': ''}])
        self.assertEqual(self.dropped, {'feeds/b/c.txt': ('b/c.txt', 'a.txt', 'identical', '1.000')})

    def test_refuses_what_would_harm_or_cannot_be_read_twice(self):
        path = self.write('in.jsonl', [line(id='a', text=LONG)])
        os.mkfifo(self.folder / 'pipe')
        os.symlink('in.jsonl', self.folder / 'link.jsonl')
        for arguments, message in [((path, '-o', path), 'would be replaced'), ((path, '-o', 'link.jsonl'), 'would be replaced'),
                                   (('.', '-o', 'link.jsonl'), 'would be replaced'), (('pipe',), 'standard input'),
                                   ((path, '-o', 'no/folder'), 'cannot write'),
                                   (('nothing.jsonl',), 'cannot open'), ((path, '-o', 'dropped.tsv'), 'in.jsonl')]:
            if arguments[-1] == 'dropped.tsv':
                arguments, message = (path, '-o', self.folder / 'dropped.tsv'), 'a file of its own'
            kept, messages = self.run_dedup(*arguments, code=2)
            self.assertEqual(kept, [])
            self.assertIn(message, messages)
            self.assertEqual(messages.count('\n'), 1)
        self.assertEqual(path.read_bytes(), line(id='a', text=LONG) + b'\n')
        self.assertEqual([p.name for p in self.folder.glob('*partial*')], [])

    def test_a_full_disk_leaves_no_list(self):
        path = self.write('in.jsonl', [line(id=str(i), text=LONG) for i in range(3)])
        _, messages = self.run_dedup(path, '-o', '/dev/full', '--keep', 'first', code=2)
        self.assertIn('/dev/full: cannot write: No space left on device', messages)
        self.assertEqual(self.dropped, {})

    def test_a_reader_that_goes_away_leaves_no_half_list(self):
        path = self.write('in.jsonl', [line(id=str(i), text=LONG, page='y' * 20000 * (i == 0)) for i in range(2)] +
                          [line(id=f'short{i}', text='', page='y' * 20000) for i in range(99)])
        command = f'"{NEWSPRINT}" dedup --dropped list.tsv "{path}" | head -c 10'
        subprocess.run(['sh', '-c', command], cwd=self.folder, check=True, capture_output=True)
        self.assertFalse((self.folder / 'list.tsv').exists())


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
