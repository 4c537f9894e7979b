-- Captions that stand more than once, the 1,000 most frequent: `rank` counts from 1. They are found by their hashes first, which
-- takes a tenth of the memory; the last of those that stand equally often are any of them.
CREATE OR REPLACE TABLE captions AS
WITH often AS (
  SELECT hash(caption) AS h FROM rows WHERE caption IS NOT NULL
  GROUP BY h HAVING count(*) > 1 ORDER BY count(*) DESC, h LIMIT 2000
)
SELECT
  row_number() OVER (ORDER BY count(*) DESC, caption) AS rank,
  caption,
  count(*) AS count,
  count(DISTINCT url) AS addresses,
  count(DISTINCT domain) AS domains
FROM rows WHERE caption IS NOT NULL AND hash(caption) IN (SELECT h FROM often)
GROUP BY caption HAVING count(*) > 1
ORDER BY rank LIMIT 1000;

-- How often captions stand: `rows` have one, `different` of them, and `repeated` rows share theirs with another row.
CREATE OR REPLACE TABLE caption_counts AS
SELECT coalesce(sum(n), 0)::BIGINT AS rows, count(*) AS different, coalesce(sum(n) FILTER (n > 1), 0)::BIGINT AS repeated
FROM (SELECT count(*) AS n FROM rows WHERE caption IS NOT NULL GROUP BY hash(caption));
