#!/usr/bin/env python3
"""Scores the relations that `newsprint scan` wrote. Standard library only; prints Markdown tables.

  quality.py families --relations R --families F    labelled story families
  quality.py pairs    --relations R --pairs P       labelled pairs: a b label direction
  quality.py planted  --relations R --truth T       what newsprint-generate planted
  quality.py weakest  --relations R                 the weakest edge of the largest families
  quality.py dedup    --dropped D --truth T         what `newsprint dedup` dropped of what was planted
  quality.py dedup    --dropped D --families F      the same of labelled story families

What counts as found: a relation of a reuse kind between the two, or between articles that are the
same text as they are (joined by `identical` or `near-duplicate`). Family lines count for nothing.
`quotes` and `template` are no reuse. README.md says how to read the tables.
"""
import argparse
import collections
import csv
import itertools
import json
import re
import sys

NO_REUSE = {'quotes', 'template'}
SAME_TEXT = {'identical', 'near-duplicate'}
# Labels that say "reuse", and the kinds that are right for them when not the label itself.
KINDS = {'copy': {'identical', 'near-duplicate'}, 'syndicated': {'syndicated', 'near-duplicate'},
         'update': {'update'}, 'lift': {'excerpt'}, 'excerpt': {'excerpt'}, 'spun': {'spun'},
         'condensed': {'condensed'}, 'rewrite': {'condensed', 'spun'}, 'back-translated': {'spun'},
         'paraphrase': {'spun', 'condensed'}, 'cut': {'syndicated', 'excerpt', 'near-duplicate'},
         'light': {'spun', 'syndicated', 'excerpt'}, 'heavy': {'spun', 'condensed'}}
HARD_ROLES = {'independent', 'followup', 'quoting', 'template'}
FLIPPED = {'a->b': 'b->a', 'b->a': 'a->b'}

Relation = collections.namedtuple('Relation', 'kind direction confidence scores')


def records(path):
    with open(path, encoding='utf8') as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def is_reuse(relation):
    return relation is not None and relation.kind not in NO_REUSE


def ordered(a, b):
    return (a, b) if a <= b else (b, a)


class Relations:
    """The relations of a file by unordered pair, and through groups of articles of the same text."""

    def __init__(self, path):
        self.by_pair, self.parent, self.families = {}, {}, []
        for record in records(path):
            if record.get('type', 'relation') == 'family':
                self.families.append(record)
            elif record.get('type', 'relation') == 'relation':
                self._add(record)
        self.between = {}  # of two same-text groups: their relation, reuse first
        for (a, b), relation in self.by_pair.items():
            groups = ordered(self.group(a), self.group(b))
            if groups not in self.between or (is_reuse(relation) and not is_reuse(self.between[groups])):
                self.between[groups] = relation

    def _add(self, record):
        a, b, direction = record['a'], record['b'], record.get('direction', 'unknown')
        if a > b:
            a, b, direction = b, a, FLIPPED.get(direction, direction)
        self.by_pair[a, b] = Relation(record['kind'], direction, record.get('confidence'), record.get('scores', {}))
        if record['kind'] in SAME_TEXT:
            self.parent[self.group(a)] = self.group(b)

    def group(self, article):
        root = article
        while root in self.parent and self.parent[root] != root:
            root = self.parent[root]
        while article != root:
            self.parent[article], article = root, self.parent[article]
        return root

    def get(self, a, b):
        """The relation of a and b, its direction as seen from a; None when there is none."""
        relation = self.by_pair.get(ordered(a, b))
        if relation:
            return relation if a <= b else relation._replace(direction=FLIPPED.get(relation.direction,
                                                                                   relation.direction))
        groups = ordered(self.group(a), self.group(b))
        if groups[0] == groups[1]:
            return Relation('near-duplicate', 'unknown', None, {})
        relation = self.between.get(groups)
        return relation and relation._replace(direction='unknown')

    def reuse(self):
        return ((a, b, r) for (a, b), r in self.by_pair.items() if is_reuse(r))


class Table:
    def __init__(self, *columns):
        self.columns, self.rows = columns, []

    def add(self, *row):
        self.rows.append([str(cell) for cell in row])

    def show(self, title):
        print(f'\n**{title}**\n')
        print('| ' + ' | '.join(self.columns) + ' |')
        print('|' + '---|' * len(self.columns))
        for row in self.rows:
            print('| ' + ' | '.join(row) + ' |')


class Tally:
    """Counts how many of some pairs were found, with which kind and direction."""

    def __init__(self):
        self.n = self.found = self.kind = self.directed = self.direction = 0
        self.kinds = collections.Counter()

    def add(self, relation, found, kinds=None, direction=None):
        self.n += 1
        self.kinds[relation.kind if relation else '-'] += 1
        self.found += found
        if found:
            self.kind += kinds is None or relation.kind in kinds
            self.directed += direction is not None
            self.direction += direction is not None and relation.direction == direction

    def cells(self):
        share = f'{self.found / self.n:.4f}' if self.n else ''
        kinds = ', '.join(f'{k} {n}' for k, n in sorted(self.kinds.items(), key=lambda x: (-x[1], x[0])))
        return self.n, self.found, share, f'{self.kind}/{self.found}', f'{self.direction}/{self.directed}', kinds


TALLY_COLUMNS = ('n', 'found', 'share', 'kind right', 'direction right', 'kinds')


def show_notes(notes, wanted):
    if wanted:
        print()
        for note in notes:
            print('   ', *note)


def outside_floors(path, figures):
    """Says which figures of a floors file (figure, least, most) lie outside their bounds."""
    with open(path, encoding='utf8') as lines:
        for row in csv.DictReader(lines, delimiter='\t'):
            figure = figures[row['figure']]
            if row['least'] and figure < int(row['least']):
                yield f"{row['figure']}: {figure}, at least {row['least']}"
            if row['most'] and figure > int(row['most']):
                yield f"{row['figure']}: {figure}, at most {row['most']}"


def score_families(found, path, list_notes, floors=None):
    """True when every figure is within the floors."""
    docs = list(records(path))
    by_id = {d['id']: d for d in docs}
    tallies, notes = collections.defaultdict(Tally), []
    for d in docs:
        if not d.get('derived_from'):
            continue
        label, relation = d['relation'], found.get(d['derived_from'], d['id'])
        hit = relation is not None and relation.kind == 'quotes' if label == 'quotes' else is_reuse(relation)
        tallies[label].add(relation, hit, KINDS.get(label, {label}), 'a->b')
        if not hit:
            notes.append(('missed', label, d['derived_from'], d['id'], relation and relation.kind))
    table = Table('label', *TALLY_COLUMNS)
    for label in sorted(tallies):
        table.add(label, *tallies[label].cells())
    table.show('Families: copies to their source')

    hard = n_hard = cross = 0
    for a, b in itertools.combinations(sorted(by_id), 2):
        same_family = by_id[a]['family'] == by_id[b]['family']
        is_hard = same_family and bool({by_id[a]['role'], by_id[b]['role']} & HARD_ROLES)
        n_hard += is_hard
        if (same_family and not is_hard) or not is_reuse(found.get(a, b)):
            continue
        hard, cross = hard + is_hard, cross + (not same_family)
        notes.append(('false', 'hard negative' if is_hard else 'across families', a, b, found.get(a, b).kind))
    others = [(a, b, r) for a, b, r in found.reuse() if (a in by_id) != (b in by_id)]
    notes += [('false', 'to others', a, b, r.kind) for a, b, r in others]
    table = Table('false links', 'n', 'of')
    table.add('hard negatives', hard, n_hard)
    table.add('across families', cross, '')
    table.add('to articles outside the families', len(others), '')
    table.show('Families: false links')
    show_notes(notes, list_notes)

    figures = {'hard negatives linked': hard, 'hard negatives': n_hard, 'linked across families': cross}
    for label, tally in tallies.items():
        figures[f'{label} found'], figures[f'{label} kind right'] = tally.found, tally.kind
        figures[f'{label} direction right'] = tally.direction
    outside = list(outside_floors(floors, figures)) if floors else []
    show_notes([('outside the floors:', line) for line in outside], outside)
    return not outside


def unlisted_links(found, listed, ids, same):
    """Reuse between listed articles that no line names, but for pairs of one group of --same."""
    def group(article):
        match = re.search(same, article) if same else None
        return match and match.group(1)

    for a, b, relation in found.reuse():
        if (a, b) in listed or a not in ids or b not in ids:
            continue
        if group(a) is None or group(a) != group(b):
            yield a, b, relation


def score_pairs(found, path, list_notes, closed, same):
    tallies, notes = collections.defaultdict(Tally), []
    listed, ids = set(), set()
    right = linked = wanted_n = 0
    with open(path, encoding='utf8') as lines:
        for row in csv.DictReader(lines, delimiter='\t'):
            a, b, label = row['a'], row['b'], row['label']
            listed.add(ordered(a, b))
            ids |= {a, b}
            relation, wanted = found.get(a, b), label in KINDS
            hit = is_reuse(relation)
            direction = row.get('direction') if row.get('direction') in FLIPPED else None
            tallies[label].add(relation, hit, KINDS.get(label), direction)
            right, linked, wanted_n = right + (hit and wanted), linked + hit, wanted_n + wanted
            if hit != wanted:
                notes.append(('missed' if wanted else 'false', label, a, b, relation and relation.kind))
    others = list(unlisted_links(found, listed, ids, same)) if closed else []
    notes += [('false', 'unlisted', a, b, r.kind) for a, b, r in others]

    table = Table('label', 'reuse', *TALLY_COLUMNS)
    for label in sorted(tallies, key=lambda l: (l not in KINDS, l)):
        n, hits, share, kind, direction, kinds = tallies[label].cells()
        table.add(label, *(('yes', n, hits, share, kind, direction) if label in KINDS
                           else ('no', n, hits, share, '', '')), kinds)
    table.show('Pairs: found as reuse, by label')
    linked += len(others)
    precision, recall = right / max(1, linked), right / max(1, wanted_n)
    table = Table('figure', 'value', 'counts')
    table.add('recall', f'{recall:.4f}', f'{right}/{wanted_n}')
    table.add('precision', f'{precision:.4f}', f'{right}/{linked}, {len(others)} of them unlisted')
    table.add('F1', f'{2 * precision * recall / max(1e-9, precision + recall):.4f}', '')
    table.show('Pairs')
    show_notes(notes, list_notes)


class Truth:
    """The truth file of newsprint-generate."""

    def __init__(self, path):
        self.header, self.copies, self.partners, self.groups = {}, {}, set(), collections.defaultdict(set)
        for record in records(path):
            if 'copy' in record:
                self.copies[record['copy']] = record
            elif 'base_pair_of_base' in record:
                self.partners.add(tuple(sorted(record['base_pair_of_base'])))
            elif 'base_group_of_base' in record:
                number = len(self.groups) + 1
                for member in record['base_group_of_base']:
                    self.groups[member].add(f'{number}-{record["base_group_of_base"][0]}')
            elif record.get('type') == 'header':
                self.header = record

    def origin(self, article):
        return self.copies[article]['original'] if article in self.copies else article

    def components(self, article):
        """(epoch, base article) of all that stands in an article."""
        copy = self.copies.get(article)
        if copy:
            yield from ((copy['epoch'], b) for b in copy['base'])
            for part in copy['added']:
                yield from ((part['epoch'], b) for b in part['base'])
            return
        match = re.fullmatch(r'e(\d+)-i(\d+)', article)
        if match:
            for k in range(self.header['joined']):
                yield int(match.group(1)), int(match.group(2)) + k * self.header['per_epoch']

    def articles(self):
        return sum(self.header.get(part, 0) for part in ('originals', 'copies', 'rewrites'))

    def base(self, article):
        """The base article that an article starts from."""
        return next(b for _, b in self.components(article))

    def share_epoch(self, a, b):
        return bool({epoch for epoch, _ in self.components(a)} & {epoch for epoch, _ in self.components(b)})

    def share_base(self, a, b):
        """Whether the base articles behind a and b share text themselves."""
        for (epoch_a, x), (epoch_b, y) in itertools.product(self.components(a), self.components(b)):
            if epoch_a == epoch_b and (x == y or ordered(x, y) in self.partners or
                                       self.groups.get(x, set()) & self.groups.get(y, set())):
                return True
        return False


def host_length(copy):
    """The length of an excerpt's host, shortest first."""
    words = copy['words'] - copy['excerpt_words']
    bounds = (250, 500, 1000, 2000, 4000)
    i = sum(words >= bound for bound in bounds)
    return i, (f'< {bounds[i]}' if i < len(bounds) else f'>= {bounds[-1]}')


def rows_of(copy):
    """The rows of the table that a planted copy counts in: (place, name)."""
    if copy['kind'] == 'copy':
        if copy['jaccard5'] >= .5:
            yield (1,), 'copies, J5 >= .5'
        if copy['containment5'] >= .5:
            yield (2,), 'copies, containment5 >= .5'
        else:
            yield (3,), 'copies, containment5 < .5'
        for edit in copy['edits']:
            yield (6, edit), f'edit {edit}'
    elif copy['kind'] == 'excerpt':
        if copy['excerpt_words'] >= 60:
            yield (4,), 'excerpts of >= 60 words'
        place, length = host_length(copy)
        yield (5, place), f'excerpts, host of {length} words'
    else:
        yield (7, copy['kind']), f'rewrite {copy["kind"]}'


def score_planted(found, path, list_notes):
    truth = Truth(path)
    tallies, notes = collections.defaultdict(Tally), []
    for copy in truth.copies.values():
        relation = found.get(copy['original'], copy['copy'])
        for row in rows_of(copy):
            tallies[row].add(relation, is_reuse(relation), None, 'a->b')
        if not is_reuse(relation):
            notes.append(('missed', copy['kind'], ','.join(copy['edits']), copy['original'], copy['copy'],
                          f'J5 {copy["jaccard5"]} C5 {copy["containment5"]} words {copy["words"]}'))
    table = Table('planted', 'n', 'found', 'recall', 'direction right', 'kinds')
    for place, name in sorted(tallies):
        n, hits, share, _, direction, kinds = tallies[place, name].cells()
        table.add(name, n, hits, share, direction, kinds)
    table.show('Planted: recall')

    right = left_out = 0
    wrong, places, bases = collections.Counter(), collections.Counter(), set()
    for a, b, relation in found.reuse():
        if truth.origin(a) == truth.origin(b):
            right += 1
        elif truth.share_base(a, b):
            left_out += 1
        else:
            place = 'of one epoch' if truth.share_epoch(a, b) else 'across epochs'
            wrong[relation.kind] += 1
            places[place] += 1
            bases.add(ordered(truth.base(a), truth.base(b)))
            notes.append(('false', relation.kind, place, a, b, f'confidence {relation.confidence}'))
    false = sum(wrong.values())
    table = Table('reuse relations', 'n')
    table.add('within a planted family', right)
    table.add('base articles share text (left out)', left_out)
    table.add('false', f'{false} ' + ', '.join(f'{k} {n}' for k, n in sorted(wrong.items())))
    for place in ('of one epoch', 'across epochs'):
        table.add(f'false, {place}', places[place])
    table.add('false, different pairs of base articles', len(bases))
    table.add('false, per 10,000 articles', f'{false * 10000 / max(1, truth.articles()):.2f}')
    table.add('precision', f'{right / max(1, right + false):.5f}')
    table.show('Planted: precision')
    show_notes(notes, list_notes)


def steps_to_representative(members, representative, neighbours):
    """How many members are reached over 1 edge, over 2, and not so."""
    near = neighbours[representative] & members
    second = set().union(*(neighbours[m] for m in near)) & members - near - {representative}
    return near, second, members - near - second - {representative}


def score_weakest(found, count, list_notes):
    neighbours, notes = collections.defaultdict(set), []
    for a, b, _ in found.reuse():
        neighbours[a].add(b)
        neighbours[b].add(a)
    table = Table('family', 'size', 'representative', 'edges', 'weakest edge', 'kind', 'confidence', 'coverage',
                  '1 step', '2 steps', 'farther')
    largest = sorted(found.families, key=lambda f: (-len(f['members']), str(f['id'])))[:count]
    for family in largest:
        members = set(family['members'])
        edges = [(r.confidence, a, b, r) for a in members for b in neighbours[a] & members if a < b
                 for r in (found.by_pair[a, b],)]
        near, second, farther = steps_to_representative(members, family['representative'], neighbours)
        weakest = min(edges, key=lambda e: e[:3]) if edges else None
        confidence, a, b, relation = weakest or ('', '', '', Relation('', '', '', {}))
        coverage = [relation.scores.get(f'coverage_{side}', '') for side in 'ab']
        table.add(family['id'], len(members), family['representative'], len(edges), f'{a} / {b}', relation.kind,
                  confidence, f'{coverage[0]} / {coverage[1]}', len(near), len(second), len(farther))
        notes += [('farther', family['id'], m) for m in sorted(farther)]
    table.show(f'The {len(largest)} largest families')
    print('\nEvery member has a verified edge to the representative or to a member that has one.' if not notes
          else f'\n{len(notes)} members are farther than two verified edges from their representative.')
    show_notes(notes, list_notes)


def dropped_articles(path):
    """What `newsprint dedup --dropped` wrote: dropped, kept, kind, coverage; a repeated id stands for no article."""
    with open(path, encoding='utf8') as lines:
        return [row for row in csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE)
                if row['dropped'] != row['kept']]


def score_dedup(dropped, name_of, list_notes, share_base=lambda a, b: False):
    """name_of: of an article, the story it is a copy of and what sort of copy it is; the original of a
    story has its own id and the sort 'original'. share_base: of two articles of different stories,
    whether these are copies of each other in the base already."""
    tallies, notes = collections.defaultdict(collections.Counter), []
    by_id = {row['dropped']: row for row in dropped}
    right = alike = wrong = 0
    for row in dropped:
        same = name_of(row['dropped'])[0] == name_of(row['kept'])[0]
        inherited = not same and share_base(row['dropped'], row['kept'])
        right, alike, wrong = right + same, alike + inherited, wrong + (not same and not inherited)
        sort = name_of(row['dropped'])[1] if same else 'copies in the base' if inherited else 'another story'
        tallies[sort][row['kind']] += 1
        if not (same or inherited) or float(row['coverage']) < .9:
            notes.append(('wrong', row['kind'], row['dropped'], row['kept'], f"coverage {row['coverage']}"))
        if row['kept'] in by_id:
            notes.append(('chain', row['kind'], row['dropped'], row['kept']))
    table = Table('dropped', 'n', 'kinds')
    for sort in sorted(tallies):
        table.add(sort, sum(tallies[sort].values()), ', '.join(f'{k} {n}' for k, n in sorted(tallies[sort].items())))
    table.show('Dedup: what was dropped')
    print(f'\n{right} dropped for an article of their own story, {alike} for one that shares text with it in the base, {wrong} for one of another, '
          f'{sum(n[0] == "chain" for n in notes)} for one that is dropped itself.')
    show_notes(notes, list_notes)
    return by_id


def score_dedup_planted(path, dropped, list_notes):
    truth = Truth(path)

    def name_of(article):
        copy = truth.copies.get(article)
        return (copy['original'], ','.join(copy['edits']) or copy['kind']) if copy else (article, 'original')

    by_id = score_dedup(dropped, name_of, list_notes, truth.share_base)
    # Of a copy and its original either may be the one that is kept.
    table = Table('planted', 'n', 'one of the two dropped', 'share')
    rows, notes = collections.defaultdict(lambda: [0, 0]), []
    for copy in truth.copies.values():
        gone = copy['copy'] in by_id or (copy['kind'] == 'copy' and copy['original'] in by_id)
        places = [(0, 'exact')] if copy['edits'] == ['exact'] else [(3, f'kind {copy["kind"]}')]
        places += [(1, 'copies, J5 >= .9')] if copy['jaccard5'] >= .9 else [(2, 'copies, J5 < .9')]
        for row in places:
            rows[row][0] += 1
            rows[row][1] += gone
        if not gone and copy['jaccard5'] >= .9:
            notes.append(('stays', copy['kind'], ','.join(copy['edits']), copy['original'], copy['copy'],
                          f'J5 {copy["jaccard5"]} words {copy["original_words"]} {copy["words"]}'))
    for row in sorted(rows):
        n, gone = rows[row]
        table.add(row[1], n, gone, f'{gone / n:.4f}')
    table.show('Dedup: what was planted')
    show_notes(notes, list_notes)


def score_dedup_families(path, dropped, list_notes):
    by_id = {doc['id']: doc for doc in records(path)}
    score_dedup(dropped, lambda a: (by_id[a]['family'], by_id[a]['role']) if a in by_id else (a, 'unknown'), list_notes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest='verb', required=True)
    for verb in ('families', 'pairs', 'planted', 'weakest'):
        options = verbs.add_parser(verb)
        options.add_argument('--relations', required=True)
        options.add_argument('--list', action='store_true', help='also list what was missed or false')
        if verb == 'families':
            options.add_argument('--families', required=True)
            options.add_argument('--floors', metavar='TSV', help='status 1 when a figure lies outside these bounds')
        elif verb == 'pairs':
            options.add_argument('--pairs', required=True)
            options.add_argument('--closed', action='store_true', help='every other link of listed articles is false')
            options.add_argument('--same', metavar='REGEX', help='but for ids that agree in the group of REGEX')
        elif verb == 'planted':
            options.add_argument('--truth', required=True)
        else:
            options.add_argument('--count', type=int, default=5)
    options = verbs.add_parser('dedup')
    options.add_argument('--dropped', required=True)
    labels = options.add_mutually_exclusive_group(required=True)
    labels.add_argument('--truth')
    labels.add_argument('--families')
    options.add_argument('--list', action='store_true', help='also list what stays or is wrong')
    given = parser.parse_args()
    if given.verb == 'dedup':
        score = score_dedup_planted if given.truth else score_dedup_families
        score(given.truth or given.families, dropped_articles(given.dropped), given.list)
        return
    found = Relations(given.relations)
    if given.verb == 'families':
        return 0 if score_families(found, given.families, given.list, given.floors) else 1
    if given.verb == 'pairs':
        score_pairs(found, given.pairs, given.list, given.closed, given.same)
    elif given.verb == 'planted':
        score_planted(found, given.truth, given.list)
    else:
        score_weakest(found, given.count, given.list)
    return 0


if __name__ == '__main__':
    sys.exit(main())
