-- What is being rolled out and what all other gateways have; whoever writes says which version it has decided on.
CREATE TABLE dbo.rollout_state (
  id int NOT NULL CONSTRAINT rollout_state_key PRIMARY KEY CONSTRAINT rollout_state_is_one_row CHECK (id = 1),
  version bigint NOT NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- The stable manifest, one row per part: its parts stay while they are in it.
CREATE TABLE dbo.rollout_entries (
  kind nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  size int NOT NULL,
  CONSTRAINT rollout_entries_key PRIMARY KEY (kind, name)
);
CREATE INDEX rollout_entries_by_hash ON dbo.rollout_entries (hash);

-- The last report of each gateway, that at the beginning of the wave, and the last of the release before.
CREATE TABLE dbo.release_reports (
  gateway nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT release_reports_key PRIMARY KEY,
  release nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  received_utc datetime2(7) NOT NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  mark nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
  before nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL
);
