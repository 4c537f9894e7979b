-- Exact positions in EXIF: degrees, minutes and seconds as `[48, 51, 2337/50]`, and the letter of the hemisphere. 0, 0 is what
-- cameras write that do not know. Cells are a tenth of a degree, named by their south-western corner.
CREATE OR REPLACE TABLE places AS
WITH told AS (
  SELECT
    regexp_extract_all(regexp_extract(exif, '"GPS GPSLatitude": ?"([^"]*)"', 1), '[0-9.]+(?:/[0-9]+)?') AS latitude,
    regexp_extract(exif, '"GPS GPSLatitudeRef": ?"([NSns])', 1) AS latitude_ref,
    regexp_extract_all(regexp_extract(exif, '"GPS GPSLongitude": ?"([^"]*)"', 1), '[0-9.]+(?:/[0-9]+)?') AS longitude,
    regexp_extract(exif, '"GPS GPSLongitudeRef": ?"([EWew])', 1) AS longitude_ref
  FROM rows WHERE contains(exif, 'GPSLatitude')
), parts AS (
  SELECT latitude_ref, longitude_ref,
    [latitude[1], coalesce(latitude[2], '0'), coalesce(latitude[3], '0'), longitude[1], coalesce(longitude[2], '0'), coalesce(longitude[3], '0')] AS v
  FROM told WHERE latitude_ref <> '' AND longitude_ref <> ''
), numbers AS (
  SELECT latitude_ref, longitude_ref,
    [try_cast(split_part(v[i], '/', 1) AS DOUBLE) / CASE WHEN contains(v[i], '/') THEN nullif(try_cast(split_part(v[i], '/', 2) AS DOUBLE), 0) ELSE 1 END for i in range(1, 7)] AS n
  FROM parts
), degrees AS (
  SELECT
    (n[1] + n[2] / 60 + n[3] / 3600) * CASE WHEN upper(latitude_ref) = 'S' THEN -1 ELSE 1 END AS latitude,
    (n[4] + n[5] / 60 + n[6] / 3600) * CASE WHEN upper(longitude_ref) = 'W' THEN -1 ELSE 1 END AS longitude
  FROM numbers
)
SELECT floor(latitude * 10)::INTEGER AS south, floor(longitude * 10)::INTEGER AS west, count(*) AS count
FROM degrees WHERE abs(latitude) <= 90 AND abs(longitude) <= 180 AND (latitude <> 0 OR longitude <> 0)
GROUP BY ALL ORDER BY count DESC, south, west;

-- What looks like personal data in captions: each find once for its row.
CREATE OR REPLACE TEMP TABLE finds AS
SELECT DISTINCT * FROM (
  SELECT 'email' AS kind, id, unnest(regexp_extract_all(caption, '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}\b')) AS found
  FROM rows WHERE contains(caption, '@')
  UNION ALL
  SELECT 'phone', id, unnest(regexp_extract_all(caption,
    '\+[1-9](?:[ .()/-]{0,2}[0-9]){7,14}\b|(?:\([2-9][0-9]{2}\) ?|\b[2-9][0-9]{2}[ .-])[2-9][0-9]{2}[ .-][0-9]{4}\b'))
  FROM rows WHERE contains(caption, '+') OR regexp_matches(caption, '[0-9]{3}[ .-][0-9]{4}')
  UNION ALL
  SELECT 'card', id, found FROM (
    SELECT id, unnest(regexp_extract_all(caption, '\b[2-6][0-9]{3}(?:[ -]?[0-9]){10,12}\b')) AS found
    FROM rows WHERE regexp_matches(caption, '[2-6][0-9]{3}[ -]?[0-9]{4}')
  ) WHERE is_card(found)
  UNION ALL
  SELECT 'iban', id, found FROM (
    SELECT id, unnest(regexp_extract_all(caption, '\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b')) AS found
    FROM rows WHERE regexp_matches(caption, '[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4}')
  ) WHERE is_iban(found)
);

CREATE OR REPLACE TABLE personal AS
SELECT kind, count(DISTINCT id) AS rows, count(DISTINCT found) AS different FROM finds GROUP BY kind
UNION ALL
SELECT 'face', count(*), coalesce(sum(faces), 0)::BIGINT FROM rows WHERE faces > 0 HAVING count(*) > 0
UNION ALL
SELECT 'place', sum(count)::BIGINT, count(*) FROM places HAVING count(*) > 0;

-- A few of each kind, with what tells whose they are taken out.
CREATE OR REPLACE TABLE personal_samples AS
SELECT kind, first AS id,
  CASE kind
    WHEN 'email' THEN regexp_replace(found, '^(.).*@(.).*\.([A-Za-z]+)$', '\1***@\2***.\3')
    WHEN 'phone' THEN left(found, 3) || '***' || right(found, 1)
    ELSE left(found, 2) || '***' || right(found, 1)
  END AS sample
FROM (SELECT kind, found, min(id) AS first FROM finds GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY first, found) <= 10
ORDER BY kind, id, sample;

DROP TABLE finds;
