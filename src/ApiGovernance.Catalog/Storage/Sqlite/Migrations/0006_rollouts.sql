-- What is being rolled out and what all other gateways have; whoever writes says which version it has decided on.
CREATE TABLE rollout_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;

-- The stable manifest, one row per part: its parts stay while they are in it.
CREATE TABLE rollout_entries (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT;
CREATE INDEX rollout_entries_by_hash ON rollout_entries (hash);

-- The last report of each gateway, that at the beginning of the wave, and the last of the release before.
CREATE TABLE release_reports (
  gateway TEXT PRIMARY KEY,
  release TEXT NOT NULL,
  received_utc TEXT NOT NULL,
  json TEXT NOT NULL,
  mark TEXT,
  before TEXT
) STRICT;
