-- From the rows of a run to the dataset.
--
-- In:  the view `samples`, the rows of all shards.
-- Out: `dataset`, its rows with the split each belongs to; `languages` and `authorities`, counts.

-- Removals and what is on the gate for illegal content go nowhere: not even their addresses are
-- published.
CREATE TEMP VIEW dataset AS
SELECT
  CASE
    WHEN status <> 'success' THEN 'rejected'
    WHEN language IS NULL THEN 'nolang'
    WHEN language = 'en' THEN 'en'
    ELSE 'multi'
  END AS split,
  * EXCLUDE (file_index, file_row_number)
FROM samples
WHERE status NOT IN ('REMOVED', 'REMOVED_PICTURE', 'UNSAFE');

CREATE TEMP VIEW kept AS
SELECT * FROM dataset WHERE split <> 'rejected';

CREATE TEMP VIEW languages AS
SELECT coalesce(language, '') AS code, count(*) AS count FROM kept GROUP BY code;

-- Rows per host, with port and user where the address has them.
CREATE TEMP VIEW authorities AS
SELECT regexp_extract(url, '://([^/?#\\]*)', 1) AS authority, count(*) AS count
FROM kept
GROUP BY authority;
