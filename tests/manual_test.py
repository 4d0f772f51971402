"""The man page and the completions against the parser: each option at each of its verbs, and nothing else.

manual_test.py NEWSPRINT SOURCE_FOLDER

The completions are asked of the shells themselves; a shell, or a checker of man pages, that is not installed is passed over.
"""
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop())
NEWSPRINT = os.path.abspath(sys.argv.pop())
SHELLS = ['bash', 'zsh', 'fish']


def run(*arguments, **how):
    return subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, encoding='utf8', **how)


@functools.cache
def generated(what):
    done = run(NEWSPRINT, '--generate', what)
    assert done.returncode == 0 and not done.stderr, done
    return done.stdout


@functools.cache
def verbs():
    return re.findall(r'^  newsprint (\w+) .*  ', run(NEWSPRINT).stdout, re.M)


def wrong(*arguments):
    """What the parser says of arguments; the last option sees to it that nothing is run."""
    done = run(NEWSPRINT, *arguments, 'x', '--no-such-option')
    assert done.returncode == 2, done
    return done.stderr


@functools.cache
def options(verb):
    """The options that the parser takes, of all that stand in anything generated or in any page of help."""
    pages = [generated(what) for what in ['man', *SHELLS]] + [run(NEWSPRINT, 'help', verb).stdout for verb in verbs()]
    named = {name.replace('\\', '') for page in pages for name in re.findall(r'(?<![\w-])(?:\\?-){2}[a-z](?:\\?-?[a-z])*|(?<![\w\\-])-[a-z]\b', page)}
    named |= {'-' + letter for letter in 'abcdefghijklmnopqrstuvwxyz'}
    return {name for name in named if not re.search(re.escape(name) + ': no such option', wrong(verb, name))}


@functools.cache
def choices(verb, option):
    """The values that the parser allows; none when any will do."""
    with tempfile.TemporaryDirectory() as folder:  # it may make a file of that name
        found = re.search(r"'.?' is not one of ([^\n(]*?)(?: \(|\n)", run(NEWSPRINT, verb, option, ',', cwd=folder).stderr)
    return set(found[1].split(', ')) if found else set()


def choosing(verb):
    return [option for option in sorted(options(verb)) if option.startswith('--') and choices(verb, option)]


def long_names(names):
    return {name for name in names if name.startswith('--')}


class Generated(unittest.TestCase):
    def test_takes_only_what_can_be_generated(self):
        self.assertIn("'yaml' is not one of man, bash, zsh, fish", run(NEWSPRINT, '--generate', 'yaml').stderr)
        self.assertEqual(run(NEWSPRINT, '--generate=man').stdout, generated('man'))

    def test_parser_knows_options(self):
        self.assertIn('--output', options('scan'))
        self.assertIn('-o', options('scan'))
        self.assertNotIn('--output', options('help'))
        self.assertIn('tsv', choices('scan', '--format'))


class ManPage(unittest.TestCase):
    def page(self):
        return generated('man').replace('\\-', '-')

    def test_names_the_options_of_each_verb(self):
        for verb in verbs():
            section = re.search(rf'^\.SS newsprint {verb}\n(.*?)^\.S', self.page(), re.M | re.S)[1]
            listed = section[section.index('Options:'):section.index('.nf')]
            self.assertEqual(set(re.findall(r'\\fB(--.*?)\\fR', listed)), long_names(options(verb)), verb)

    def test_explains_each_option_for_its_verbs(self):
        """A heading for each; several rows of a name have different verbs."""
        section = self.page().split('.SH OPTIONS\n')[1].split('.SH ')[0]
        explained = {verb: set() for verb in verbs()}
        for row in section.split('.TP\n')[1:]:
            heading, _, text = row.partition('\n')
            of = re.search(r'Of\s((?:\\fB\w+\\fR[,.]\s*)+)', text)
            for verb in re.findall(r'\\fB(\w+)\\fR', of[1]) if of else verbs():
                for name in re.findall(r'\\fB(-.*?)\\fR', heading):
                    self.assertNotIn(name, explained[verb])
                    explained[verb].add(name)
        self.assertEqual(explained, {verb: options(verb) for verb in verbs()})

    def test_passes_the_checkers(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder, 'newsprint.1')
            page.write_text(generated('man'), encoding='utf8')
            for checker in [['mandoc', '-T', 'lint'], ['man', '--warnings', '-l']]:
                if shutil.which(checker[0]):
                    done = run(*checker, page, env=os.environ | {'MANPAGER': 'cat', 'LC_ALL': 'C.UTF-8'})
                    self.assertEqual((done.returncode, done.stderr), (0, ''), checker)
                    if checker[0] == 'mandoc':
                        self.assertEqual(done.stdout, '')


class Shell:
    """What a shell offers. offers(lines) gives the set for each line, which may end in a word that has begun."""
    name = ''

    def setUp(self):
        if not shutil.which(self.name):
            self.skipTest(self.name + ' is not installed')
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.script = self.folder / '_newsprint'
        self.script.write_text(generated(self.name), encoding='utf8')
        (self.folder / 'articles.jsonl').touch()

    def test_parses(self):
        done = run(self.name, '-n', self.script)
        self.assertEqual((done.returncode, done.stderr), (0, ''))

    def test_offers_verbs(self):
        self.assertEqual(self.offers(['newsprint ', 'newsprint help ']), [set(verbs())] * 2)

    def test_offers_the_options_of_each_verb(self):
        offers = self.offers([f'newsprint {verb} -' for verb in verbs()])
        self.assertEqual(dict(zip(verbs(), offers)), {verb: options(verb) for verb in verbs()})

    def test_offers_choices(self):
        pairs = [(verb, option) for verb in verbs() for option in choosing(verb)]
        offers = self.offers([f'newsprint {verb} {option} ' for verb, option in pairs])
        self.assertEqual(dict(zip(pairs, offers)), {pair: choices(*pair) for pair in pairs})

    def test_offers_files_where_files_are_meant(self):
        arguments, value, number = self.offers(['newsprint scan art', 'newsprint scan -o art', 'newsprint scan --threads '])
        self.assertEqual((arguments, value, number), ({'articles.jsonl'}, {'articles.jsonl'}, set()))

    def test_goes_on_behind_equals_signs_and_commas(self):
        value, item, without_verb = self.offers(['newsprint scan --format=ts', 'newsprint scan --also quotes,te', 'newsprint --generate '])
        self.assertEqual({offer.rpartition('=')[2] for offer in value}, {'tsv'})
        self.assertLessEqual({offer.rpartition(',')[2] for offer in item}, {'template', 'quotes'})
        self.assertIn('template', {offer.rpartition(',')[2] for offer in item})
        self.assertEqual(without_verb, {'man', *SHELLS})


class Bash(Shell, unittest.TestCase):
    name = 'bash'

    def offers(self, lines):
        return [self.offer(line) for line in lines]

    def offer(self, line):
        words = [part for word in line.split(' ') for part in re.split('(=)', word)]
        script = f'''
            . "$1"; shift
            files=
            compopt() {{ files=yes; }}
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _newsprint
            if [[ $files ]]; then COMPREPLY+=($(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}")); fi
            printf '%s\\n' "${{COMPREPLY[@]}}"'''
        done = run('bash', '--norc', '-c', script, 'bash', self.script, *words, cwd=self.folder)
        self.assertEqual(done.stderr, '')
        return set(done.stdout.split())


class Zsh(Shell, unittest.TestCase):
    name = 'zsh'

    def offers(self, lines):
        result = self.folder / 'result'
        result.unlink(missing_ok=True)
        done = run('zsh', '-f', SOURCE / 'tests' / 'complete.zsh', self.folder, result, *lines, cwd=self.folder)
        if done.returncode == 77:
            self.skipTest('zsh has no zpty')
        offers = dict(part.partition('\n')[::2] for part in result.read_text(encoding='utf8').split('>') if part.strip())
        self.assertEqual(list(offers), lines)
        return [set(offers[line].split()) for line in lines]


class Fish(Shell, unittest.TestCase):
    name = 'fish'

    def offers(self, lines):
        script = 'source $argv[1]; for line in $argv[2..]; echo ">"; complete -C $line; end'
        done = run('fish', '--no-config', '-c', script, self.script, *lines, cwd=self.folder, env=os.environ | {'HOME': str(self.folder)})
        self.assertEqual(done.stderr, '')
        return [{offer.partition('\t')[0] for offer in part.splitlines() if offer} for part in done.stdout.split('>\n')[1:]]


if __name__ == '__main__':
    unittest.main()
