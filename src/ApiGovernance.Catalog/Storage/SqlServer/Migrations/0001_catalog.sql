-- Names, ids and hashes compare by their code points, as the product compares them: two names that differ in case are two names.
CREATE TABLE dbo.catalog_number (
  id int NOT NULL CONSTRAINT catalog_number_key PRIMARY KEY CONSTRAINT catalog_number_is_one_row CHECK (id = 1),
  number bigint NOT NULL
);
-- Rises with every change of the catalog: whoever writes says which number it has decided on.
INSERT INTO dbo.catalog_number (id, number) VALUES (1, 1);

CREATE TABLE dbo.contracts (
  hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT contracts_key PRIMARY KEY,
  document varbinary(max) NOT NULL,
  source varbinary(max) NOT NULL,
  media_type nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  info_version nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE dbo.descriptors (
  kind nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  etag nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seed_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  document_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL CONSTRAINT descriptors_document FOREIGN KEY REFERENCES dbo.contracts (hash),
  CONSTRAINT descriptors_key PRIMARY KEY (kind, name)
);

CREATE TABLE dbo.apis (
  name nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT apis_key PRIMARY KEY,
  base_path nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seed_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL
);

CREATE TABLE dbo.api_versions (
  id bigint IDENTITY(1, 1) NOT NULL CONSTRAINT api_versions_key PRIMARY KEY,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT api_versions_api FOREIGN KEY REFERENCES dbo.apis (name),
  name nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  stage nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  deprecated_on date NULL,
  sunset date NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  contract_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL CONSTRAINT api_versions_contract FOREIGN KEY REFERENCES dbo.contracts (hash),
  contract_version nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
  revision int NOT NULL,
  traffic_seed nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  lifecycle_seed nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  contract_seed nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  CONSTRAINT api_versions_name UNIQUE (api, name)
);

CREATE TABLE dbo.contract_facts (
  kind nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT contract_facts_contract FOREIGN KEY REFERENCES dbo.contracts (hash),
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  CONSTRAINT contract_facts_key PRIMARY KEY (kind, hash)
);

CREATE TABLE dbo.contract_revisions (
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  revision int NOT NULL,
  contract_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT contract_revisions_contract FOREIGN KEY REFERENCES dbo.contracts (hash),
  contract_version nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  utc datetime2(7) NOT NULL,
  actor nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  bump nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  changes nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  CONSTRAINT contract_revisions_key PRIMARY KEY (api, version, revision)
);

CREATE TABLE dbo.verdicts (
  id bigint IDENTITY(1, 1) NOT NULL CONSTRAINT verdicts_key PRIMARY KEY,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  judged_utc datetime2(7) NOT NULL,
  outcome nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  applied bit NOT NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  inputs nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);
CREATE INDEX verdicts_by_version ON dbo.verdicts (api, version, id);

CREATE TABLE dbo.approvals (
  id bigint IDENTITY(1, 1) NOT NULL CONSTRAINT approvals_key PRIMARY KEY,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  document_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  utc datetime2(7) NOT NULL,
  actor nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  decision nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  comment nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);
CREATE INDEX approvals_by_document ON dbo.approvals (api, version, document_hash, id);

-- API keys: found by their public id, proven by a salted hash.
CREATE TABLE dbo.secrets (
  id nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT secrets_key PRIMARY KEY,
  consumer nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  label nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  salt varbinary(256) NOT NULL,
  hash varbinary(256) NOT NULL,
  created_utc datetime2(7) NOT NULL,
  created_by nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  expires_utc datetime2(7) NULL,
  revoked_utc datetime2(7) NULL
);

CREATE TABLE dbo.policy_sets (
  revision nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT policy_sets_key PRIMARY KEY,
  files nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE dbo.webhook_states (
  name nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT webhook_states_key PRIMARY KEY,
  seq bigint NOT NULL,
  attempts int NOT NULL,
  next_utc datetime2(7) NULL,
  last_outcome nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- Numbered by whoever writes, without gaps: how long a part is kept is counted in snapshots.
CREATE TABLE dbo.snapshots (
  id bigint NOT NULL CONSTRAINT snapshots_key PRIMARY KEY,
  revision nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  published_utc datetime2(7) NOT NULL
);

-- The manifest in force.
CREATE TABLE dbo.snapshot_entries (
  kind nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  size int NOT NULL,
  CONSTRAINT snapshot_entries_key PRIMARY KEY (kind, name)
);

-- left_with: the snapshot that was the first without the part; null while the part is in force.
CREATE TABLE dbo.snapshot_parts (
  hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT snapshot_parts_key PRIMARY KEY,
  bytes varbinary(max) NOT NULL,
  left_with bigint NULL
);
CREATE INDEX snapshot_parts_left ON dbo.snapshot_parts (left_with);

CREATE TABLE dbo.acknowledgements (
  gateway nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT acknowledgements_key PRIMARY KEY,
  revision nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  json nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- One row per day; an anonymous caller is the empty consumer. usage_key is a hash over the four names, which are longer than a key may be.
CREATE TABLE dbo.usage (
  usage_key binary(32) NOT NULL,
  day date NOT NULL,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  operation nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  consumer nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  calls bigint NOT NULL,
  failures bigint NOT NULL,
  last_call datetime2(7) NOT NULL,
  reported_to datetime2(7) NOT NULL,
  CONSTRAINT usage_row PRIMARY KEY (usage_key, day)
);
CREATE INDEX usage_by_version ON dbo.usage (api, version, day);

-- How many calls were looked at for their fields; names only, one row per day.
CREATE TABLE dbo.usage_samples (
  usage_key binary(32) NOT NULL,
  day date NOT NULL,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  operation nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  consumer nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  sampled bigint NOT NULL,
  not_seen bigint NOT NULL,
  with_unknown bigint NOT NULL,
  truncated int NOT NULL,
  CONSTRAINT usage_samples_row PRIMARY KEY (usage_key, day)
);
CREATE INDEX usage_samples_by_version ON dbo.usage_samples (api, version, day);

CREATE TABLE dbo.usage_fields (
  field_key binary(32) NOT NULL,
  day date NOT NULL,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  version nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  operation nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  consumer nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  kind nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
  name nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  seen bigint NOT NULL,
  last_seen datetime2(7) NOT NULL,
  CONSTRAINT usage_fields_row PRIMARY KEY (field_key, day)
);
CREATE INDEX usage_fields_by_version ON dbo.usage_fields (api, version, day);

CREATE TABLE dbo.audit (
  seq bigint NOT NULL CONSTRAINT audit_key PRIMARY KEY,
  utc datetime2(7) NOT NULL,
  actor nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  origin nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  action nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  object nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  why nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  detail nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  before nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
  after nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
  previous_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL
);
GO
CREATE TRIGGER dbo.audit_is_never_changed ON dbo.audit INSTEAD OF UPDATE AS
BEGIN
  SET NOCOUNT ON;
  THROW 51001, N'audit entries are never changed', 1;
END;
GO
CREATE TRIGGER dbo.audit_is_never_deleted ON dbo.audit INSTEAD OF DELETE AS
BEGIN
  SET NOCOUNT ON;
  THROW 51002, N'audit entries are never deleted', 1;
END;
