-- What a picture may share with others: its bytes, its address, its look (see Looks). `value` is the same for those that are the same.
CREATE OR REPLACE TEMP VIEW duplicate_values AS
SELECT 'bytes' AS kind, lower(coalesce(nullif(sha256, ''), nullif(md5, ''))) AS value, id, caption, url, domain
FROM rows WHERE coalesce(nullif(sha256, ''), nullif(md5, '')) IS NOT NULL
UNION ALL
SELECT 'address', url, id, caption, url, domain FROM rows WHERE url IS NOT NULL
UNION ALL
SELECT 'look', coalesce(first, lower(rows.pdq)), id, caption, url, domain
FROM rows LEFT JOIN looks ON looks.pdq = lower(rows.pdq) WHERE regexp_full_match(rows.pdq, '[0-9a-fA-F]{64}');

CREATE OR REPLACE TEMP TABLE duplicate_hashes AS
SELECT kind, hash(value) AS h, count(*) AS count FROM duplicate_values GROUP BY ALL;

-- How many groups of each size there are; 1 for pictures that are alone.
CREATE OR REPLACE TABLE duplicate_sizes AS
SELECT kind, count AS size, count(*) AS groups FROM duplicate_hashes GROUP BY ALL ORDER BY ALL;

-- The 1,000 largest groups of each kind. `first` is the number of the first row in it, `ids` those of the first 200.
CREATE OR REPLACE TABLE duplicates AS
WITH large AS (
  SELECT kind, h FROM duplicate_hashes WHERE count > 1
  QUALIFY row_number() OVER (PARTITION BY kind ORDER BY count DESC, h) <= 2000
)
SELECT
  kind,
  row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, min(id)) AS rank,
  value,
  min(id) AS first,
  count(*) AS count,
  count(DISTINCT caption) AS captions,
  count(DISTINCT url) AS addresses,
  count(DISTINCT domain) AS domains,
  mode(caption) AS caption,
  min(id, 200) AS ids
FROM duplicate_values WHERE (kind, hash(value)) IN (SELECT (kind, h) FROM large)
GROUP BY kind, value HAVING count(*) > 1
QUALIFY rank <= 1000
ORDER BY kind, rank;

DROP TABLE duplicate_hashes;
DROP VIEW duplicate_values;
DROP TABLE looks;
