CREATE TABLE descriptors (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  json TEXT NOT NULL,
  etag TEXT NOT NULL,
  seed_hash TEXT,
  PRIMARY KEY (kind, name)
) STRICT;

CREATE TABLE apis (
  name TEXT PRIMARY KEY,
  base_path TEXT NOT NULL,
  json TEXT NOT NULL,
  seed_hash TEXT
) STRICT;

CREATE TABLE contracts (
  hash TEXT PRIMARY KEY,
  document BLOB NOT NULL,
  source BLOB NOT NULL,
  media_type TEXT NOT NULL,
  info_version TEXT NOT NULL
) STRICT;

CREATE TABLE api_versions (
  id INTEGER PRIMARY KEY,
  api TEXT NOT NULL REFERENCES apis (name),
  name TEXT NOT NULL,
  stage TEXT NOT NULL,
  deprecated_on TEXT,
  sunset TEXT,
  json TEXT NOT NULL,
  contract_hash TEXT REFERENCES contracts (hash),
  revision INTEGER NOT NULL,
  traffic_seed TEXT,
  lifecycle_seed TEXT,
  contract_seed TEXT,
  UNIQUE (api, name)
) STRICT;

CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  api TEXT NOT NULL,
  version TEXT NOT NULL,
  judged_utc TEXT NOT NULL,
  outcome TEXT NOT NULL,
  applied INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_by_version ON verdicts (api, version, id);

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision TEXT NOT NULL,
  manifest TEXT NOT NULL,
  published_utc TEXT NOT NULL
) STRICT;

CREATE TABLE snapshot_parts (
  hash TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

-- Which parts the snapshots that are still kept consist of.
CREATE TABLE snapshot_members (
  snapshot INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  hash TEXT NOT NULL REFERENCES snapshot_parts (hash),
  PRIMARY KEY (snapshot, hash)
) STRICT;
CREATE INDEX snapshot_members_by_hash ON snapshot_members (hash);

CREATE TABLE acknowledgements (
  gateway TEXT PRIMARY KEY,
  revision TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;

-- One row per day; an anonymous caller is the empty consumer.
CREATE TABLE usage (
  api TEXT NOT NULL,
  version TEXT NOT NULL,
  operation TEXT NOT NULL,
  consumer TEXT NOT NULL,
  day TEXT NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  last_call TEXT NOT NULL,
  reported_to TEXT NOT NULL,
  PRIMARY KEY (api, version, operation, consumer, day)
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  utc TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
