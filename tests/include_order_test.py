"""The shape of the tree: who may include whom, and what the library never does. Standard library only.

include_order_test.py PROJECT_FOLDER
"""
import pathlib
import re
import sys
import unittest

PROJECT = pathlib.Path(sys.argv.pop(1))
PUBLIC = 'newsprint'
STAGES = ['io', 'text', 'stem', 'sketch', 'candidates', 'align', 'relate', 'spool', 'report']  # folders, in the order of the flow
# The places along the flow and the public headers that stand there. Reports write what the engine gives, so its header
# stands before them; the driver (engine*) and the leaves beside it are in no folder.
FLOW = {'': ['article', 'version'], 'io': ['io'], 'text': ['text'], 'stem': ['stems'], 'sketch': ['fingerprint'], 'candidates': ['candidates'],
        'align': ['alignment'], 'relate': ['relation', 'family'], 'spool': [], 'engine': ['engine', 'dedup'], 'report': ['report', 'diff']}
PLACES = list(FLOW)
# The library is told what to do and says what happened; it does neither to the process.
FORBIDDEN = re.compile(r'\bstd::(cout|cerr|clog)\b|\b(printf|fprintf|puts|perror)\s*\(|\b(_?exit|quick_exit|abort|terminate)\s*\(')


def files(folder, *suffixes):
    found = sorted(p for suffix in suffixes for p in (PROJECT / folder).rglob('*' + suffix))
    assert found, folder
    return found


def includes(path):
    return re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', path.read_text(encoding='utf8'), re.M)


def place(header):
    """Where along the flow a header of ours stands; None for the headers of others."""
    folder, _, name = header.partition('/')
    if folder == PUBLIC:
        folder = next(place for place, names in FLOW.items() if name.removesuffix('.h') in names)
    return PLACES.index(folder) if folder in PLACES else None


def without_comments(text):
    return re.sub(r'//[^\n]*', '', text)


class Tree(unittest.TestCase):
    def report(self, faults):
        self.assertFalse(faults, '\n' + '\n'.join(faults))

    def test_a_stage_includes_only_stages_before_it(self):
        self.report([f'{path}: {stage} comes before {header}' for stage in STAGES
                     for path in files(f'lib/src/{stage}', '.cc', '.h') for header in includes(path)
                     if (place(header) or 0) > PLACES.index(stage)])

    def test_every_folder_is_a_stage(self):
        self.assertEqual(sorted(STAGES), sorted(p.name for p in (PROJECT / 'lib/src').iterdir() if p.is_dir()))

    def test_leaves_include_nothing_of_ours(self):
        self.report([f'{path}: {header}' for path in (PROJECT / 'lib/src').glob('*.h') for header in includes(path)
                     if not path.name.startswith('engine') and header.split('/')[0] in STAGES + [PUBLIC]])

    def test_public_headers_include_only_public_headers_before_them(self):
        faults = []
        for path in files('lib/include', '.h'):
            for header in includes(path):
                ours = header.startswith(PUBLIC + '/')
                if ours and place(header) > place(f'{PUBLIC}/{path.name}'):
                    faults.append(f'{path} comes before {header}')
                if not ours and '/' in header and not header.startswith('absl/'):
                    faults.append(f'{path}: {header}')
        self.report(faults)

    def test_only_kernels_see_vectors(self):
        self.report([f'{path}: {header}' for path in files('lib', '.cc', '.h') + files('cli', '.cc', '.h')
                     for header in includes(path)
                     if (header.startswith('hwy/') or header.endswith('intrin.h'))
                     and not path.name.endswith('_kernels.cc')
                     and (path.name, header) != ('version.cc', 'hwy/targets.h')])  # it chooses the target

    def test_the_library_never_prints_and_never_ends_the_program(self):
        self.report([f'{path}: {match.group()}' for path in files('lib', '.cc', '.h')
                     for match in FORBIDDEN.finditer(without_comments(path.read_text(encoding='utf8')))])

    def test_every_source_says_what_lives_there(self):
        self.report([str(path) for folder in ('lib', 'cli', 'corpus', 'tests', 'bench')
                     for path in files(folder, '.cc', '.h')
                     if not path.read_text(encoding='utf8').startswith('// ')])

    def test_every_source_is_built(self):
        faults = []
        for folder in ('lib', 'cli', 'corpus', 'tests', 'bench'):
            for path in files(folder, '.cc'):
                nearest = next(parent for parent in path.parents if (parent / 'CMakeLists.txt').exists())
                words = set(re.findall(r'[\w/.]+', (nearest / 'CMakeLists.txt').read_text(encoding='utf8')))
                name = path.relative_to(nearest).as_posix()
                stem = path.stem if folder != 'bench' else path.stem.removesuffix('_bench')
                if name not in words and stem not in words:
                    faults.append(f'{name} is missing in {nearest.relative_to(PROJECT)}/CMakeLists.txt')
        self.report(faults)

    def test_the_code_map_names_every_file(self):
        text = (PROJECT / 'lib/README.md').read_text(encoding='utf8')
        names = {path.stem for path in files('lib', '.cc', '.h')}
        self.report([f'lib/README.md: {name} is missing' for name in sorted(names)
                     if not re.search(rf'`[\w/]*\b{name}\b(\.(h|cc))?`', text)])


unittest.main()
