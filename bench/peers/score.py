"""How well clusters agree with what newsprint-generate planted. By links: two in a cluster are linked."""
import collections
import itertools
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'quality'))
import quality  # Truth: what was planted, and which articles share text from the start

COLUMNS = ('clusters', 'largest', 'J5 >= .5', 'J5 .3 to .5', 'excerpts', 'precision')


class Clusters:
    """Lists of members, whatever else a file holds; two of one list are linked."""

    def __init__(self, path):
        self.clusters = [set(record['members']) for record in quality.records(path) if 'members' in record]
        self.cluster_of = {member: number for number, members in enumerate(self.clusters) for member in members}

    def linked(self, a, b):
        return a in self.cluster_of and self.cluster_of[a] == self.cluster_of.get(b)

    def links(self):
        for members in self.clusters:
            yield from itertools.combinations(sorted(members), 2)


class Relations:
    """The relations that newsprint writes beside its families; `identical` and `near-duplicate` are passed on."""

    def __init__(self, path):
        self.relations = quality.Relations(path)

    def linked(self, a, b):
        return quality.is_reuse(self.relations.get(a, b))

    def links(self):
        return ((a, b) for a, b, _ in self.relations.reuse())


def column_of(copy):
    """The column of a planted article; None for those that no bands are made for."""
    if copy['kind'] == 'excerpt':
        return 'excerpts'
    if copy['kind'] == 'copy' and copy['jaccard5'] >= .3:
        return 'J5 >= .5' if copy['jaccard5'] >= .5 else 'J5 .3 to .5'
    return None


def recall(found, truth):
    """Of each column, the share of the planted articles that are linked to their original."""
    n, hits = collections.Counter(), collections.Counter()
    for copy in truth.copies.values():
        n[column_of(copy)] += 1
        hits[column_of(copy)] += found.linked(copy['original'], copy['copy'])
    return {column: hits[column] / n[column] for column in n if column}


def precision(found, truth):
    """Links within one origin are right; links of articles whose bases share text are left out."""
    right = false = 0
    for a, b in found.links():
        if truth.origin(a) == truth.origin(b):
            right += 1
        elif not truth.share_base(a, b):
            false += 1
    return right / max(1, right + false)


def cells(path, truth_path, by=Clusters):
    """The columns of a table."""
    clusters, found = Clusters(path).clusters, by(path)
    sizes = [f'{len(clusters):,}', f'{max(map(len, clusters), default=0):,}'] if by is Clusters else ['', '']
    if not truth_path:
        return sizes + [''] * (len(COLUMNS) - 2)
    truth = quality.Truth(truth_path)
    shares = recall(found, truth)
    figures = [shares.get(column) for column in COLUMNS[2:-1]] + [precision(found, truth)]
    return sizes + ['' if x is None else f'{x:.4f}' for x in figures]
