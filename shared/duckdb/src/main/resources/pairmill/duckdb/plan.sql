-- From pairs to shards.
--
-- In:  the views `pairs` and `images`, the table `removals (kind, value)`, and the variables
--      `host_cap`, `host_share` and `shard_size`.
-- Out: `verdicts`, one row per pair; `planned`, the rows of all shards.
--
-- A pair is known by (file_index, file_row_number), the place where it stands, so that only narrow
-- rows are sorted. No answer depends on that place: every order is by what the pair says.

-- Hosts that are removed, by their own name or by that of a domain above them.
CREATE TABLE removed_hosts AS
WITH
  hosts AS (
    SELECT DISTINCT host, string_split(host, '.') AS labels FROM pairs
  ),
  domains AS (
    SELECT host, array_to_string(labels[unnest(range(1, len(labels) + 1)):], '.') AS domain
    FROM hosts
  )
SELECT DISTINCT host
FROM domains
SEMI JOIN removals ON removals.kind = 'DOMAIN' AND removals.value = domains.domain;

-- What becomes of each pair. The reason is null where it goes on; the first that holds counts.
CREATE TABLE verdicts AS
WITH
  marked AS (
    SELECT
      file_index, file_row_number, url, hash, host, bucket, captured_at, archive_file, ordinal,
      host IN (FROM removed_hosts)
        OR url IN (SELECT value FROM removals WHERE kind = 'ADDRESS')
        OR hash IN (SELECT TRY_CAST(value AS BIGINT) FROM removals WHERE kind = 'PAIR') AS removed
    FROM pairs
  ),
  -- The earliest capture of an address is its first sighting.
  sighted AS (
    SELECT
      * EXCLUDE (captured_at, archive_file, ordinal, hash),
      row_number() OVER (
        PARTITION BY url, removed
        ORDER BY captured_at NULLS LAST, archive_file, ordinal, hash
      ) AS sighting
    FROM marked
  ),
  -- Addresses of a host are numbered from 0 among those that are neither removed nor seen before.
  ranked AS (
    SELECT
      *,
      row_number() OVER (PARTITION BY host, removed OR sighting > 1 ORDER BY url) - 1 AS rank
    FROM sighted
  )
SELECT
  file_index, file_row_number, url, host, bucket, rank,
  CASE
    WHEN removed THEN 'REMOVED'
    WHEN sighting > 1 THEN 'DUPLICATE'
    WHEN rank >= getvariable('host_cap') THEN 'HOST_CAP'
  END AS reason
FROM ranked;

-- Within a bucket, wave n holds the nth share of each host, hosts taking turns; chunks cut it.
CREATE TABLE places AS
WITH
  waves AS (
    SELECT *, rank // getvariable('host_share') AS wave FROM verdicts WHERE reason IS NULL
  ),
  turns AS (
    SELECT *, row_number() OVER (PARTITION BY bucket, wave ORDER BY rank, host) - 1 AS turn
    FROM waves
  )
SELECT
  file_index, file_row_number, url, bucket, wave,
  turn // getvariable('shard_size') AS chunk,
  turn % getvariable('shard_size') AS place
FROM turns;

CREATE TABLE shards AS
SELECT
  bucket, wave, chunk,
  count(*) AS size,
  row_number() OVER (ORDER BY bucket, wave, chunk) - 1 AS number
FROM places
GROUP BY bucket, wave, chunk;

-- The earliest response for each address that was planned.
CREATE TABLE pictures AS
SELECT
  url AS image_url,
  archive_file AS image_file,
  "offset" AS image_offset,
  inner_offset AS image_inner_offset,
  captured_at AS image_captured_at
FROM images
SEMI JOIN places USING (url)
QUALIFY row_number() OVER (
  PARTITION BY url
  ORDER BY captured_at NULLS LAST, archive_file, "offset", inner_offset
) = 1;

CREATE TEMP VIEW planned AS
SELECT
  shards.number, shards.size, places.place, pairs.*, pictures.*,
  printf('%05d%04d', shards.number, places.place) AS key
FROM places
JOIN shards USING (bucket, wave, chunk)
JOIN pairs USING (file_index, file_row_number)
LEFT JOIN pictures ON pictures.image_url = places.url;
