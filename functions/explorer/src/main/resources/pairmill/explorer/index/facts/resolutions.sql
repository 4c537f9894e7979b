-- Which sizes occur, the most frequent first.
CREATE OR REPLACE TABLE resolutions AS
SELECT row_number() OVER (ORDER BY count(*) DESC, width, height) AS rank, width, height, count(*) AS count
FROM rows WHERE width > 0 AND height > 0
GROUP BY width, height
ORDER BY rank;

-- The same in cells: half an octave wide and high, named by the exponent of two that they start at.
CREATE OR REPLACE TABLE sizes AS
SELECT floor(2 * log2(width)) / 2 AS width, floor(2 * log2(height)) / 2 AS height, sum(count)::BIGINT AS count
FROM resolutions GROUP BY ALL ORDER BY ALL;

-- Width divided by height, in steps of an eighth of an octave.
CREATE OR REPLACE TABLE aspects AS
SELECT round(8 * log2(width / height)) / 8 AS log2_ratio, sum(count)::BIGINT AS count
FROM resolutions GROUP BY ALL ORDER BY ALL;
