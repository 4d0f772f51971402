"""The page of `newsprint diff --format html` in headless Chromium: jumps, keys, scrolling together, the map, themes,
hostile articles; no error on the console, no request, no script but the page's own.

  page_test.py NEWSPRINT CORPUS_FOLDER

Talks to chromedriver in plain HTTP (W3C WebDriver). Exits with 77, which ctest counts as skipped, where Chromium is missing.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

NEWSPRINT, CORPUS = sys.argv[1:3]
FAMILIES = os.path.join(CORPUS, 'families.jsonl')
SKIPPED = 77

# Keys of WebDriver that are no characters.
ESCAPE, ENTER, LEFT, RIGHT, TAB = '\ue00c', '\ue007', '\ue012', '\ue014', '\ue004'


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Browser:
    """One session of headless Chromium."""

    def __init__(self, chromium, driver):
        self.port = free_port()
        self.profile = tempfile.mkdtemp(prefix='newsprint-page-')
        self.session = ''
        self.process = subprocess.Popen([driver, '--port=%d' % self.port], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.wait_until_ready()
        options = {'binary': chromium,
                   'args': ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
                            '--no-first-run', '--window-size=1200,800', '--user-data-dir=' + self.profile]}
        capabilities = {'browserName': 'chrome', 'goog:chromeOptions': options,
                        'goog:loggingPrefs': {'browser': 'ALL', 'performance': 'ALL'}}
        made = self.call('POST', '', {'capabilities': {'alwaysMatch': capabilities}})
        self.session = '/' + made['sessionId']

    def wait_until_ready(self):
        for _ in range(300):
            with contextlib.suppress(OSError):
                with urllib.request.urlopen('http://127.0.0.1:%d/status' % self.port, timeout=5) as reply:
                    if json.load(reply)['value']['ready']:
                        return
            time.sleep(0.1)
        raise RuntimeError('chromedriver does not answer')

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request('http://127.0.0.1:%d/session%s%s' % (self.port, self.session, path),
                                         data=data, method=method)
        with urllib.request.urlopen(request, timeout=120) as reply:
            return json.load(reply)['value']

    def close(self):
        with contextlib.suppress(OSError):
            self.call('DELETE', '')
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, path):
        self.call('POST', '/url', {'url': 'file://' + path})

    def size(self, width, height):
        self.call('POST', '/window/rect', {'width': width, 'height': height})

    def run(self, script, *arguments):
        return self.call('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def settle(self):
        """Lets the page draw twice, so that scroll and resize events have been seen."""
        self.call('POST', '/execute/async', {'args': [], 'script': (
            'const done = arguments[0];'
            'requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));')})

    def press(self, *keys):
        actions = []
        for key in keys:
            actions += [{'type': 'keyDown', 'value': key}, {'type': 'keyUp', 'value': key}]
        self.call('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keyboard', 'actions': actions}]})
        self.settle()

    def click(self, selector):
        found = self.call('POST', '/element', {'using': 'css selector', 'value': selector})
        self.call('POST', '/element/%s/click' % next(iter(found.values())), {})
        self.settle()

    def log(self, kind):
        return self.call('POST', '/se/log', {'type': kind})

    def requests(self):
        """Addresses that the page asked for since the last call."""
        addresses = []
        for entry in self.log('performance'):
            message = json.loads(entry['message'])['message']
            if message['method'] == 'Network.requestWillBeSent':
                addresses.append(message['params']['request']['url'])
        return addresses


def paragraphs(count, word):
    return '\n\n'.join('%s number %d is here, and the sentence goes on for %d words more than it has to, which makes a '
                       'paragraph of its own.' % (word, i, i * i) for i in range(count))


# An article that tries everything at once. Both sides share a long text, so that passages, labels, tooltips and the map
# have to cope with it.
HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(2)</script><!-- \u2028\u2029 \u202e {{script}} \''
CONTROLS = 'bell\x07 escape\x1b[31m c1\x9b del\x7f nonchar\ufffe'


def hostile_records():
    text = paragraphs(6, 'The harbour ' + HOSTILE + ' ' + CONTROLS + ' nul\x00')
    for side in 'ab':
        yield {'id': side + HOSTILE + CONTROLS, 'title': HOSTILE + CONTROLS, 'source': HOSTILE, 'byline': HOSTILE,
               'language': 'en" onload="alert(3)', 'url': 'javascript:alert(4)', 'published': '2025-10-14',
               'text': text + ('' if side == 'a' else '\n\nAnd it says one thing more at the end.')}


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='newsprint-page-')
        cls.browser = Browser(CHROMIUM, DRIVER)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def setUp(self):
        self.browser.size(1200, 700)
        self.browser.log('browser')
        self.browser.requests()

    def tearDown(self):
        self.assertEqual([entry['message'] for entry in self.browser.log('browser')], [])
        outside = [address for address in self.browser.requests() if not address.startswith(('file://', 'data:,'))]
        self.assertEqual(outside, [])

    def show(self, a, b, corpus=FAMILIES):
        path = os.path.join(self.folder, 'pair.html')
        subprocess.run([NEWSPRINT, 'diff', '--quiet', '--format', 'html', '-o', path, '--from', corpus, '--', a, b],
                       check=True)
        self.browser.open(path)
        self.browser.settle()

    def show_records(self, records):
        path = os.path.join(self.folder, 'records.jsonl')
        records = list(records)
        with open(path, 'w', encoding='utf8') as file:
            for record in records:
                file.write(json.dumps(record) + '\n')
        self.show(records[0]['id'], records[1]['id'], path)

    def run_script(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def marked(self):
        return self.run_script('return [...new Set([...document.querySelectorAll(".text .p.on")].map('
                               'e => e.closest(".text").id + " " + e.dataset.p))].sort()')

    def both(self, number):
        return ['text-a %d' % number, 'text-b %d' % number]

    def visible(self, label):
        """Whether the label of a passage stands inside its text's window."""
        return self.run_script(
            'const own = document.getElementById(arguments[0]).getBoundingClientRect();'
            'const box = document.getElementById("text-" + arguments[0][0]).getBoundingClientRect();'
            'return own.top >= box.top - 2 && own.bottom <= box.bottom + 2', label)

    def passages(self):
        return self.run_script('return document.querySelectorAll("#text-a .n").length')

    # --- Moving about ---

    def test_keys_go_from_passage_to_passage(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        count = self.passages()
        self.assertGreaterEqual(count, 2)
        for forth, back in [('n', 'p'), ('j', 'k'), (RIGHT, LEFT)]:
            self.browser.press(ESCAPE)
            self.assertEqual(self.marked(), [])
            self.browser.press(forth)
            self.assertEqual(self.marked(), self.both(1))
            self.browser.press(forth)
            self.assertEqual(self.marked(), self.both(2))
            self.assertTrue(self.visible('a2') and self.visible('b2'))
            self.browser.press(back)
            self.assertEqual(self.marked(), self.both(1))
        self.browser.press('p')  # round the corner
        self.assertEqual(self.marked(), self.both(count))
        where = self.run_script('return document.getElementById("where").textContent')
        self.assertTrue(where.startswith('%d of %d: ' % (count, count)), where)

    def test_a_click_shows_the_counterpart(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        last = self.passages()
        self.run_script('document.getElementById("a" + arguments[0]).scrollIntoView()', last)
        self.browser.settle()
        self.browser.click('#a%d' % last)
        self.assertEqual(self.marked(), self.both(last))
        self.assertTrue(self.visible('b%d' % last))
        self.assertEqual(self.run_script('return document.activeElement.id'), 'b%d' % last)
        self.browser.press(ENTER)  # and back
        self.assertEqual(self.run_script('return document.activeElement.id'), 'a%d' % last)
        self.run_script('document.querySelector("#text-b [data-p=\\"1\\"] .k, #text-b [data-p=\\"1\\"]").click()')
        self.browser.settle()
        self.assertEqual(self.marked(), self.both(1))
        self.assertTrue(self.visible('a1'))

    def test_the_keyboard_alone_reaches_everything(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        reached = set()
        for _ in range(40):
            self.browser.press(TAB)
            reached.add(self.run_script('const e = document.activeElement; return e.id || e.tagName'))
        for name in ['next', 'previous', 'sync', 'theme', 'help', 'SUMMARY', 'text-a', 'text-b', 'a1', 'b2']:
            self.assertIn(name, reached)

    def test_c_crosses_to_the_other_text(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        self.browser.press('n', 'c')
        self.assertEqual(self.run_script('return document.activeElement.id'), 'b1')
        self.browser.press('c')
        self.assertEqual(self.run_script('return document.activeElement.id'), 'a1')

    def test_the_keys_are_listed(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        self.browser.press('?')
        self.assertTrue(self.run_script('return document.getElementById("keys").open'))
        self.browser.press('n')  # means nothing in the list
        self.assertEqual(self.marked(), [])
        self.browser.press(ESCAPE)
        self.assertFalse(self.run_script('return document.getElementById("keys").open'))
        self.browser.click('#help')
        self.browser.click('#keys button')
        self.assertFalse(self.run_script('return document.getElementById("keys").open'))

    def test_the_map_leads_to_a_passage(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        bands = self.run_script('return [...document.querySelectorAll("#map g")].map(g => g.dataset.p)')
        self.assertEqual(bands, [str(i + 1) for i in range(self.passages())])
        self.run_script('document.querySelector("#map g[data-p=\\"2\\"] .block")'
                        '.dispatchEvent(new MouseEvent("click", {bubbles: true}))')
        self.browser.settle()
        self.assertEqual(self.marked(), self.both(2))
        self.assertTrue(self.visible('b2'))

    def test_an_address_may_name_a_passage(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        self.browser.run('location.hash = "#b2"')
        self.browser.settle()
        self.assertEqual(self.marked(), self.both(2))

    # --- Scrolling ---

    def scroll(self, side, share):
        self.run_script('const box = document.getElementById("text-" + arguments[0]);'
                        'box.scrollTop = arguments[1] * (box.scrollHeight - box.clientHeight)', side, share)
        self.browser.settle()

    def position(self, side):
        return self.run_script('const box = document.getElementById("text-" + arguments[0]);'
                               'return box.scrollTop / (box.scrollHeight - box.clientHeight)', side)

    def test_both_texts_scroll_together(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        for leader, follower in ['ab', 'ba']:
            self.scroll(leader, 1)
            self.assertAlmostEqual(self.position(follower), 1, delta=0.02)
            self.scroll(leader, 0.5)
            middle = self.position(follower)
            self.assertTrue(0.2 < middle < 0.8, middle)
            self.assertAlmostEqual(self.position(leader), 0.5, delta=0.02)  # and it is not drawn back
            self.scroll(leader, 0)
            self.assertAlmostEqual(self.position(follower), 0, delta=0.02)

    def gaps(self):
        """How far from level the paragraphs that are read and their counterparts stand, at some heights."""
        gaps = []
        for share in [i / 10 for i in range(1, 10)]:
            self.scroll('a', share)
            gaps += self.run_script(
                'const lines = side => [...document.querySelectorAll("#text-" + side + " p")];'
                'const words = p => p.textContent.replace(/^\\d*/, "");'
                'const box = document.getElementById("text-a").getBoundingClientRect();'
                'const line = box.top + box.height * arguments[0];'
                'const read = lines("a").filter(p => Math.abs(p.getBoundingClientRect().top - line) < 50);'
                'return read.flatMap(own => lines("b").filter(p => words(p) === words(own)).map('
                '  p => p.getBoundingClientRect().top - own.getBoundingClientRect().top))', share)
        self.assertGreater(len(gaps), 2)
        return gaps

    def test_passages_stay_side_by_side(self):
        body = paragraphs(30, 'Harbour')
        preface = '\n\n'.join('Preface %d has nothing in common with it, whatever one looks for.' % i for i in range(40))
        self.show_records([{'id': 'a', 'text': body}, {'id': 'b', 'text': preface + '\n\n' + body}])
        self.assertLess(max(abs(gap) for gap in self.gaps()), 80)

    def test_what_was_cut_inside_a_passage_is_scrolled_over(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')  # one passage, without two paragraphs of the first
        self.assertGreater(self.run_script('return document.querySelectorAll("#text-a [data-p=\\"1\\"] del").length'), 1)
        self.assertLess(max(abs(gap) for gap in self.gaps()), 80)

    def test_scrolling_together_can_be_switched_off(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        self.browser.press('s')
        self.assertEqual(self.run_script('return document.getElementById("sync").ariaPressed'), 'false')
        self.scroll('a', 1)
        self.assertEqual(self.position('b'), 0)
        self.browser.click('#sync')
        self.assertAlmostEqual(self.position('b'), 1, delta=0.02)

    # --- What is shown ---

    def test_texts_are_complete(self):
        records = {}
        with open(FAMILIES, encoding='utf8') as file:
            for line in file:
                record = json.loads(line)
                records[record['id']] = record['text']
        for a, b in [('hpol-01-wire', 'hpol-01-spun'), ('hmul-09-wire', 'hmul-09-syndicated'),
                     ('hmul-11-wire', 'hmul-11-syndicated'), ('hpol-01-wire', 'hgen-01-wire')]:
            self.show(a, b)
            for side, name in [('a', a), ('b', b)]:
                shown = self.run_script(
                    'const text = document.getElementById("text-" + arguments[0]).cloneNode(true);'
                    'text.querySelectorAll(".n").forEach(n => n.remove());'
                    'return [...text.querySelectorAll("p")].map(p => p.textContent).join("\\n")', side)
                self.assertEqual(shown.split(), records[name].split())

    def test_right_to_left_texts_stand_on_the_right(self):
        self.show('hmul-09-wire', 'hmul-09-syndicated')
        self.assertEqual(self.run_script('return getComputedStyle(document.querySelector("#text-a p")).direction'), 'rtl')
        self.assertEqual(self.run_script('return document.getElementById("text-a").lang'), 'ar')

    def test_light_and_dark(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        paper = 'return getComputedStyle(document.body).backgroundColor'
        before = self.run_script(paper)
        self.browser.press('t')
        self.assertNotEqual(self.run_script(paper), before)
        self.browser.click('#theme')
        self.assertEqual(self.run_script(paper), before)

    def test_narrow_windows_stack_the_texts(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        tops = ('return ["a", "b"].map(side => document.getElementById("text-" + side).getBoundingClientRect().top)')
        a, b = self.run_script(tops)
        self.assertAlmostEqual(a, b, delta=60)
        self.browser.size(500, 800)
        self.browser.settle()
        a, b = self.run_script(tops)
        self.assertGreater(b, a + 100)
        self.assertLessEqual(self.run_script('return document.documentElement.scrollWidth - innerWidth'), 0)
        self.browser.press('n')
        self.assertTrue(self.visible('a1') and self.visible('b1'))

    def test_everything_has_a_name(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        nameless = self.run_script(
            'return [...document.querySelectorAll("button, a, [role=region], [role=toolbar], section")].filter(e => '
            '!e.textContent.trim() && !e.ariaLabel && !e.getAttribute("aria-labelledby")).map(e => e.outerHTML)')
        self.assertEqual(nameless, [])
        twice = self.run_script('const ids = [...document.querySelectorAll("[id]")].map(e => e.id);'
                                'return ids.filter((id, i) => ids.indexOf(id) !== i)')
        self.assertEqual(twice, [])

    def test_long_texts_work(self):
        body = paragraphs(500, 'Harbour')
        self.assertGreater(len(body), 60000)
        self.show_records([{'id': 'a', 'text': body}, {'id': 'b', 'text': body.replace('number 7', 'figure 7')}])
        self.browser.press('n')
        self.scroll('a', 0.5)
        self.assertAlmostEqual(self.position('b'), 0.5, delta=0.02)

    def test_nothing_in_common_is_a_page_too(self):
        self.show_records([{'id': 'a', 'text': ''}, {'id': 'b', 'text': 'Nothing of this stands anywhere else.'}])
        self.browser.press('n', 'p', 'c', 's', 's')
        self.assertEqual(self.marked(), [])
        self.assertEqual(self.run_script('return document.getElementById("where").textContent'), '0 passages')

    # --- Hostile articles ---

    def test_articles_stay_text(self):
        self.show_records(hostile_records())
        self.assertGreaterEqual(self.passages(), 1)
        self.browser.press('n')
        count = 'return document.querySelectorAll(arguments[0]).length'
        self.assertEqual(self.run_script(count, 'script'), 1)
        self.assertEqual(self.run_script(count, 'img, iframe, object, embed, base, form:not([method=dialog])'), 0)
        self.assertEqual(self.run_script('return [...document.querySelectorAll("*")].flatMap(e => [...e.attributes])'
                                         '.filter(a => /^on/.test(a.name)).length'), 0)
        title = self.run_script('return document.querySelector("#head-a bdi").textContent')
        self.assertIn('<script>alert(2)</script>', title)
        self.assertIn('{{script}}', title)
        body = self.run_script('return document.getElementById("text-a").textContent')
        self.assertIn('<img src=x onerror=alert(1)>', body)
        self.assertFalse(any(ord(c) < 32 and c not in '\n\t' for c in body))

    def test_the_policy_stops_what_would_slip_through(self):
        self.show('hpol-01-wire', 'hpol-01-syndicated')
        ran = self.run_script('const s = document.createElement("script"); s.textContent = "window.slipped = 1";'
                              'document.body.append(s); return window.slipped || 0')
        self.assertEqual(ran, 0)
        self.assertTrue(self.browser.log('browser'))  # the refusal


CHROMIUM, DRIVER = shutil.which('chromium'), shutil.which('chromedriver')

if __name__ == '__main__':
    if not CHROMIUM or not DRIVER:
        print('page_test: skipped: %s is not installed (Debian: chromium, chromium-driver)' %
              ('chromium' if not CHROMIUM else 'chromedriver'))
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
