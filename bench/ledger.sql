-- Fills a ledger's tables with made rows, five events a report; :events and :reports say how many.
CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
INSERT INTO n
  WITH RECURSIVE c (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < :events) SELECT i FROM c;
CREATE TEMP TABLE a (i INTEGER PRIMARY KEY, code TEXT);
INSERT INTO a SELECT i, substr('NORRUSUSADEUPOLGBRFRATURCHNUKRESTFIN', i * 3 + 1, 3) FROM n WHERE i < 12;
CREATE TEMP TABLE x (i INTEGER PRIMARY KEY, code TEXT, quad TEXT, score REAL);
INSERT INTO x SELECT i, substr('010020036040051061070084090112120138145150163172190195', i * 3 + 1, 3),
  CASE WHEN i < 5 THEN 'verbal-cooperation' WHEN i < 8 THEN 'material-cooperation'
    WHEN i < 12 THEN 'verbal-conflict' ELSE 'material-conflict' END, 8.0 - i FROM n WHERE i < 18;
INSERT INTO reports (report_id, source, text, outlet, owner, language, body_spans, published_earliest, published_latest)
SELECT printf('r_%020x', i), i || '.txt',
  (SELECT group_concat(printf('%x', (n.i * 7919 + k.i * 104729) % 20011), ' ') FROM n k WHERE k.i < 120),
  'Outlet ' || (i % 97), 'Owner ' || (i % 31), 'en', '[[0,500]]',
  date('2010-01-01', (i % 5000) || ' days'), date('2010-01-01', (i % 5000) || ' days')
FROM n WHERE i < :reports;
INSERT INTO events (report_id, event_id, source, source_country, target, target_country, action, action_name, quad,
  goldstein, status, happened_earliest, happened_latest, contexts, trigger_span, source_span, target_span,
  sentence_span, rule)
SELECT printf('r_%020x', n.i / 5), printf('e_%020x', n.i), s.code, s.code, t.code, t.code, x.code, 'Act ' || x.code,
  x.quad, x.score, CASE WHEN n.i % 11 THEN 'actual' ELSE 'denied' END,
  date('2010-01-01', (n.i / 5 % 5000) || ' days'), date('2010-01-01', (n.i / 5 % 5000) || ' days'), '["military"]',
  '[[10,20]]', '[[0,5]]', '[[22,30]]', '[[0,80]]', 'bench'
FROM n JOIN a s ON s.i = n.i * 2654435761 / 4096 % 12 JOIN a t ON t.i = n.i * 40503 / 64 % 12
JOIN x ON x.i = n.i * 65537 / 128 % 18;
ANALYZE;
