"""What the READMEs show of the program, against what it prints. "..." stands for what was left out.

  readme_test.py NEWSPRINT PROJECT_FOLDER

A failure names the line and shows what the program prints there now: write that.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import unittest

NEWSPRINT, PROJECT = sys.argv[1:3]
PROMPT = '$ newsprint '
SANITIZER = {name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}  # of a build with one


def run(*arguments):
    environment = SANITIZER | {'LC_ALL': 'C.UTF-8', 'COLUMNS': '80'}
    done = subprocess.run([NEWSPRINT, *arguments], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def blocks(path, language):
    """The fenced blocks of a page in a language ('' = none), without their fences."""
    text = (pathlib.Path(PROJECT) / path).read_text(encoding='utf8')
    return [body for kind, body in re.findall(r'^```(\w*)\n(.*?)^```$', text, re.M | re.S) if kind == language]


def sessions(path):
    """(command, lines shown) of each command in the blocks of a page."""
    for block in blocks(path, ''):
        for session in block.split(PROMPT)[1:]:
            command, *shown = session.rstrip('\n').split('\n')
            yield command, shown


class Readmes(unittest.TestCase):
    def check_session(self, path, command, shown):
        # What is shown was seen on a terminal.
        arguments = shlex.split(command)
        if arguments[0] == 'scan':
            arguments += ['--format', 'text']
        printed = run(*arguments)
        at = 0
        for stretch in re.split(r'^\.\.\.$', '\n'.join(shown), flags=re.M):
            stretch = stretch.strip('\n')
            found = ('\n' + printed + '\n').find('\n' + stretch + '\n', at) if stretch else at
            self.assertGreaterEqual(found, 0, f'{path} shows of newsprint {command}:\n\n{stretch}\n\n'
                                              f'but it prints, from there on:\n\n{printed[max(at - 1, 0):][:3000]}')
            at = found

    def test_sessions_are_what_the_program_prints(self):
        for path in ['README.md', 'cli/README.md']:
            found = list(sessions(path))
            self.assertTrue(found, path)
            for command, shown in found:
                with self.subTest(path=path, command=command):
                    self.check_session(path, command, shown)

    def test_json_lines_are_what_the_program_writes(self):
        printed = run('scan', 'corpus/families.jsonl').splitlines()
        (block,) = blocks('cli/README.md', 'json')
        shown = re.sub(r'\n +', '', block).splitlines()  # one object a line again
        self.assertTrue(shown)
        for line in shown:
            pattern = re.compile('.*'.join(map(re.escape, line.split('...'))))
            if not any(pattern.fullmatch(other) for other in printed):
                nearest = max(printed, key=lambda other: len(os.path.commonprefix([line, other])))
                self.fail(f'cli/README.md shows:\n\n{line}\n\nbut scan of corpus/families.jsonl writes:\n\n{nearest}')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
