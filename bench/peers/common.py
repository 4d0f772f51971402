"""What the peers' scripts share: options, articles, shingles, clusters. Standard library only.

Every script has the same face: it reads JSON Lines with `id` and `text`, and writes a line
{"members":[id,...]} for each cluster of two or more.
"""
import argparse
import itertools
import json
import re

WORDS = 5  # in a shingle
BATCH = 1000  # articles at a time, where an API takes several

WORD = re.compile(r'\w+')


def options(doc):
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument('--input', required=True)
    parser.add_argument('--output', required=True, help='the clusters')
    parser.add_argument('--scratch', required=True, help='an empty folder')
    parser.add_argument('--bands', type=int, default=42)
    parser.add_argument('--rows', type=int, default=3)
    return parser.parse_args()


def articles(path):
    with open(path, encoding='utf8') as lines:
        for line in lines:
            record = json.loads(line)
            yield record['id'], record['text']


def batches(path):
    """Lists of ids and of texts, some articles at a time."""
    rest = articles(path)
    while batch := list(itertools.islice(rest, BATCH)):
        yield [name for name, _ in batch], [text for _, text in batch]


def shingles(text):
    """The runs of five words; one shorter run of a text that has no five."""
    words = WORD.findall(text.lower())
    return {' '.join(words[i:i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}


class Clusters:
    """Connected components of articles that were counted from 0."""

    def __init__(self):
        self.parent = []

    def root(self, i):
        while len(self.parent) <= i:
            self.parent.append(len(self.parent))
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i, j):
        i, j = self.root(i), self.root(j)
        self.parent[max(i, j)] = min(i, j)

    def members(self):
        found = {}
        for i in range(len(self.parent)):
            found.setdefault(self.root(i), []).append(i)
        return (members for members in found.values() if len(members) > 1)

    def write(self, path, ids):
        write_clusters(path, ([ids[i] for i in members] for members in self.members()))


def write_clusters(path, clusters):
    with open(path, 'w', encoding='utf8') as out:
        for members in clusters:
            out.write(json.dumps({'members': members}) + '\n')
