"""Input as it comes in life: each kind of mess with what `newsprint scan` makes of it and says. In every case it ends by
itself, with a message of one line for each thing that is wrong, and with every article that is not.

  messy_test.py NEWSPRINT
"""

import gzip
import json
import os
import random
import re
import subprocess
import sys
import unittest
import zlib

from testing_folder import FolderTest

NEWSPRINT = sys.argv[1]
MIB = 1 << 20
WORDS = 'harbour council levy vessel railway budget minister storm letter garden village copper signal winter'.split()


def body(number, length=60):
    rng = random.Random(number)
    return ' '.join(rng.choice(WORDS) + str(rng.randrange(1000)) for _ in range(length)) + '.'


def record(name, text=None, **fields):
    return json.dumps({'id': name, 'text': body(name) if text is None else text, **fields}, ensure_ascii=False).encode() + b'\n'


GOOD = record('a') + record('b')


def zstd(blocks):
    """A frame of blocks, (bytes) as they are or (byte, count) repeated, so that no compressor is needed."""
    out = b'\x28\xb5\x2f\xfd\x00\x38'  # magic; a window of 128 KiB
    for i, block in enumerate(blocks):
        repeated = isinstance(block, tuple)
        size = block[1] if repeated else len(block)
        header = size << 3 | repeated << 1 | (i + 1 == len(blocks))
        out += header.to_bytes(3, 'little') + (block[0] if repeated else block)
    return out


def gzip_of(*pieces):
    """Pieces are bytes, or (bytes, count) repeated; never as a whole in memory."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    out = []
    for piece, count in (p if isinstance(p, tuple) else (p, 1) for p in pieces):
        out += [pack.compress(piece) for _ in range(count)]
    return b''.join(out) + pack.flush()


# name, content of in.jsonl, ids that are read, what is said (a regular expression, or '' for nothing), exit code
BROKEN, SKIPPED, FINE = 2, 3, 0
AB = ['a', 'b']
FILES = [
    ('text that is not UTF-8', GOOD + b'{"id":"c","text":"caf\xe9 \xff au lait"}\n', AB + ['c'],
     r'in\.jsonl:3: not UTF-8, bad bytes are read as U\+FFFD \(convert it with iconv\)', FINE),
    ('UTF-8 that is not UTF-8', record('a') + b'{"id":"b","text":"\xed\xa0\x80 \xc0\xaf \xf5\x80\x80\x80"}\n', AB, 'in.jsonl:2: not UTF-8', FINE),
    ('halves of surrogate pairs', GOOD + b'{"id":"c","text":"\\ud83d cut \\ude00","title":"\\ud83d"}\n', AB + ['c'], '', FINE),
    ('a byte order mark', b'\xef\xbb\xbf' + GOOD, AB, '', FINE),
    ('byte order marks of joined files', b'\xef\xbb\xbf' + record('a') + b'\xef\xbb\xbf' + record('b'), AB, '', FINE),
    ('UTF-16', 'ab'.encode('utf-16') + GOOD.decode().encode('utf-16-le'), [], 'in.jsonl:1: not ', SKIPPED),
    ('line ends of Windows', GOOD.replace(b'\n', b'\r\n'), AB, '', FINE),
    ('blank lines', b'\n \r\n\n' + record('a') + b'\t\n' + record('b') + b'\n\n', AB, '', FINE),
    ('no line end at the end', GOOD[:-1], AB, '', FINE),
    ('zero bytes, escaped', GOOD + record('c', 'a\0b'), AB + ['c'], '', FINE),
    ('zero bytes in a string', GOOD + b'{"id":"c","text":"a\0b"}\n', AB, r'in\.jsonl:3: not JSON: a control character inside a string \(skipped\)', SKIPPED),
    ('zero bytes between lines', record('a') + b'\0' * 4096 + b'\n' + record('b'), AB, r'in\.jsonl:2: not .* \(skipped\)', SKIPPED),
    ('a line that was cut', record('a') + record('c')[:90] + b'\n' + record('b'), AB, r'in\.jsonl:2: not JSON: a string is not closed \(skipped\)', SKIPPED),
    ('a line of 100 MB', record('a') + record('b', html='y' * (100 * MIB)), AB, '', FINE),
    ('a text of 100 MB', record('a') + record('c', 'word ' * (20 * MIB)) + record('b'), AB, r'in\.jsonl:2: "text" is longer than 32 MiB \(skipped\)', SKIPPED),
    ('100 MB that are no record', record('a') + b'x' * (100 * MIB) + b'\n' + record('b'), AB, r'in\.jsonl:2: not a JSON object \(skipped\)', SKIPPED),
    ('an empty body', record('a') + record('b', ''), AB, 'fewer than two articles to compare', FINE),
    ('a body that is null', GOOD + b'{"id":"c","text":null}\n', AB + ['c'], '', FINE),
    ('no body', GOOD + b'{"id":"c","body":"words"}\n', AB, r'in\.jsonl:3: "text" is missing \(skipped\)', SKIPPED),
    ('a body that is no string', GOOD + b'{"id":"c","text":["words"]}\n', AB, r'in\.jsonl:3: "text" is not a string \(skipped\)', SKIPPED),
    ('ids that are numbers', record(17) + record(-2.5e3), ['17', '-2500.0'], '', FINE),
    ('ids that are null or empty', record(None) + record(''), ['in.jsonl:1', 'in.jsonl:2'], '', FINE),
    ('an id twice, with the same text', GOOD + record('a'), AB, '', FINE),
    ('an id twice, with other texts', record('a') + record('a', body('b')), ['a', 'a#2'], r'in\.jsonl:2: the id "a" stands for another text already; this one is "a#2"', FINE),
    ('nesting without end', GOOD + b'{"id":"c","text":"x","deep":' + b'[' * 100000 + b'\n', AB, r'in\.jsonl:3: not JSON', SKIPPED),
    ('gzip that ends early', gzip.compress(GOOD * 50)[:-12], None, r'in\.jsonl: gzip stream is truncated after \d+ bytes', BROKEN),
    ('gzip with a changed byte', (lambda z: z[:40] + bytes([z[40] ^ 64]) + z[41:])(gzip.compress(GOOD)), None, r'in\.jsonl: gzip stream is damaged near byte \d+', BROKEN),
    ('gzip with rubbish behind it', gzip.compress(GOOD) + b'rubbish', None, r'in\.jsonl: gzip stream is damaged', BROKEN),
    ('gzip in several members', gzip.compress(record('a')) + gzip.compress(record('b')), AB, '', FINE),
    ('zstd', zstd([GOOD]), AB, '', FINE),
    ('zstd that ends early', zstd([GOOD])[:-40], None, r'in\.jsonl: zstd stream is truncated after \d+ bytes', BROKEN),
    ('zstd with rubbish behind it', zstd([GOOD]) + b'rubbish', None, r'in\.jsonl: zstd stream is damaged', BROKEN),
    ('a bomb of one line', zstd([(b'x', 128 << 10)] * (3 << 13)), None, r'in\.jsonl: line 1 is longer than 256 MiB', BROKEN),
    ('a bomb of blank lines', gzip_of(record('a'), (b'\n' * MIB, 64), record('b')), AB, '', FINE),
    ('a bomb of one article', gzip_of(record('a') + b'{"id":"c","text":"', (b'a ' * (MIB // 2), 100), b'"}\n' + record('b')), AB,
     r'in\.jsonl:2: "text" is longer than 32 MiB \(skipped\)', SKIPPED),
    ('nothing', b'', [], 'fewer than two articles to compare', FINE),
]


class Messy(FolderTest):
    def run_program(self, *arguments, **how):
        """Exit code, lines of JSON on standard output, standard error."""
        done = subprocess.run([NEWSPRINT, *map(str, arguments)], capture_output=True, cwd=self.folder, timeout=120, **how)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()

    def scan(self, *paths, **how):
        return self.run_program('scan', '--min-words', '0', *paths, **how)

    def expect(self, code, wanted_code, messages, said):
        self.assertEqual(code, wanted_code, messages)
        self.assertNotRegex(messages, '(?i)terminate|exception|sanitizer|assert')
        for line in messages.splitlines():
            self.assertRegex(line, '^newsprint: ')
        if said:
            self.assertRegex(messages, '(?m)^newsprint: (.*: )?' + said)
        else:
            self.assertEqual(messages, '')

    def test_files(self):
        for name, content, ids, said, wanted_code in FILES:
            with self.subTest(name):
                self.write('in.jsonl', content)
                code, lines, messages = self.scan('in.jsonl')
                self.expect(code, wanted_code, messages, said)
                if wanted_code == BROKEN:
                    self.assertEqual(lines, [])  # nothing by halves
                    continue
                self.assertEqual(lines[-1]['articles'], len(ids))
                # Each id is there: a pair that names it is judged, one that names another is refused.
                self.write('pairs.tsv', ''.join(f'{x}\t{ids[0]}\n' for x in ids).encode())
                if ids:
                    self.assertEqual(self.scan('in.jsonl', '--pairs', 'pairs.tsv', '-q')[0], wanted_code)

    def test_strict_stops_at_the_first_bad_record(self):
        self.write('in.jsonl', record('a') + b'rubbish\n' + record('b') + b'more\n')
        code, lines, messages = self.scan('--strict', 'in.jsonl')
        self.expect(code, BROKEN, messages, 'in.jsonl:2: not a JSON object')
        self.assertEqual((lines, messages.count('\n')), ([], 1))

    def test_paths(self):
        self.write('good/a.txt', body('a').encode())
        self.write('good/b.txt', body('b').encode())
        self.write('good/sub/nothing', b'')
        os.symlink('..', self.folder / 'good/sub/up')
        os.symlink('.', self.folder / 'good/here')
        self.write('lost/a.txt', body('a').encode())
        os.symlink('nowhere.txt', self.folder / 'lost/link.txt')
        self.write('torn/a.txt', body('a').encode())
        self.write('torn/b.jsonl.gz', gzip.compress(GOOD * 50)[:-12])
        os.symlink('ring2', self.folder / 'ring1'), os.symlink('ring1', self.folder / 'ring2')
        for path, said, wanted_code in [
                ('missing.jsonl', r'missing\.jsonl: cannot open: No such file or directory', BROKEN),
                ('good/a.txt/b', r'good/a\.txt/b: cannot open: Not a directory', BROKEN),
                ('good', '', FINE),  # circles of links: each folder once
                ('lost', r'lost/link\.txt: cannot open: No such file or directory \(skipped\)', SKIPPED),
                ('torn', r'torn/b\.jsonl\.gz: gzip stream is truncated after \d+ bytes \(the rest is skipped\)', SKIPPED),
                ('lost/link.txt', r'lost/link\.txt: cannot open: No such file or directory', BROKEN),
                ('ring1', 'ring1: cannot open: Too many levels of symbolic links', BROKEN),
                ('x' * 300, 'x+: cannot open: File name too long', BROKEN),
                ('/proc/self/mem', '/proc/self/mem: cannot read: Input/output error', BROKEN)]:
            with self.subTest(path[:30]):
                if path.startswith('/proc') and not os.path.exists(path):
                    continue
                code, lines, messages = self.scan(path)
                self.expect(code, wanted_code, messages, said)
                if wanted_code == SKIPPED:
                    self.assertEqual(lines[-1]['skipped']['files'], 1)
                    for refused in (['scan', '--strict', path], ['dedup', path]):
                        code, _, messages = self.run_program(*refused)
                        self.expect(code, BROKEN, messages, said.split(r' \(')[0])
                else:
                    self.assertEqual(messages.count('\n'), int(wanted_code == BROKEN))
                if path == 'good':
                    self.assertEqual(lines[-1]['articles'], 2)

    def test_a_file_that_may_not_be_read(self):
        how = {}
        if os.getuid() == 0:  # who may read everything
            how = {'user': 65534, 'group': 65534, 'extra_groups': []}
            self.folder.chmod(0o755)
        self.write('in/a.txt', body('a').encode()), self.write('in/b.txt', body('b').encode())
        try:
            if self.scan('in', **how)[0] != FINE:
                self.skipTest('nobody may not run the program here')
        except PermissionError:
            self.skipTest('nobody may not run the program here')
        (self.folder / 'in/b.txt').chmod(0)
        self.write('in/sub/c.txt', body('c').encode())
        (self.folder / 'in/sub').chmod(0)
        code, lines, messages = self.scan('in', **how)
        self.expect(code, SKIPPED, messages, r'in/b\.txt: cannot open: Permission denied \(skipped\)')
        self.expect(code, SKIPPED, messages, r'in/sub: cannot open: Permission denied \(skipped\)')
        self.assertEqual((lines[-1]['articles'], lines[-1]['skipped']['files']), (1, 2))
        (self.folder / 'in').chmod(0)
        code, _, messages = self.scan('in', **how)
        self.expect(code, BROKEN, messages, 'in: cannot open: Permission denied')
        (self.folder / 'in').chmod(0o755)

    def test_a_folder_of_very_many_files(self):
        for i in range(10000):
            self.write(f'many/{i // 100}/{i}.txt', f'File {i} holds ten words more or less, {i}.'.encode())
        code, lines, messages = self.run_program('stats', '--format', 'jsonl', 'many')
        self.expect(code, FINE, messages, '')
        self.assertEqual((lines[0]['articles'], len(lines[0]['inputs'])), (10000, 10000))

    def test_a_full_disk(self):
        self.write('in.jsonl', GOOD)
        for verb in ('scan', 'stats', 'dedup'):
            code, _, messages = self.run_program(verb, 'in.jsonl', '-o', '/dev/full')
            self.expect(code, BROKEN, messages, '/dev/full: cannot write: No space left on device')
            with open('/dev/full', 'wb') as full:
                done = subprocess.run([NEWSPRINT, verb, self.folder / 'in.jsonl'], stdout=full, stderr=subprocess.PIPE)
            self.expect(done.returncode, BROKEN, done.stderr.decode(), 'standard output: cannot write: No space left on device')

    def test_a_full_disk_leaves_no_partial_file(self):
        mount = self.folder / 'small'
        mount.mkdir()
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount], capture_output=True).returncode != 0:
            self.skipTest('no file system can be mounted here')
        try:
            self.write('in.jsonl', b''.join(record(str(i), body(i, 400)) for i in range(60)))
            (mount / 'kept.jsonl').write_text('former')
            code, _, messages = self.run_program('dedup', 'in.jsonl', '-o', 'small/kept.jsonl')
            self.expect(code, BROKEN, messages, r'small/kept\.jsonl: cannot write: No space left on device')
            self.assertEqual([p.name for p in mount.iterdir()], ['kept.jsonl'])
            self.assertEqual((mount / 'kept.jsonl').read_text(), 'former')
        finally:
            subprocess.run(['umount', mount], check=True)

    def test_a_broken_pipe(self):
        self.write('in.jsonl', b''.join(record(str(i), body(i // 2)) for i in range(2000)))
        for verb in ('scan', 'dedup'):
            done = subprocess.run(['sh', '-c', f'{{ "$0" {verb} in.jsonl; echo "code $?" >&2; }} | head -c 100 | wc -c', NEWSPRINT],
                                  cwd=self.folder, capture_output=True, text=True, timeout=60)
            self.assertEqual((done.stdout.strip(), done.stderr), ('100', 'code 0\n'))

    def test_a_thousand_random_corruptions(self):
        rng = random.Random(4)
        lines = [record(f'r{i}', body(i), title=f'Títle {i} ☃', published='2025-10-14') for i in range(100)]
        self.write('twins.jsonl', b''.join(record(f'twin{i}', body(i)) for i in range(100)))
        corruptions = 0
        while corruptions < 1000:
            data = bytearray(b''.join(lines))
            for _ in range(25):
                at, length = rng.randrange(len(data)), rng.choice((1, 1, 2, 5, 40))
                data[at:at + length] = {
                    0: lambda: rng.randbytes(length), 1: lambda: b'', 2: lambda: bytes(length), 3: lambda: b'\n' * length,
                    4: lambda: rng.choice((b'"', b'\\', b'{', b'}', b'\\u', b'\xff', b'\\ud800', b',')),
                    5: lambda: bytes(data[at:at + length]) + bytes(data[at:at + length])}[rng.randrange(6)]()
                corruptions += 1
            self.write('in.jsonl', bytes(data))
            code, found, messages = self.scan('in.jsonl', 'twins.jsonl', '--no-rewrites')
            self.assertIn(code, (FINE, SKIPPED), messages)
            related = {line['b'] for line in found if line['type'] == 'relation' and line['kind'] == 'identical'}
            intact = set(bytes(data).split(b'\n'))
            wanted = {f'twin{i}' for i, line in enumerate(lines) if line[:-1] in intact}
            self.assertGreater(len(wanted), 60)
            self.assertLessEqual(wanted, related)
            self.assertLess(messages.count('\n'), 40)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
