-- Rises with every change of the catalog: whoever writes says which number it has decided on.
CREATE TABLE catalog_number (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO catalog_number (id, number) VALUES (1, 1);

ALTER TABLE descriptors ADD COLUMN document_hash TEXT REFERENCES contracts (hash);

CREATE TABLE contract_facts (
  hash TEXT NOT NULL REFERENCES contracts (hash),
  kind TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (kind, hash)
) STRICT;

CREATE TABLE contract_revisions (
  api TEXT NOT NULL,
  version TEXT NOT NULL,
  revision INTEGER NOT NULL,
  contract_hash TEXT NOT NULL REFERENCES contracts (hash),
  contract_version TEXT NOT NULL,
  utc TEXT NOT NULL,
  actor TEXT NOT NULL,
  bump TEXT NOT NULL,
  changes TEXT NOT NULL,
  PRIMARY KEY (api, version, revision)
) STRICT;

-- What the gate looked at besides contracts and policies, so that a verdict can be given again.
ALTER TABLE verdicts ADD COLUMN inputs TEXT NOT NULL DEFAULT '{}';

CREATE TABLE approvals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  api TEXT NOT NULL,
  version TEXT NOT NULL,
  document_hash TEXT NOT NULL,
  utc TEXT NOT NULL,
  actor TEXT NOT NULL,
  decision TEXT NOT NULL,
  comment TEXT NOT NULL
) STRICT;
CREATE INDEX approvals_by_document ON approvals (api, version, document_hash, id);

-- API keys: found by their public id, proven by a salted hash.
CREATE TABLE secrets (
  id TEXT PRIMARY KEY,
  consumer TEXT NOT NULL,
  label TEXT NOT NULL,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  created_utc TEXT NOT NULL,
  created_by TEXT NOT NULL,
  expires_utc TEXT,
  revoked_utc TEXT
) STRICT;
CREATE INDEX secrets_by_consumer ON secrets (consumer, id);

CREATE TABLE policy_sets (
  revision TEXT PRIMARY KEY,
  files TEXT NOT NULL
) STRICT;

CREATE TABLE webhook_states (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_utc TEXT,
  last_outcome TEXT NOT NULL
) STRICT;

-- How many calls were looked at for their fields; names only, one row per day.
CREATE TABLE usage_samples (
  api TEXT NOT NULL,
  version TEXT NOT NULL,
  operation TEXT NOT NULL,
  consumer TEXT NOT NULL,
  day TEXT NOT NULL,
  sampled INTEGER NOT NULL,
  not_seen INTEGER NOT NULL,
  with_unknown INTEGER NOT NULL,
  truncated INTEGER NOT NULL,
  PRIMARY KEY (api, version, operation, consumer, day)
) STRICT;

CREATE TABLE usage_fields (
  api TEXT NOT NULL,
  version TEXT NOT NULL,
  operation TEXT NOT NULL,
  consumer TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  day TEXT NOT NULL,
  seen INTEGER NOT NULL,
  last_seen TEXT NOT NULL,
  PRIMARY KEY (api, version, operation, consumer, kind, name, day)
) STRICT;

-- Entries from before the chain began have an empty hash; the first of the chain follows a hash over all of them.
ALTER TABLE audit ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN before TEXT;
ALTER TABLE audit ADD COLUMN after TEXT;
ALTER TABLE audit ADD COLUMN previous_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
