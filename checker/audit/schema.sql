-- The audit store, version 2. Every offset is a half-open code-point range in the report's own text.
-- What is here stays: columns are added, never renamed or given another meaning.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,           -- schema, settings, derived
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The files of the last run, in the order they were listed.
CREATE TABLE files (
  position  INTEGER PRIMARY KEY,
  source    TEXT NOT NULL UNIQUE,   -- path, or archive/member
  sha256    TEXT NOT NULL,          -- of the content; empty where it could not be read
  key       TEXT NOT NULL,          -- of the result: content, rubric, options, program
  place     TEXT NOT NULL,          -- as the manifest says; empty where it does not
  region    TEXT NOT NULL,          -- manifest's parent, else the first folder
  due       TEXT NOT NULL,          -- ISO day or empty: as the manifest says, else the roster
  published TEXT NOT NULL,          -- ISO day or empty, as the manifest says
  url       TEXT NOT NULL,
  problem   TEXT NOT NULL           -- why it could not even be read; else empty
);
CREATE INDEX files_key ON files (key);

-- One line per content judged: the cache. A line is written in one transaction with all its results.
CREATE TABLE contents (
  key     TEXT PRIMARY KEY,
  problem TEXT NOT NULL,            -- the sentence why there is no report in it; else empty
  reports INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
  report         INTEGER PRIMARY KEY, -- made from key and part: the same in every run
  key            TEXT NOT NULL,
  part           INTEGER NOT NULL,
  title          TEXT NOT NULL,
  issuer         TEXT NOT NULL,
  place          TEXT NOT NULL,       -- the issuer's name without 人民政府 and the like
  kind           TEXT NOT NULL,       -- province, city, county, township, department
  enforcing      INTEGER NOT NULL,
  year           INTEGER,
  years          TEXT NOT NULL,
  issued_on      TEXT NOT NULL,
  published_on   TEXT NOT NULL,
  rubric         TEXT NOT NULL,
  rubric_sha256  TEXT NOT NULL,
  verdict        TEXT NOT NULL,       -- pass, warn, fail
  score          REAL NOT NULL,       -- 0 to 100
  passes         INTEGER NOT NULL,
  warns          INTEGER NOT NULL,
  fails          INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  errors         INTEGER NOT NULL,
  characters     INTEGER NOT NULL,
  notes          TEXT NOT NULL,       -- what was not read, conflicts; a line each
  page           TEXT NOT NULL        -- the report's own page, relative to the folder; or empty
);
CREATE INDEX reports_key ON reports (key);

CREATE TABLE findings (
  report    INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  status    TEXT NOT NULL,            -- pass, warn, fail, not_applicable, error
  coverage  TEXT NOT NULL,            -- full, partial, none, not_applicable
  level     TEXT NOT NULL,
  message   TEXT NOT NULL,
  PRIMARY KEY (report, criterion)
) WITHOUT ROWID;

CREATE TABLE evidence (
  report    INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  number    INTEGER NOT NULL,         -- from 1
  use       TEXT NOT NULL,            -- evidence, or near: the nearest miss
  start     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  assertion TEXT NOT NULL,
  element   TEXT NOT NULL,
  section   TEXT NOT NULL,            -- headings from the top, joined by " › "
  text      TEXT NOT NULL,
  PRIMARY KEY (report, criterion, number)
) WITHOUT ROWID;

CREATE TABLE facts (
  report  INTEGER NOT NULL,
  number  INTEGER NOT NULL,           -- from 1, in text order
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL,
  kind    TEXT NOT NULL,              -- count, money, time, percent, points, times, ratio, plain
  value   REAL NOT NULL,
  exact   INTEGER NOT NULL,
  unit    TEXT NOT NULL,
  measure TEXT NOT NULL,
  role    TEXT NOT NULL,              -- of the part of the report it stands in
  PRIMARY KEY (report, number)
) WITHOUT ROWID;

-- The names of the criteria, in rubric order.
CREATE TABLE criteria (
  criterion  TEXT PRIMARY KEY,
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  group_name TEXT NOT NULL
) WITHOUT ROWID;

-- The named measures of the cohort tables, at most one value each per report.
CREATE TABLE measures (
  report  INTEGER NOT NULL,
  measure TEXT NOT NULL,
  value   REAL NOT NULL,
  start   INTEGER NOT NULL,
  end     INTEGER NOT NULL,
  PRIMARY KEY (report, measure)
) WITHOUT ROWID;

-- What the plan and the shortcomings list, for the comparison with the next year's report.
CREATE TABLE items (
  report INTEGER NOT NULL,
  role   TEXT NOT NULL,               -- plan, problems
  number INTEGER NOT NULL,
  start  INTEGER NOT NULL,
  end    INTEGER NOT NULL,
  PRIMARY KEY (report, role, number)
) WITHOUT ROWID;

-- The text (zlib, UTF-8), its blocks ([start, end, role, heading] as JSON), a sample of each block's 8-grams
-- (32-bit numbers of the machine's order: how many blocks, how many grams each has, then the grams).
CREATE TABLE texts (
  report INTEGER PRIMARY KEY,
  text   BLOB NOT NULL,
  blocks TEXT NOT NULL,
  sample BLOB NOT NULL
);

-- Derived from the whole cohort after every change of it.
CREATE TABLE copies (
  one         INTEGER NOT NULL,       -- report
  other       INTEGER NOT NULL,       -- report; of the year before where own is 1
  own         INTEGER NOT NULL,       -- 1: the same place's report of the year before
  containment REAL NOT NULL,          -- of the block that is most like: 0 to 1, boilerplate taken out
  block       TEXT NOT NULL,          -- that block's heading or role
  blocks      INTEGER NOT NULL,       -- how many blocks are at or above the threshold
  characters  INTEGER NOT NULL,       -- in runs of 30 characters or more
  level       TEXT NOT NULL,          -- partly, largely
  foreign_names TEXT NOT NULL,        -- in whose text the other place's name stands
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
-- What stands in both, side by side, the longest first.
CREATE TABLE runs (
  one INTEGER NOT NULL, other INTEGER NOT NULL, number INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL,
  other_start INTEGER NOT NULL, other_end INTEGER NOT NULL,
  section TEXT NOT NULL, other_section TEXT NOT NULL,  -- heading, else role, of the block it stands in
  text TEXT NOT NULL, other_text TEXT NOT NULL,
  PRIMARY KEY (one, other, number)
) WITHOUT ROWID;
-- Exact figures that are the same to the last digit as in the same place's report of the year before.
CREATE TABLE stale (
  report  INTEGER NOT NULL,           -- this year's
  before  INTEGER NOT NULL,           -- last year's
  number  INTEGER NOT NULL,           -- from 1, in text order; kept where there are three or more
  measure TEXT NOT NULL,
  value   REAL NOT NULL,
  unit    TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL,                -- in this year's text
  before_start INTEGER NOT NULL, before_end INTEGER NOT NULL,  -- in last year's
  PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE TABLE followed (
  report   INTEGER NOT NULL,          -- this year's
  before   INTEGER NOT NULL,          -- last year's
  role     TEXT NOT NULL,             -- plan: planned last year; problems: a shortcoming of last year
  number   INTEGER NOT NULL,
  outcome  TEXT NOT NULL,             -- delivered, partly, not-mentioned; repeated, eased
  score    REAL NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL,  -- in last year's text
  this_start INTEGER NOT NULL, this_end INTEGER NOT NULL,  -- in this year's; -1 where none
  text TEXT NOT NULL, this_text TEXT NOT NULL,
  years INTEGER NOT NULL,             -- repeated: how many years running it is said, from 2 on; else 0
  PRIMARY KEY (report, role, number)
) WITHOUT ROWID;
CREATE TABLE roster (
  position INTEGER PRIMARY KEY,
  place TEXT NOT NULL, kind TEXT NOT NULL, year INTEGER, region TEXT NOT NULL,
  found INTEGER NOT NULL              -- 1: a report of this place and year is in the cohort
);

-- One line per report of the last run: a content that two files share is two lines.
CREATE VIEW cohort AS
SELECT f.position, f.source, r.report,
       CASE WHEN f.place <> '' THEN f.place WHEN r.place <> '' THEN r.place ELSE f.source END AS place,
       CASE WHEN f.region <> '' THEN f.region ELSE '未分地区' END AS region,
       r.kind, r.enforcing, r.year, r.title, r.issuer, r.issued_on,
       CASE WHEN f.published <> '' THEN f.published ELSE r.published_on END AS published_on,
       f.due, f.url, r.verdict, r.score, r.passes, r.warns, r.fails, r.not_applicable, r.errors,
       r.characters, r.page, r.part, f.key, f.sha256
FROM files f JOIN reports r ON r.key = f.key;

-- One line per file that gave no report, with the reason; nothing is in neither view.
CREATE VIEW problems AS
SELECT f.position, f.source,
       CASE WHEN f.problem <> '' THEN f.problem
            WHEN c.key IS NULL THEN '尚未审查完，请再运行一次'
            ELSE c.problem END AS reason
FROM files f LEFT JOIN contents c ON c.key = f.key
WHERE f.problem <> '' OR c.key IS NULL OR c.problem <> '';
