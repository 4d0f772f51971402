"""Tests bench/run.py on a made-up benchmark program. Standard library only.

bench_run_test.py PROJECT_FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

RUN = pathlib.Path(sys.argv[1], 'bench/run.py')

# Writes what stands beside it to where Google Benchmark would.
PROGRAM = '''#!/bin/sh
echo "$@" > "$0.arguments"
for argument; do
  case $argument in --benchmark_out=*) cp "$0.json" "${argument#*=}" ;; esac
done
exit %d
'''


def rows(name, *times, **more):
    return [{'name': name, 'run_type': 'iteration', 'cpu_time': time, 'real_time': 2 * time, 'time_unit': 'us', **more}
            for time in times]


class BenchRun(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def program(self, name, benchmarks, status=0):
        program = self.path / f'{name}_bench'
        program.write_text(PROGRAM % status)
        program.chmod(0o755)
        program.with_name(program.name + '.json').write_text(json.dumps({'context': {'cpus': 2},
                                                                         'benchmarks': benchmarks}))
        return program

    def run_it(self, *arguments, status=0):
        run = subprocess.run([sys.executable, str(RUN), str(self.path), *map(str, arguments)], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
        self.assertEqual(run.returncode, status, run.stderr)
        return run.stdout

    def test_what_is_saved_is_of_all_programs_and_can_be_compared(self):
        self.program('a', rows('Same', 4, 5, 6) + rows('Faster', 10, 12, 11) + rows('Gone', 1))
        self.program('b', rows('Threads/2/real_time', 7))
        self.run_it('--save', self.path / 'old')
        saved = json.loads((self.path / 'old').read_text())
        self.assertEqual([row['name'] for row in saved['benchmarks']], ['Same'] * 3 + ['Faster'] * 3 +
                         ['Gone', 'Threads/2/real_time'])

        self.program('a', rows('Same', 5, 6, 5.5) + rows('Faster', 5, 5.5, 6) + rows('New', 1) +
                     rows('Faster', 99, run_type='aggregate'))
        self.program('b', rows('Threads/2/real_time', 14))
        lines = self.run_it('--compare', self.path / 'old').strip('\n').split('\n')
        self.assertEqual([line.split() for line in lines],
                         [['new/old', 'old', 'new'],
                          ['1.100~', '5', 'us', '5.5', 'us', 'Same'],
                          ['0.500', '11', 'us', '5.5', 'us', 'Faster'],
                          ['2.000', '14', 'us', '28', 'us', 'Threads/2/real_time'],
                          ['1.032', *'geometric mean of 3; ~ = the two sets of repetitions overlap'.split()],
                          ['new', 'only', 'New'], ['old', 'only', 'Gone']])

    def test_arguments_go_to_the_programs_and_have_the_last_word(self):
        program = self.program('a', [])
        self.run_it('--benchmark_filter=X')
        self.assertEqual(pathlib.Path(f'{program}.arguments').read_text(), '--benchmark_filter=X\n')
        self.run_it('--save', self.path / 'new', '--benchmark_repetitions=9')
        given = pathlib.Path(f'{program}.arguments').read_text().split()
        self.assertEqual(given[0], '--benchmark_repetitions=5')
        self.assertEqual(given[-1], '--benchmark_repetitions=9')

    def test_a_program_that_fails_ends_the_run(self):
        self.program('a', rows('X', 1), status=3)
        self.run_it('--save', self.path / 'new', status=1)
        self.assertFalse((self.path / 'new').exists())


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
