-- What was read about consent: `consent_evidence` is a JSON array of objects with signal, value, source, at. A text that is none
-- counts as unreadable. Rows are counted, not readings: a row that holds the same twice counts once.
CREATE OR REPLACE TEMP TABLE evidence AS
SELECT CASE WHEN json_valid(consent_evidence) AND json_type(consent_evidence) = 'ARRAY' THEN list_filter(
  from_json(consent_evidence, '[{"signal":"VARCHAR","value":"VARCHAR","source":"VARCHAR"}]'),
  lambda e: e.signal IS NOT NULL) END AS evidence
FROM rows WHERE consent_evidence IS NOT NULL;

-- What a signal said: the value up to its first colon, behind which stands the rule that decided.
CREATE OR REPLACE TABLE consent_said AS
SELECT row_number() OVER (ORDER BY count(*) DESC, e.signal, e.said) AS rank, e.signal, e.said, count(*) AS count
FROM (
  SELECT unnest(list_distinct(list_transform(evidence,
    lambda e: {'signal': e.signal, 'said': trim(split_part(coalesce(e.value, ''), ':', 1))}))) AS e
  FROM evidence)
GROUP BY e.signal, e.said
ORDER BY rank;

-- The thousand values and sources that most rows hold, of as many as `consent` says.
CREATE OR REPLACE TEMP TABLE consent_value AS
SELECT e.signal AS signal, e.value AS value, count(*) AS count
FROM (
  SELECT unnest(list_distinct(list_transform(evidence,
    lambda e: {'signal': e.signal, 'value': coalesce(e.value, '')}))) AS e
  FROM evidence)
GROUP BY e.signal, e.value;

CREATE OR REPLACE TEMP TABLE consent_source AS
SELECT e.signal AS signal, e.source AS source, count(*) AS count
FROM (
  SELECT unnest(list_distinct(list_transform(evidence,
    lambda e: {'signal': e.signal, 'source': coalesce(e.source, '')}))) AS e
  FROM evidence)
GROUP BY e.signal, e.source;

CREATE OR REPLACE TABLE consent_values AS
SELECT row_number() OVER (ORDER BY count DESC, signal, value) AS rank, signal, value, count
FROM consent_value ORDER BY rank LIMIT 1000;

CREATE OR REPLACE TABLE consent_sources AS
SELECT row_number() OVER (ORDER BY count DESC, signal, source) AS rank, signal, source, count
FROM consent_source ORDER BY rank LIMIT 1000;

CREATE OR REPLACE TABLE consent AS
SELECT
  (SELECT count(*) FROM evidence WHERE len(evidence) > 0) AS count,
  (SELECT count(*) FROM evidence WHERE evidence IS NULL) AS unreadable,
  (SELECT count(*) FROM consent_value) AS values_in_all,
  (SELECT count(*) FROM consent_source) AS sources_in_all;

DROP TABLE evidence;
DROP TABLE consent_value;
DROP TABLE consent_source;
