#!/usr/bin/env python3
"""Races newsprint against its peers on one file, from bytes on disk to clusters on disk. README.md has the rules.

  race.py --newsprint build/release/bin/newsprint --input news.jsonl
  race.py --newsprint build/release/bin/newsprint --input planted.jsonl --truth planted.truth.jsonl --json runs.json

Prints a Markdown table. Peers run out of an environment of their own, which is made first where it is missing. Needs
Python 3.11 with venv, and PyPI the first time; with --only newsprint,control neither.
"""
import argparse
import collections
import hashlib
import itertools
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import score

HERE = pathlib.Path(__file__).resolve().parent
SCRIPTS = ('datasketch', 'rensa', 'gaoya', 'text_dedup', 'datatrove')
# What keeps a library from more threads than it is given.
THREAD_VARIABLES = ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'RAYON_NUM_THREADS', 'POLARS_MAX_THREADS',
                    'ARROW_NUM_THREADS')

Entrant = collections.namedtuple('Entrant', 'name setup command')
Run = collections.namedtuple('Run', 'wall cpu peak written')


def make_environment(folder):
    """A venv with what requirements.txt pins; made anew when that has changed."""
    requirements = HERE / 'requirements.txt'
    stamp, wanted = folder / 'made-of', hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f'race: making {folder}', file=sys.stderr)
        subprocess.run([sys.executable, '-m', 'venv', '--clear', str(folder)], check=True)
        subprocess.run([str(folder / 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '-r',
                        str(requirements)], check=True)
        stamp.write_text(wanted)
    return folder / 'bin/python'


def entrants_of(given):
    """All that run: newsprint with and without rewrites, and every peer once a setup of bands."""
    chosen = given.only.split(',') if given.only else ['newsprint', 'control', *SCRIPTS]
    scan = [given.newsprint, 'scan', '{input}', '-j', str(given.threads), '--quiet', '--format', 'jsonl', '-o',
            '{output}']
    found = []
    if 'newsprint' in chosen:
        found += [Entrant('newsprint', '--no-rewrites', [*scan, '--no-rewrites']),
                  Entrant('newsprint', 'everything on', scan)]
    python = make_environment(given.env) if set(chosen) & set(SCRIPTS) else None
    for setup in given.bands.split(','):
        bands, rows = setup.split('x')
        face = ['--input', '{input}', '--output', '{output}', '--scratch', '{scratch}', '--bands', bands, '--rows', rows]
        for name in chosen:
            if name == 'control':
                found.append(Entrant(name, setup, [given.control, *face]))
            elif name != 'newsprint':
                found.append(Entrant(name, setup, [str(python), str(HERE / f'{name}_peer.py'), *face]))
    return found


def bytes_written():
    """What this process and the children it has waited for have handed to write()."""
    with open('/proc/self/io', encoding='ascii') as counts:
        return next(int(line.split()[1]) for line in counts if line.startswith('wchar'))


def run_once(entrant, source, given):
    """One whole process, and the folder its clusters are in."""
    scratch = pathlib.Path(tempfile.mkdtemp(dir=given.work))
    (scratch / 'scratch').mkdir()
    places = {'input': source, 'output': scratch / 'clusters.jsonl', 'scratch': scratch / 'scratch'}
    command = [word.format(**places) for word in entrant.command]
    environment = os.environ | dict.fromkeys(THREAD_VARIABLES, str(given.threads))
    cores = sorted(os.sched_getaffinity(0))[-given.threads:]
    with open(scratch / 'log', 'w', encoding='utf8') as log:
        written, begin = bytes_written(), time.monotonic()
        child = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=scratch,
                                 preexec_fn=lambda: os.sched_setaffinity(0, cores))
        _, status, usage = os.wait4(child.pid, 0)
        wall, written = time.monotonic() - begin, bytes_written() - written
    child.returncode = os.waitstatus_to_exitcode(status)
    shutil.rmtree(scratch / 'scratch')
    if child.returncode != 0:
        sys.exit(f'race: {entrant.name} failed with status {child.returncode}, see {scratch}/log')
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, written), scratch


def part_of(path, articles, folder):
    """The file, or its first articles as a file of their own."""
    part = folder / f'first-{articles}.jsonl'
    with open(path, 'rb') as whole, open(part, 'wb') as out:
        out.writelines(itertools.islice(whole, articles))
    return part


def race(given):
    """Runs everybody in turn, again and again. What came of it: a record for each entrant."""
    parts = dict(part.split('=') for part in given.part)
    records = []
    for entrant in entrants_of(given):
        most = parts.get(entrant.name)
        source = part_of(given.input, int(most), given.work) if most else given.input.resolve()
        with open(source, 'rb') as lines:  # brings it into the page cache as well
            articles = sum(1 for _ in lines)
        records.append({'entrant': entrant, 'source': source, 'articles': articles, 'part': bool(most),
                        'bytes': source.stat().st_size, 'runs': []})
    for turn in range(given.runs):
        for record in records:
            if 'output' in record:
                shutil.rmtree(record['output'])
            run, record['output'] = run_once(record['entrant'], record['source'], given)
            record['runs'].append(run)
            print(f'race: {turn + 1}/{given.runs} {record["entrant"].name} {record["entrant"].setup}: {run.wall:.2f} s',
                  file=sys.stderr)
    for record in records:
        record['median'] = Run(*(statistics.median(column) for column in zip(*record['runs'])))
        truth, clusters = None if record['part'] else given.truth, record['output'] / 'clusters.jsonl'
        record['quality'] = score.cells(clusters, truth)
        record['relations'] = record['entrant'].name == 'newsprint' and truth and score.cells(clusters, truth,
                                                                                              score.Relations)
    return records


def table_of(records):
    """Markdown. `slower` is how many times as long an article takes as with the first, in wall and processor time."""
    columns = ['', 'setup', 'articles', 'articles/s', 'MB/s', 'CPU s', 'slower, wall', 'slower, CPU', 'peak MB',
               'written MB', *score.COLUMNS]
    lines = ['| ' + ' | '.join(columns) + ' |', '|---|---|' + '--:|' * (len(columns) - 2)]
    first = records[0]
    for record in records:
        median, articles = record['median'], record['articles']
        slower = [getattr(median, cost) / articles / (getattr(first['median'], cost) / first['articles'])
                  for cost in ('wall', 'cpu')]
        cells = [record['entrant'].name, record['entrant'].setup, f'{articles:,}', f'{articles / median.wall:,.0f}',
                 f'{record["bytes"] / median.wall / 1e6:.1f}', f'{median.cpu:.2f}', *(f'{ratio:.1f}' for ratio in slower),
                 f'{median.peak / 1e6:.0f}', f'{median.written / 1e6:.1f}', *record['quality']]
        lines.append('| ' + ' | '.join(cells) + ' |')
        if record['relations']:
            cells = ['its relations', record['entrant'].setup, *[''] * 8, *record['relations']]
            lines.append('| ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--newsprint', required=True, help='the program')
    parser.add_argument('--control', help='peers_control [beside newsprint in the build folder]')
    parser.add_argument('--input', required=True, type=pathlib.Path, help='JSON Lines with id and text')
    parser.add_argument('--truth', type=pathlib.Path, help='what newsprint-generate planted in it')
    parser.add_argument('--bands', default='42x3,16x8', help='BANDSxROWS,... of the peers [%(default)s]')
    parser.add_argument('--threads', type=int, default=1, help='threads, and cores to run on [%(default)s]')
    parser.add_argument('--runs', type=int, default=5, help='of each, in turn; medians count [%(default)s]')
    parser.add_argument('--only', help='a choice of newsprint, control, ' + ', '.join(SCRIPTS))
    parser.add_argument('--part', action='append', default=[], metavar='PEER=N',
                        help='a slow peer runs on the first N articles')
    parser.add_argument('--env', type=pathlib.Path, default=HERE.parents[1] / 'build/peers-env',
                        help='the Python environment [%(default)s]')
    parser.add_argument('--json', type=pathlib.Path, help='every run as it was measured')
    given = parser.parse_args()
    given.newsprint = str(pathlib.Path(given.newsprint).resolve())
    given.control = str(pathlib.Path(given.control or
                                     pathlib.Path(given.newsprint).parents[1] / 'bench/peers_control').resolve())
    with tempfile.TemporaryDirectory() as folder:
        given.work = pathlib.Path(folder)
        records = race(given)
        if given.json:
            keep = [{'name': r['entrant'].name, 'setup': r['entrant'].setup, 'articles': r['articles'],
                     'bytes': r['bytes'], 'runs': [run._asdict() for run in r['runs']]} for r in records]
            given.json.write_text(json.dumps(keep, indent=1) + '\n')
    print(table_of(records))


if __name__ == '__main__':
    main()
