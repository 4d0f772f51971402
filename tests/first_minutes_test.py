"""The first five minutes of cli/README.md, command by command in an empty folder and on a terminal of 80 columns; and
its recipes, which must work.

  first_minutes_test.py NEWSPRINT PROJECT_FOLDER [PACKAGES]

With a folder of Debian packages, and apt, the installation is run too, into a root of its own (`throw_away_root`), and
what follows is done with what was installed; without them NEWSPRINT is taken, and the installation left out.

Each ```console block of the section is run, in order: a line behind "$ " is a command, lines behind "> " continue it,
all others are what it prints. A line "..." stands for any lines, "..." inside a line for anything; behind a kind or
"confidence", .97 stands for any confidence below 1. A failure shows what is printed: write that.
"""

import fcntl
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unittest

from testing_folder import FolderTest

NEWSPRINT, PROJECT = map(pathlib.Path, sys.argv[1:3])
PACKAGES = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 and shutil.which('apt') else None
DPKG = pathlib.Path('/var/lib/dpkg')
SECTION = 'The first five minutes'
INSTALLED = '/usr/share/newsprint/families.jsonl'
CONFIDENCE = re.compile(r'(?<=[a-z] )\.\d\d\b')
SANITIZER = {name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}  # of a build with one
MARK = '\x1e'  # behind the output of each command


def blocks(section, language):
    """The fenced blocks of a section of the manual."""
    manual = (PROJECT / 'cli/README.md').read_text(encoding='utf8')
    text = re.search(rf'^## {section}\n(.*?)(^## |\Z)', manual, re.M | re.S).group(1)
    return re.findall(rf'^```{language}\n(.*?)^```$', text, re.M | re.S)


def steps():
    """(command, lines shown) in order."""
    found = []
    for block in blocks(SECTION, 'console'):
        for line in block.splitlines():
            if line.startswith('$ '):
                found.append((line[2:], []))
            elif line.startswith('> '):
                found[-1] = (found[-1][0] + '\n' + line[2:], [])
            else:
                found[-1][1].append(line)
    return found


def throw_away_root(root):
    """What makes apt install below `root` and nowhere else, also without being root: to apt and dpkg all that is
    installed here is installed there, so that they look for what a package depends on as they always do."""
    for folder in ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'state/lists/partial', 'cache/archives/partial', 'log',
                   'etc/apt.conf.d', 'etc/sources.list.d', 'etc/preferences.d', 'bin']:
        (root / folder).mkdir(parents=True)
    shutil.copy(DPKG / 'status', root / 'var/lib/dpkg')
    for files in (DPKG / 'info').glob('*.list'):
        shutil.copy(files, root / 'var/lib/dpkg/info')
    (root / 'apt.conf').write_text(f"""
Dir {{ State "{root}/state"; State::status "{root}/var/lib/dpkg/status"; Cache "{root}/cache"; Log "{root}/log"; Etc "{root}/etc"; }};
DPkg::Options {{ "--root={root}"; "--log={root}/log/dpkg.log"; "--force-not-root"; "--force-script-chrootless"; }};
APT::Get::Assume-Yes "true";
APT::Sandbox::User "";
Binary::apt::DPkg::Progress-Fancy "0";
""")
    (root / 'bin/sudo').write_text('#!/bin/sh\nexec "$@"\n')
    (root / 'bin/sudo').chmod(0o755)
    return {'APT_CONFIG': str(root / 'apt.conf'), 'HOME': str(root),
            'PATH': f'{root}/bin:{root}/usr/bin:/usr/bin:/bin:/usr/sbin:/sbin'}


def run_on_terminal(script, folder, environment):
    """What bash prints on a terminal while it runs a script."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve('/bin/bash', ['bash', script], SANITIZER | {'TERM': 'xterm', 'NO_COLOR': '1', 'LC_ALL': 'C.UTF-8'} | environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
    printed = b''
    while True:
        try:
            got = os.read(terminal, 1 << 16)
        except OSError:  # the terminal goes with the last program
            break
        if not got:
            break
        printed += got
    os.waitpid(child, 0)
    text = printed.decode('utf8').replace('\r\n', '\n')
    text = re.sub(r'\r[^\r\n]*\x1b\[K', '', text)  # progress
    return re.sub(r'\x1b\[[0-9;]*m', '', text)


def pattern(shown):
    """A regular expression for what a command prints."""
    def part(text):
        return r'\.\d\d'.join(map(re.escape, CONFIDENCE.split(text)))

    lines = [r'(?:.*\n)*?' if line == '...' else '.*?'.join(map(part, line.split('...'))) + r'\n' for line in shown]
    return re.compile(''.join(lines))


def run_steps(commands, folder, environment, families):
    """What each command prints; `families` stands where the package has the families."""
    with tempfile.NamedTemporaryFile('w', encoding='utf8') as script:
        for command, _ in commands:
            # The next command may ask for the code of this one.
            script.write(f'{command.replace(INSTALLED, str(families))}\n__code=$?; printf "{MARK}"; (exit $__code)\n')
        script.flush()
        printed = run_on_terminal(script.name, folder, environment).split(MARK)
    assert len(printed) == len(commands) + 1, printed
    return printed


class FirstMinutes(FolderTest):
    def setUp(self):
        super().setUp()
        self.root, self.empty = self.folder / 'root', self.folder / 'empty'
        self.empty.mkdir()

    def check(self, commands, printed):
        for (command, shown), text in zip(commands, printed):
            with self.subTest(command):
                self.assertTrue(pattern(shown).fullmatch(text), 'the manual has\n\n' + '\n'.join(shown) + f'\n\nbut this is printed:\n\n{text}')

    @unittest.skipUnless(PACKAGES, 'no packages here, or no apt')
    def test_every_block_is_what_happens(self):
        (package,) = PACKAGES.glob('newsprint_*.deb')
        # Its name ends in the processor that it is for: the manual has one of them.
        shutil.copy(package, self.empty / re.sub(r'_[^_]*\.deb$', '_amd64.deb', package.name))
        environment = throw_away_root(self.root)
        printed = run_steps(steps(), self.empty, environment, self.root / INSTALLED.lstrip('/'))
        self.check(steps(), printed)
        self.assertTrue((self.root / 'usr/bin/newsprint').exists())

    @unittest.skipIf(PACKAGES, 'run with what is installed')
    def test_every_block_is_what_happens_when_newsprint_is_there(self):
        commands = [step for step in steps() if not step[0].startswith('sudo apt ')]
        self.assertEqual(len(commands), len(steps()) - 1)
        environment = {'PATH': f'{NEWSPRINT.parent}:/usr/bin:/bin'}
        self.check(commands, run_steps(commands, self.empty, environment, PROJECT / 'corpus/families.jsonl'))


class Recipes(FolderTest):
    def setUp(self):
        super().setUp()
        families = (PROJECT / 'corpus/families.jsonl').read_text(encoding='utf8')
        # The names that recipes use.
        for stands_for, article in (('wire-17', 'hpol-01-wire'), ('courier-4', 'hpol-01-syndicated')):
            families = families.replace(f'"{article}"', f'"{stands_for}"')
        for name in ('news', 'archive', 'dump'):
            (self.folder / f'{name}.jsonl').write_text(families, encoding='utf8')
        lines = families.splitlines(keepends=True)
        (self.folder / 'meridian.jsonl').write_text(lines[0], encoding='utf8')
        (self.folder / 'courier.jsonl').write_text(''.join(lines[1:8]), encoding='utf8')
        (self.folder / 'draft.txt').write_text('A draft of its own, about nothing in the archive.\n')
        (self.folder / 'table.csv').write_text('id,text\n1,"A table, with a comma in it."\n')
        (self.folder / 'labelled.tsv').write_text('wire-17\tcourier-4\tsyndicated\n')

    def test_every_recipe_works(self):
        if not shutil.which('jq'):
            self.skipTest('jq is not installed')
        recipes = re.split(r'^(?=# )', ''.join(blocks('Recipes', 'sh')), flags=re.M)[1:]
        self.assertGreater(len(recipes), 8)
        for recipe in recipes:
            with self.subTest(recipe.splitlines()[0]):
                done = subprocess.run(['bash', '-e', '-o', 'pipefail', '-c', recipe], cwd=self.folder, capture_output=True, text=True,
                                      env=SANITIZER | {'PATH': f'{NEWSPRINT.parent}:{os.environ["PATH"]}', 'LC_ALL': 'C.UTF-8'})
                self.assertEqual((done.returncode, done.stderr), (0, ''), recipe)
        found = {path.name for path in self.folder.iterdir()}
        self.assertLessEqual({'kept.jsonl', 'dropped.tsv', 'relations.jsonl', 'reuse.graphml', 'found.jsonl'}, found)
        self.assertTrue([name for name in found if name.endswith('.html')])


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
