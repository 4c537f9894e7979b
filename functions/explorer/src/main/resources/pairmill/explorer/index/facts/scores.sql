-- How each score is spread: bin N holds N / per <= score < (N + 1) / per. The product may be a little off, and the edges are
-- decimals: 0.29 belongs to the bin that starts there.
CREATE OR REPLACE TABLE histograms AS
WITH score AS (
  SELECT 'similarity' AS name, similarity AS value, 100 AS per FROM rows
  UNION ALL SELECT 'punsafe', punsafe, 100 FROM rows
  UNION ALL SELECT 'pwatermark', pwatermark, 100 FROM rows
  UNION ALL SELECT 'aesthetic', aesthetic, 10 FROM rows
)
SELECT
  name,
  least(greatest(
    floor(value * per)
      + CASE WHEN (floor(value * per) + 1) / per <= value THEN 1 WHEN floor(value * per) / per > value THEN -1 ELSE 0 END,
    -5000), 5000)::INTEGER AS bin,
  any_value(per) AS per,
  count(*) AS count
FROM score WHERE value IS NOT NULL
GROUP BY name, bin
ORDER BY name, bin;

CREATE OR REPLACE TABLE scores AS
SELECT 'similarity' AS name, count(similarity) AS count, min(similarity) AS least, max(similarity) AS most,
  avg(similarity) AS mean, quantile_cont(similarity, [0.05, 0.5, 0.95]) AS quantiles FROM rows
UNION ALL
SELECT 'punsafe', count(punsafe), min(punsafe), max(punsafe), avg(punsafe), quantile_cont(punsafe, [0.05, 0.5, 0.95]) FROM rows
UNION ALL
SELECT 'pwatermark', count(pwatermark), min(pwatermark), max(pwatermark), avg(pwatermark),
  quantile_cont(pwatermark, [0.05, 0.5, 0.95]) FROM rows
UNION ALL
SELECT 'aesthetic', count(aesthetic), min(aesthetic), max(aesthetic), avg(aesthetic),
  quantile_cont(aesthetic, [0.05, 0.5, 0.95]) FROM rows;
