"""Tests newsprint-generate against brute force. Standard library only.

generate_test.py GENERATOR BASE
"""
import collections
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import unicodedata
import unittest

GENERATOR, BASE = sys.argv[1:3]
UNSPACED = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF),
            (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF)]


def is_unspaced(c):
    return any(first <= ord(c) <= last for first, last in UNSPACED)


def words(text):
    """Lower-cased runs of letters, digits and marks; one character each in unspaced scripts."""
    found, open_, spaced = [], False, False
    for c in text:
        category = unicodedata.category(c)[0]
        if category not in 'LMN':
            open_ = False
        elif open_ and (category == 'M' or (spaced and not is_unspaced(c))):
            found[-1] += c
        else:
            found.append(c)
            open_, spaced = True, not is_unspaced(c)
    return [''.join(c.lower() for c in w) for w in found]


def shingles(tokens):
    return {tuple(tokens[i:i + 5]) for i in range(len(tokens) - 4)}


def half_words(tokens):
    return sum(1 if is_unspaced(t[0]) else 2 for t in tokens)


def longest_run(a, b):
    """Half words of the longest run of words that two lists share."""
    best, row = 0, {}
    at = collections.defaultdict(list)
    for i, word in enumerate(a):
        at[word].append(i)
    for word in b:
        row = {i: row.get(i - 1, 0) + (1 if is_unspaced(word[0]) else 2) for i in at[word]}
        best = max([best, *row.values()])
    return best


def records(json_lines):
    return [json.loads(line) for line in json_lines.split(b'\n') if line]


class Corpus:
    def __init__(self, *options):
        with tempfile.TemporaryDirectory() as folder:
            path, truth = os.path.join(folder, 'c.jsonl'), os.path.join(folder, 't.jsonl')
            subprocess.run([GENERATOR, '--base', BASE, '-o', path, '--truth', truth, *options], check=True)
            self.bytes, self.truth_bytes = (pathlib.Path(p).read_bytes() for p in (path, truth))
        self.records = records(self.bytes)
        lines = records(self.truth_bytes)
        self.header = lines[0]
        self.copies = [line for line in lines if 'copy' in line]
        self.base_lines = [line for line in lines if any('_of_base' in name for name in line)]
        self.by_id = {r['id']: r for r in self.records}
        self.place = {r['id']: i for i, r in enumerate(self.records)}


def base_articles():
    return records(pathlib.Path(BASE).read_bytes())


class Originals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = base_articles()
        cls.corpus = Corpus('-n', str(4 * len(cls.base)))

    def test_are_as_many_as_asked_for_and_have_unique_ids(self):
        self.assertEqual(len(self.corpus.records), 4 * len(self.base))
        self.assertEqual(len(self.corpus.by_id), 4 * len(self.base))

    def test_same_seed_same_bytes_and_other_seed_other_text(self):
        options = ['-n', '150', '--copies', '30', '--rewrites', '8']
        first, again = Corpus(*options), Corpus(*options)
        self.assertEqual(first.bytes, again.bytes)
        self.assertEqual(first.truth_bytes, again.truth_bytes)
        self.assertNotEqual(first.bytes, Corpus(*options, '--seed', '2').bytes)

    def fresh(self):
        """Base articles that later epochs have, with their numbers: those of languages with enough of them."""
        return [(b, a) for b, a in enumerate(self.base) if a['language'] == 'en']

    def test_later_epochs_leave_out_languages_of_few_articles(self):
        later = [r for r in self.corpus.records if not r['id'].startswith('e0-')]
        self.assertEqual({r['language'] for r in later if 'language' in r}, {'en'})

    def test_epochs_share_no_text(self):
        for b, article in self.fresh():
            sets = [shingles(words(article['text']))]
            sets += [shingles(words(self.corpus.by_id[f'e{e}-i{b}']['text'])) for e in range(4)]
            for i, one in enumerate(sets):
                for other in sets[:i]:
                    self.assertLess(len(one & other) / len(other), .03, article['id'])
        shared = []
        for b, _ in self.fresh():
            one, other = (shingles(words(self.corpus.by_id[f'e{e}-i{b}']['text'])) for e in (0, 1))
            shared.append(len(one & other) / len(one))
        self.assertLess(statistics.mean(shared), .005)

    def test_keep_length_and_the_frequency_curve_of_their_base(self):
        for b, article in self.fresh():
            fresh = self.corpus.by_id[f'e2-i{b}']
            self.assertEqual(len(words(fresh['text'])), len(words(article['text'])), article['id'])
            self.assertEqual(fresh.get('language'), article['language'])
        curve = lambda texts: [n for _, n in collections.Counter(w for t in texts for w in words(t)).most_common()]
        base = curve(a['text'] for _, a in self.fresh())
        fresh = curve(self.corpus.by_id[f'e1-i{b}']['text'] for b, _ in self.fresh())
        for rank in (1, 10, 100, 1000, 5000):
            self.assertAlmostEqual(base[rank] / fresh[rank], 1, delta=.1)

    def test_keep_the_event_in_common_within_an_epoch(self):
        by_id = {a['id']: i for i, a in enumerate(self.base)}
        for _, article in self.fresh():
            if article['relation'] not in ('syndicated', 'update'):
                continue
            b, wire = by_id[article['id']], by_id[article['derived_from']]
            expected = shingles(words(article['text'])) & shingles(words(self.base[wire]['text']))
            found = [shingles(words(self.corpus.by_id[f'e3-i{i}']['text'])) for i in (b, wire)]
            self.assertAlmostEqual(len(found[0] & found[1]) / len(expected), 1, delta=.05)

    def test_metadata_is_plausible(self):
        dated = [r for r in self.corpus.records if 'published' in r]
        self.assertTrue(.8 < len(dated) / len(self.corpus.records) < .99)
        self.assertTrue(all(r['source'] and r['url'].startswith('https://') for r in self.corpus.records))

    def test_bytes_cuts_or_joins_at_sentences(self):
        for mean in (600, 1500, 9000):
            corpus = Corpus('-n', '400', '--bytes', str(mean))
            found = statistics.mean(len(r['text'].encode()) for r in corpus.records)
            self.assertAlmostEqual(found / mean, 1, delta=.12)
            ends = sum(r['text'].rstrip('"”’»)」“')[-1:] in '.!?。！？؟…' for r in corpus.records)
            self.assertGreater(ends / len(corpus.records), .95)


class Copies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.corpus = Corpus('-n', '700', '--copies', '400', '--rewrites', '120', '--family-size', '1..3')

    def test_truth_is_complete(self):
        planted = {r['id'] for r in self.corpus.records if r['id'].count('-') > 1}
        self.assertEqual(planted, {c['copy'] for c in self.corpus.copies})
        self.assertEqual(len(self.corpus.records), 1220)
        self.assertEqual(sum(c['copy'].split('-')[2][0] == 'c' for c in self.corpus.copies), 400)
        for copy in self.corpus.copies:
            self.assertIn(copy['original'], self.corpus.by_id)
            self.assertEqual(copy['family'], copy['original'])
            self.assertEqual(copy['epoch'], self.corpus.by_id[copy['copy']]['epoch'])

    def test_figures_are_exact(self):
        for copy in self.corpus.copies:
            tokens = [words(self.corpus.by_id[copy[name]]['text']) for name in ('copy', 'original')]
            a, b = map(shingles, tokens)
            self.assertAlmostEqual(copy['jaccard5'], len(a & b) / max(1, len(a | b)), places=5, msg=copy)
            self.assertAlmostEqual(copy['containment5'], len(a & b) / max(1, len(a)), places=5, msg=copy)
            self.assertEqual(copy['words'], half_words(tokens[0]) // 2)

    def test_family_sizes_are_within_the_range(self):
        sizes = collections.Counter(c['family'] for c in self.corpus.copies if '-c' in c['copy'])
        self.assertLessEqual(max(sizes.values()), 3)
        self.assertEqual({1, 2, 3}, set(sizes.values()))

    def test_stand_behind_their_original_but_not_all_at_once(self):
        gaps = [self.corpus.place[c['copy']] - self.corpus.place[c['original']] for c in self.corpus.copies]
        self.assertGreater(min(gaps), 0)
        self.assertGreater(statistics.median(gaps), 20)
        behind = Corpus('-n', '50', '--copies', '20', '--no-shuffle')
        for copy in behind.copies:
            self.assertLessEqual(behind.place[copy['copy']] - behind.place[copy['original']], 4)

    def test_excerpts_have_sixty_words_in_a_row(self):
        excerpts = [c for c in self.corpus.copies if c['kind'] == 'excerpt']
        self.assertGreater(len(excerpts), 10)
        for copy in excerpts:
            run = longest_run(*(words(self.corpus.by_id[copy[n]]['text']) for n in ('original', 'copy')))
            self.assertGreaterEqual(run, 120, copy)
            self.assertGreaterEqual(copy['excerpt_words'], 60)
        lengths = sorted(c['words'] for c in excerpts)
        self.assertGreater(lengths[-1], 4 * lengths[0])

    def test_added_text_is_fresh(self):
        used = collections.Counter()
        for copy in self.corpus.copies:
            for part in copy['added']:
                self.assertGreater(part['epoch'], max(r['epoch'] for r in self.corpus.records))
                used.update((part['epoch'], b) for b in part['base'])
        self.assertEqual(set(used.values()), {1})

    def test_base_pairs_hold_for_every_epoch(self):
        pairs = set()
        for line in self.corpus.base_lines:
            members = next(iter(line.values()))
            pairs |= {(a, b) for a in members for b in members if a < b}
        base = base_articles()
        sets = [shingles(words(a['text'])) for a in base]
        for a in range(len(base)):
            for b in range(a + 1, len(base)):
                if base[a]['family'] == base[b]['family']:
                    self.assertIn((a, b), pairs)
                elif len(sets[a] & sets[b]) >= .06 * min(len(sets[a]), len(sets[b])):
                    self.assertIn((a, b), pairs)

    def test_share_counts_all_articles(self):
        corpus = Corpus('-n', '80', '--share', '.2', '--edits', 'exact=1')
        self.assertEqual(len(corpus.copies), 20)
        for copy in corpus.copies:
            self.assertEqual(corpus.by_id[copy['copy']]['text'], corpus.by_id[copy['original']]['text'])


class Edits(unittest.TestCase):
    def planted(self, mix):
        corpus = Corpus('-n', '300', '--copies', '200', '--edits', mix)
        return [(corpus.by_id[c['copy']]['text'], corpus.by_id[c['original']]['text'], c) for c in corpus.copies]

    def test_words_hit_their_rate(self):
        for rate in (.02, .1):
            changed = total = 0
            for copy, original, _ in self.planted(f'words:{rate}=1'):
                ours, theirs = (collections.Counter(words(t)) for t in (copy, original))
                changed += sum(((ours - theirs) | (theirs - ours)).values())
                total += sum(theirs.values())
            # Half of the edits replace a word (two differences), a quarter each drops or adds one.
            self.assertAlmostEqual(changed / total / (1.5 * rate), 1, delta=.2)

    def test_trim_keeps_the_beginning(self):
        for copy, original, _ in self.planted('trim:.5=1'):
            self.assertTrue(original.startswith(copy))
            self.assertTrue(len(copy) < .9 * len(original))

    def test_every_edit_changes_something_and_keeps_something(self):
        for edit in ('paragraphs', 'lede', 'dateline', 'furniture', 'merge', 'ocr'):
            changed, kept = 0, []
            for copy, original, truth in self.planted(f'{edit}=1'):
                changed += copy != original
                kept.append(truth['containment5'])
            self.assertGreater(changed / len(kept), .9, edit)
            self.assertGreater(statistics.mean(kept), .5, edit)

    def test_unknown_edits_are_refused(self):
        for mix in ('nonsense=1', 'words', 'words:2=1', 'words=0'):
            result = subprocess.run([GENERATOR, '--base', BASE, '--edits', mix], capture_output=True)
            self.assertEqual(result.returncode, 2)
            self.assertIn(b'--edits', result.stderr)


class Rewrites(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.corpus = Corpus('-n', '400', '--rewrites', '200')
        cls.known = {w for r in cls.corpus.records if r['id'].count('-') == 1 for w in words(r['text'])}

    def of(self, kind):
        chosen = [c for c in self.corpus.copies if c['kind'] == kind]
        self.assertEqual(len(chosen), 50)
        return [(words(self.corpus.by_id[c['copy']]['text']), words(self.corpus.by_id[c['original']]['text']))
                for c in chosen if self.corpus.by_id[c['copy']]['language'] == 'en']

    def test_replace_more_words_the_stronger_they_are(self):
        unknown = {}
        for kind in ('bt35', 'bt55', 'cond35', 'cond20'):
            unknown[kind] = statistics.mean(
                sum(w not in self.known for w in copy) / len(copy) for copy, _ in self.of(kind))
        # Lower-case content words are a good third of English words.
        self.assertAlmostEqual(unknown['bt55'] / unknown['bt35'], 55 / 35, delta=.15)
        self.assertAlmostEqual(unknown['cond20'] / unknown['cond35'], 70 / 50, delta=.15)
        self.assertTrue(.08 < unknown['bt35'] < .2, unknown)

    def test_condensed_ones_keep_their_share_of_sentences(self):
        for kind, share in (('cond35', .35), ('cond20', .20)):
            kept = statistics.mean(len(copy) / len(original) for copy, original in self.of(kind))
            self.assertAlmostEqual(kept, share * .9, delta=.05)

    def test_leave_hardly_a_shingle(self):
        for kind, most in (('bt55', .1), ('cond20', .1)):
            shared = [len(shingles(a) & shingles(b)) / max(1, len(shingles(a))) for a, b in self.of(kind)]
            self.assertLess(statistics.mean(shared), most)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
