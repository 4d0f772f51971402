"""newsprint as it is installed: what stands where, and the projects that use it.

install_test.py SOURCE_FOLDER BUILD_FOLDER CMAKE COMPILER VERSION [PACKAGES]
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

SOURCE, BUILD = map(pathlib.Path, sys.argv[1:3])
CMAKE, COMPILER, VERSION = sys.argv[3:6]
PACKAGES = pathlib.Path(sys.argv[6]) if len(sys.argv) > 6 else None
PREFIX = BUILD / 'tests' / 'prefix'
CORPUS = SOURCE / 'corpus' / 'families.jsonl'


def run(*command, **how):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding='utf8', **how)
    assert done.returncode == 0, f'{command}\n{done.stdout}\n{done.stderr}'
    return done.stdout


def relations():
    lines = run(PREFIX / 'bin' / 'newsprint', 'scan', '--quiet', '--format', 'jsonl', CORPUS).splitlines()
    return [record for record in map(json.loads, lines) if record['type'] == 'relation']


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(PREFIX, ignore_errors=True)
        run(CMAKE, '--install', BUILD, '--prefix', PREFIX)

    def test_is_where_distributions_look(self):
        installed = {str(path.relative_to(PREFIX)) for path in PREFIX.rglob('*') if path.is_file()}
        for path in ['bin/newsprint', 'share/man/man1/newsprint.1', 'share/bash-completion/completions/newsprint',
                     'share/zsh/site-functions/_newsprint', 'share/fish/vendor_completions.d/newsprint.fish']:
            self.assertIn(path, installed)
        public = {f'include/newsprint/{path.name}' for path in SOURCE.glob('lib/include/newsprint/*.h')}
        self.assertEqual({path for path in installed if path.startswith('include/')}, public)
        for path in PREFIX.rglob('*.cmake'):  # would lead nowhere on another machine
            self.assertNotIn(str(SOURCE), path.read_text(encoding='utf8'), path)

    def test_consumers_build_and_run(self):
        for compiler in dict.fromkeys([COMPILER, shutil.which('clang++-14') or COMPILER]):
            with self.subTest(compiler=compiler):
                self.check_consumers(compiler, PREFIX.with_name('consumer-' + pathlib.Path(compiler).name))

    def check_consumers(self, compiler, folder):
        shutil.rmtree(folder, ignore_errors=True)
        environment = os.environ | {'PKG_CONFIG_PATH': ':'.join(str(path) for path in PREFIX.glob('lib/**/pkgconfig'))}
        run(CMAKE, '-S', SOURCE / 'tests' / 'install', '-B', folder, '-G', 'Ninja', f'-DCMAKE_CXX_COMPILER={compiler}',
            f'-DCMAKE_PREFIX_PATH={PREFIX}', env=environment)
        run(CMAKE, '--build', folder, env=environment)
        expected = f'{VERSION} {len(relations())}\n'
        self.assertEqual(run(folder / 'by_cmake', CORPUS), expected)
        self.assertEqual(run(folder / 'by_pkg_config', CORPUS), expected)
        sure = [f"{relation['a']} {relation['direction']} {relation['b']} ({relation['kind']})" for relation in relations() if relation['confidence'] >= .5]
        printed = run(folder / 'examples' / 'reuse', CORPUS).splitlines()
        self.assertEqual([line for line in printed if line in sure], sure)
        self.assertGreater(len(sure), 20)

    def test_another_minor_version_is_refused(self):
        script = f'find_package(newsprint 0.99 CONFIG PATHS {PREFIX} NO_DEFAULT_PATH)\nmessage("found=${{newsprint_FOUND}}")\n'
        folder = PREFIX.with_name('refused')
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / 'CMakeLists.txt').write_text('cmake_minimum_required(VERSION 3.25)\nproject(refused NONE)\n' + script, encoding='utf8')
        done = subprocess.run([CMAKE, '-S', folder, '-B', folder / 'build'], capture_output=True, encoding='utf8')
        self.assertIn('found=0', done.stderr)


@unittest.skipUnless(PACKAGES, 'no tools to make Debian packages')
class Packages(unittest.TestCase):
    def package(self, name):
        found = list(PACKAGES.glob(f'{name}_{VERSION}-1_*.deb'))
        self.assertEqual(len(found), 1)
        return found[0]

    def field(self, package, name):
        return run('dpkg-deb', '--field', package, name)

    def test_program(self):
        package = self.package('newsprint')
        self.assertRegex(self.field(package, 'Depends'), 'libc6.*libtbb')
        folder = PACKAGES / 'newsprint'
        run('dpkg-deb', '--extract', package, folder)
        files = {str(path.relative_to(folder / 'usr')) for path in folder.rglob('*') if path.is_file()}
        self.assertEqual({path for path in files if not path.startswith('share/doc/')},
                         {'bin/newsprint', 'share/man/man1/newsprint.1.gz', 'share/bash-completion/completions/newsprint',
                          'share/zsh/vendor-completions/_newsprint', 'share/fish/vendor_completions.d/newsprint.fish',
                          'share/newsprint/families.jsonl'})
        self.assertLessEqual({f'share/doc/newsprint/{name}' for name in ['copyright', 'manual.md', 'output.schema.json']}, files)
        self.assertTrue(run(folder / 'usr' / 'bin' / 'newsprint', '--version').startswith(f'newsprint {VERSION}'))

    def test_library(self):
        package = self.package('libnewsprint-dev')
        self.assertIn('libabsl-dev', self.field(package, 'Depends'))
        contents = run('dpkg-deb', '--contents', package)
        for path in ['include/newsprint/engine.h', '/libnewsprint.a', '/cmake/newsprint/newsprint-config.cmake', '/pkgconfig/newsprint.pc',
                     'doc/libnewsprint-dev/copyright', 'doc/libnewsprint-dev/examples/reuse.cc']:
            self.assertIn(path, contents)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
