"""No peer: reads the articles and makes their shingles as the Python peers have them, which none of those can do without."""
import common

given = common.options(__doc__)
for _, text in common.articles(given.input):
    common.shingles(text)
common.write_clusters(given.output, [])
