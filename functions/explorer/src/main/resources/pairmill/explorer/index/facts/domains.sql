-- Where the pictures come from. `rank` counts from 1, the domain with most rows first.
CREATE OR REPLACE TABLE domains AS
SELECT
  row_number() OVER (ORDER BY count(*) DESC, domain) AS rank,
  coalesce(domain, '') AS domain,
  count(*) AS count,
  sum(count(*)) OVER (ORDER BY count(*) DESC, domain ROWS UNBOUNDED PRECEDING)::BIGINT AS cumulative,
  avg(similarity) AS similarity,
  avg(aesthetic) AS aesthetic,
  avg(punsafe) AS punsafe,
  count(*) FILTER (punsafe >= 0.5) AS unsafe
FROM rows
GROUP BY domain
ORDER BY rank;

-- Each closed set of words by how many rows have one; those that have none stand under ''.
CREATE OR REPLACE TABLE words AS
SELECT 'language' AS name, coalesce(language, '') AS word, count(*) AS count, avg(similarity) AS similarity,
  avg(aesthetic) AS aesthetic, avg(punsafe) AS punsafe, avg(length(caption)) AS characters
FROM rows GROUP BY word
UNION ALL
SELECT 'license', coalesce(license, ''), count(*), avg(similarity), avg(aesthetic), avg(punsafe), avg(length(caption))
FROM rows GROUP BY 2
UNION ALL
SELECT 'nsfw', coalesce(nsfw, ''), count(*), avg(similarity), avg(aesthetic), avg(punsafe), avg(length(caption))
FROM rows GROUP BY 2
ORDER BY name, count DESC, word;
