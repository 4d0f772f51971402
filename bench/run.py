#!/usr/bin/env python3
"""Runs the benchmark programs of a folder, keeps what they measure, and compares it with what was kept. Standard
library only; `./dev bench` calls it.

  run.py build/release/bench [ARGS]                       ARGS go to Google Benchmark
  run.py build/release/bench --save before.json [ARGS]
  run.py build/release/bench --compare before.json [ARGS]

What is saved is Google Benchmark's JSON, of all programs in one. With --save or --compare each benchmark is repeated five
times, unless ARGS say otherwise, in random order within a program. Compared are medians: of real time where a benchmark
goes by it (several threads), else of processor time, which a busy machine disturbs less.
"""
import argparse
import json
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

REPEAT = ['--benchmark_repetitions=5', '--benchmark_enable_random_interleaving=true', '--benchmark_min_time=0.1']
NANOSECONDS = {'ns': 1, 'us': 1e3, 'ms': 1e6, 's': 1e9}


def run(programs, arguments, keep):
    """Runs them all. What they measured as one JSON document, when it is to be kept."""
    together = {'context': {}, 'benchmarks': []}
    with tempfile.TemporaryDirectory() as folder:
        for program in programs:
            out = pathlib.Path(folder, 'out.json')
            kept = [*REPEAT, f'--benchmark_out={out}', '--benchmark_out_format=json'] if keep else []
            if keep:
                print(f'run.py: {program.name}', file=sys.stderr)
            status = subprocess.run([str(program), *kept, *arguments],
                                    stdout=subprocess.DEVNULL if keep else None).returncode
            if status != 0:
                sys.exit(f'run.py: {program} failed with status {status}')
            text = out.read_text(encoding='utf8') if keep and out.exists() else ''
            measured = json.loads(text) if text.strip() else together  # none when a filter leaves nothing
            together['context'] = measured['context']
            if measured is not together:
                together['benchmarks'] += measured['benchmarks']
    return together


def times(document):
    """By name, the nanoseconds of every repetition."""
    found = {}
    for row in document['benchmarks']:
        if row.get('run_type', 'iteration') == 'iteration' and not row.get('error_occurred'):
            name = row['name']
            time = row['real_time' if 'real_time' in name.split('/') else 'cpu_time']
            found.setdefault(name, []).append(time * NANOSECONDS[row.get('time_unit', 'ns')])
    return found


def shown(nanoseconds):
    unit = next(u for u in ('s', 'ms', 'us', 'ns') if nanoseconds >= NANOSECONDS[u] or u == 'ns')
    return f'{nanoseconds / NANOSECONDS[unit]:.4g} {unit}'


def compare(old, new):
    """The lines of a table: new time / old time, so that less than 1 is faster."""
    old, new = times(old), times(new)
    both = [name for name in new if name in old]
    lines, ratios = [f'{"new/old":>8}  {"old":>10}  {"new":>10}'], []
    for name in both:
        medians = [statistics.median(repetitions[name]) for repetitions in (old, new)]
        ratios.append(medians[1] / medians[0])
        overlap = max(min(old[name]), min(new[name])) <= min(max(old[name]), max(new[name]))
        lines.append(f'{ratios[-1]:7.3f}{"~" if overlap else " "}  {shown(medians[0]):>10}  {shown(medians[1]):>10}  {name}')
    if both:
        mean = math.exp(statistics.fmean(map(math.log, ratios)))
        lines.append(f'{mean:7.3f}   geometric mean of {len(both)}; ~ = the two sets of repetitions overlap')
    lines += [f'new only  {name}' for name in new if name not in old]
    lines += [f'old only  {name}' for name in old if name not in new]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     allow_abbrev=False)
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--save', type=pathlib.Path, metavar='NEW.json')
    parser.add_argument('--compare', type=pathlib.Path, metavar='OLD.json')
    given, arguments = parser.parse_known_args()
    old = json.loads(given.compare.read_text(encoding='utf8')) if given.compare else None
    new = run(sorted(given.folder.glob('*_bench')), arguments, given.save or given.compare)
    if given.save:
        given.save.write_text(json.dumps(new, indent=1) + '\n', encoding='utf8')
    if old:
        print('\n'.join(compare(old, new)))


if __name__ == '__main__':
    main()
