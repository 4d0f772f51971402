"""What says a version says the same one.

release_test.py PROJECT_FOLDER
"""
import pathlib
import re
import sys
import unittest

PROJECT = pathlib.Path(sys.argv.pop(1))


def found(path, pattern):
    return re.search(pattern, (PROJECT / path).read_text(encoding='utf8'), re.M).groups()


class Release(unittest.TestCase):
    def test_versions_and_dates_agree(self):
        release = (found('CMakeLists.txt', r'^project\(newsprint VERSION (\S+)')[0], found('CMakeLists.txt', r'^set\(NEWSPRINT_DATE (\S+)\)')[0])
        self.assertEqual(found('CHANGELOG.md', r'^## (\S+) \((\S+)\)'), release)
        self.assertEqual(found('CITATION.cff', r'^version: (\S+)\ndate-released: (\S+)'), release)

    def test_changelog_names_the_current_fingerprint(self):
        version = found('lib/include/newsprint/fingerprint.h', r'kFingerprintVersion = (\d+)')[0]
        self.assertIn(f'Fingerprint version {version}', (PROJECT / 'CHANGELOG.md').read_text(encoding='utf8'))

    def test_links_of_documents_lead_somewhere(self):
        documents = [path for folder in ['.', 'lib', 'cli', 'bench', 'bench/quality', 'tests', 'corpus'] for path in (PROJECT / folder).glob('*.md')]
        self.assertGreater(len(documents), 8)
        for document in documents:
            for link in re.findall(r'\]\(([^)#:]+)(?:#[^)]*)?\)', document.read_text(encoding='utf8')):
                self.assertTrue((document.parent / link).exists(), f'{document}: {link}')


if __name__ == '__main__':
    unittest.main()
