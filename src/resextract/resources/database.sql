-- The tables of an exported database. Days are text of ISO 8601, flags 0 or 1, positions count from 1.
-- "IS date(…, '+0 days')" holds for NULL and for days that exist.
-- Made for SQLite 3.37 and later (STRICT tables).

CREATE TABLE metadata (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
  doc_id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  encoding TEXT NOT NULL,
  title TEXT,
  event TEXT,
  date TEXT CHECK (date IS date(date, '+0 days')),
  place TEXT
) STRICT;

-- Who watches over a whole document.
CREATE TABLE controllers (
  doc_id TEXT NOT NULL REFERENCES documents (doc_id),
  position INTEGER NOT NULL CHECK (position > 0),
  normal TEXT NOT NULL,
  person TEXT,
  PRIMARY KEY (doc_id, position)
) STRICT;

-- "row" is the order of the records.
CREATE TABLE tasks (
  task_id TEXT PRIMARY KEY,
  row INTEGER NOT NULL UNIQUE CHECK (row > 0),
  doc_id TEXT NOT NULL REFERENCES documents (doc_id),
  number TEXT,
  level TEXT CHECK (level IN ('federal', 'regional', 'municipal', 'institution')),
  modality TEXT NOT NULL CHECK (modality IN ('directive', 'recommendation')),
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start")
) STRICT;

CREATE TABLE sections (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  text TEXT NOT NULL,
  PRIMARY KEY (task_id, position)
) STRICT;

CREATE TABLE warnings (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  code TEXT NOT NULL,
  PRIMARY KEY (task_id, position)
) STRICT;

CREATE TABLE actions (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  lemma TEXT NOT NULL,
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
  PRIMARY KEY (task_id, position)
) STRICT;

CREATE TABLE actors (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  normal TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('responsible', 'co_executor', 'controller')),
  type TEXT NOT NULL CHECK (type IN ('authority', 'institution', 'position', 'person', 'public', 'other')),
  person TEXT,
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
  PRIMARY KEY (task_id, position)
) STRICT;

CREATE TABLE deadlines (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  kind TEXT NOT NULL CHECK (kind IN ('due', 'start', 'period', 'recurring', 'continuous', 'relative')),
  start_date TEXT CHECK (start_date IS date(start_date, '+0 days')),
  end_date TEXT CHECK (end_date IS date(end_date, '+0 days') AND (start_date IS NULL OR start_date <= end_date)),
  recurrence TEXT,
  duration TEXT,
  business_days INTEGER NOT NULL CHECK (business_days IN (0, 1)),
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
  PRIMARY KEY (task_id, position)
) STRICT;

CREATE TABLE targets (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  value REAL NOT NULL,
  value_from REAL,
  unit TEXT NOT NULL CHECK (unit IN ('percent', 'percentage_point', 'times', 'count', 'money')),
  unit_text TEXT NOT NULL,
  comparator TEXT NOT NULL CHECK (comparator IN ('ge', 'gt', 'le', 'lt', 'to', 'by', 'eq')),
  indicator TEXT,
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
  PRIMARY KEY (task_id, position)
) STRICT;

CREATE TABLE programs (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  name TEXT NOT NULL,
  program_id TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('project', 'program', 'strategy', 'concept', 'plan', 'model', 'other')),
  level TEXT CHECK (level IN ('national', 'federal', 'regional', 'municipal', 'institution')),
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
  PRIMARY KEY (task_id, position)
) STRICT;

-- The record's "references": a keyword of SQL.
CREATE TABLE refs (
  task_id TEXT NOT NULL REFERENCES tasks (task_id),
  position INTEGER NOT NULL CHECK (position > 0),
  kind TEXT NOT NULL,
  issuer TEXT,
  date TEXT CHECK (date IS date(date, '+0 days')),
  number TEXT,
  title TEXT,
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  inherited INTEGER NOT NULL CHECK (inherited IN (0, 1)),
  PRIMARY KEY (task_id, position)
) STRICT;

-- A row a task; several values are joined with "; ".
CREATE VIEW task_overview AS
SELECT
  t.task_id,
  t.doc_id,
  d.title AS document_title,
  d.date AS document_date,
  t.number,
  t.modality,
  t.level,
  t.text,
  (SELECT group_concat(normal, '; ')
     FROM (SELECT normal FROM actors a WHERE a.task_id = t.task_id AND a.role = 'responsible' ORDER BY position)
  ) AS responsible,
  (SELECT min(end_date) FROM deadlines l WHERE l.task_id = t.task_id) AS first_due,
  (SELECT max(end_date) FROM deadlines l WHERE l.task_id = t.task_id) AS last_due,
  (SELECT group_concat(text, '; ')
     FROM (SELECT text FROM deadlines l WHERE l.task_id = t.task_id ORDER BY position)) AS deadlines,
  (SELECT group_concat(text, '; ')
     FROM (SELECT text FROM targets g WHERE g.task_id = t.task_id ORDER BY position)) AS targets,
  (SELECT group_concat(name, '; ')
     FROM (SELECT name FROM programs p WHERE p.task_id = t.task_id ORDER BY position)) AS programs,
  (SELECT group_concat(code, '; ')
     FROM (SELECT code FROM warnings w WHERE w.task_id = t.task_id ORDER BY position)) AS warnings,
  d.source,
  t."start",
  t."end"
FROM tasks t JOIN documents d USING (doc_id)
ORDER BY t.row;

-- What has run out: one row a deadline whose last day is over, seen from the day of the query. Whether it was done
-- stands in no document.
CREATE VIEW past_due AS
SELECT l.end_date, l.text AS deadline, o.*
FROM deadlines l JOIN task_overview o USING (task_id)
WHERE l.end_date < date('now', 'localtime')
ORDER BY l.end_date, l.task_id, l.position;
