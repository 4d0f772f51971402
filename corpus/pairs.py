#!/usr/bin/env python3
"""Writes pairs.tsv, the labels of families.jsonl as pairs. Standard library only.

  python3 corpus/pairs.py corpus/families.jsonl > corpus/pairs.tsv

A copy with its source is a pair with the copy's relation as label. Beside these, every article that only shares the
event (HARD) is a pair of no reuse with each member of its family; the first of HARD that either is names it.
"""
import itertools
import json
import sys

HARD = {'independent': 'independent', 'followup': 'followup', 'quoting': 'quotes', 'template': 'template'}  # role: label


def labelled(docs):
    """Yields (a, b, label, direction) in the order of the articles."""
    for a, b in itertools.combinations(docs, 2):
        if a['family'] != b['family']:
            continue
        hard = [label for role, label in HARD.items() if role in (a['role'], b['role'])]
        if b['derived_from'] == a['id']:
            yield a['id'], b['id'], b['relation'], 'a->b'
        elif hard:
            yield a['id'], b['id'], hard[0], 'none'


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf8') as lines:
        articles = [json.loads(line) for line in lines]
    print('a\tb\tlabel\tdirection')
    for pair in labelled(articles):
        print('\t'.join(pair))
