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
SCRIPTS = ('shingles', 'datasketch', 'rensa', 'gaoya', 'text_dedup', 'datatrove')
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
    python = make_environment(given.env) if set(given.only) & set(SCRIPTS) else None

    def peer(name, setup, *options):
        program = [given.control] if name == 'control' else [str(python), str(HERE / f'{name}_peer.py')]
        return Entrant(name, setup, [*program, '--input', '{input}', '--output', '{output}', '--scratch', '{scratch}',
                                     *options])

    found = []
    if 'newsprint' in given.only:
        scan = [given.newsprint, 'scan', '{input}', '-j', str(given.threads), '--quiet', '--format', 'jsonl', '-o',
                '{output}']
        found += [Entrant('newsprint', '--no-rewrites', [*scan, '--no-rewrites']),
                  Entrant('newsprint', 'everything on', scan)]
    if 'shingles' in given.only:
        found.append(peer('shingles', 'alone'))  # has no bands
    for setup in given.bands.split(','):
        bands, rows = setup.split('x')
        found += [peer(name, setup, '--bands', bands, '--rows', rows) for name in given.only
                  if name not in ('newsprint', 'shingles')]
    return found


def bytes_written():
    """What this process and the children it has waited for have handed to write()."""
    with open('/proc/self/io', encoding='ascii') as counts:
        return next(int(line.split()[1]) for line in counts if line.startswith('wchar'))


def run_once(entrant, source, given):
    """One whole process: what it cost, or why it failed; and the folder its clusters are in."""
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
        log = (scratch / 'log').read_text(encoding='utf8', errors='replace').strip()
        return f'failed with status {child.returncode}: {log.splitlines()[-1] if log else "no word"}', scratch
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, written), scratch


def part_of(path, articles, folder):
    """The file, or its first articles as a file of their own."""
    part = folder / f'first-{articles}.jsonl'
    with open(path, 'rb') as whole, open(part, 'wb') as out:
        out.writelines(itertools.islice(whole, articles))
    return part


def records_of(given):
    """Who runs on what."""
    parts = dict(part.split('=') for part in given.part)
    records = []
    for entrant in entrants_of(given):
        most = parts.get(entrant.name)
        source = part_of(given.input, int(most), given.work) if most else given.input.resolve()
        with open(source, 'rb') as lines:  # brings it into the page cache as well
            articles = sum(1 for _ in lines)
        records.append({'entrant': entrant, 'source': source, 'articles': articles, 'bytes': source.stat().st_size,
                        'truth': None if most else given.truth, 'runs': [], 'failed': None})
    return records


def race(records, given):
    """Runs everybody in turn, again and again; who fails is out. Adds medians and scores to the records."""
    for turn in range(given.runs):
        for record in (r for r in records if not r['failed']):
            if 'output' in record:
                shutil.rmtree(record['output'])
            entrant = record['entrant']
            run, record['output'] = run_once(entrant, record['source'], given)
            if isinstance(run, str):
                record['failed'] = run
            else:
                record['runs'].append(run)
                run = f'{run.wall:.2f} s'
            print(f'race: {turn + 1}/{given.runs} {entrant.name} {entrant.setup}: {run}', file=sys.stderr)
    for record in (r for r in records if not r['failed']):
        record['median'] = Run(*(statistics.median(column) for column in zip(*record['runs'])))
        clusters = record['output'] / 'clusters.jsonl'
        record['quality'] = score.cells(clusters, record['truth'])
        if record['entrant'].name == 'newsprint' and record['truth']:
            record['relations'] = score.cells(clusters, record['truth'], score.Relations)


def costs_of(record, first):
    """Cells of what a run cost; last how many times as much wall and processor time an article takes as with `first`."""
    median, articles = record['median'], record['articles']
    slower = [getattr(median, cost) / articles / (getattr(first['median'], cost) / first['articles'])
              for cost in ('wall', 'cpu')]
    return [f'{articles:,}', f'{articles / median.wall:,.0f}', f'{record["bytes"] / median.wall / 1e6:.1f}',
            f'{median.cpu:.2f}', f'{median.peak / 1e6:.0f}', f'{median.written / 1e6:.1f}',
            *(f'{ratio:.1f}' for ratio in slower)]


def table_of(records):
    """Markdown; the first that has not failed is what others are compared with."""
    columns = ['', 'setup', 'articles', 'articles/s', 'MB/s', 'CPU s', 'peak MB', 'written MB', 'slower, wall',
               'slower, CPU', *score.COLUMNS]
    lines = [columns, ['---', '---'] + ['--:'] * (len(columns) - 2)]
    first = next((r for r in records if not r['failed']), None)
    for record in records:
        head = [record['entrant'].name, record['entrant'].setup]
        if record['failed']:
            lines.append([*head, record['failed']])
            continue
        lines.append([*head, *costs_of(record, first), *record['quality']])
        if 'relations' in record:
            lines.append(['its relations', head[1], *[''] * 8, *record['relations']])
    return '\n'.join('| ' + ' | '.join(cells) + ' |' for cells in lines)


def resolve(given, parser):
    """Fills in what was left open, and says what cannot be."""
    given.only = given.only.split(',')
    for name in given.only:
        if name not in ('newsprint', 'control', *SCRIPTS):
            parser.error(f'--only: no such peer: {name}')
    given.newsprint = pathlib.Path(given.newsprint).resolve()
    given.control = pathlib.Path(given.control or given.newsprint.parents[1] / 'bench/peers_control').resolve()
    for name in {'newsprint', 'control'} & set(given.only):
        if not getattr(given, name).is_file():
            parser.error(f'{getattr(given, name)}: not built')
        setattr(given, name, str(getattr(given, name)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--newsprint', required=True, help='the program')
    parser.add_argument('--control', help='peers_control [beside newsprint in the build folder]')
    parser.add_argument('--input', required=True, type=pathlib.Path, help='JSON Lines with id and text')
    parser.add_argument('--truth', type=pathlib.Path, help='what newsprint-generate planted in it')
    parser.add_argument('--bands', default='42x3,16x8', help='BANDSxROWS,... of the peers [%(default)s]')
    parser.add_argument('--threads', type=int, default=1, help='threads, and cores to run on [%(default)s]')
    parser.add_argument('--runs', type=int, default=5, help='of each, in turn; medians count [%(default)s]')
    parser.add_argument('--only', default=','.join(('newsprint', 'control', *SCRIPTS)), help='[%(default)s]')
    parser.add_argument('--part', action='append', default=[], metavar='PEER=N',
                        help='a slow peer runs on the first N articles')
    parser.add_argument('--env', type=pathlib.Path, default=HERE.parents[1] / 'build/peers-env',
                        help='the Python environment [%(default)s]')
    parser.add_argument('--json', type=pathlib.Path, help='every run as it was measured')
    given = parser.parse_args()
    resolve(given, parser)
    with tempfile.TemporaryDirectory() as folder:
        given.work = pathlib.Path(folder)
        records = records_of(given)
        race(records, given)
    if given.json:
        keep = [{'name': r['entrant'].name, 'setup': r['entrant'].setup, 'articles': r['articles'], 'bytes': r['bytes'],
                 'runs': [run._asdict() for run in r['runs']]} for r in records]
        given.json.write_text(json.dumps(keep, indent=1) + '\n', encoding='utf8')
    print(table_of(records))


if __name__ == '__main__':
    main()
