-- A version's info.version stands beside its hash: reading the catalog does not walk over the contracts' bytes.
ALTER TABLE api_versions ADD COLUMN contract_version TEXT;
UPDATE api_versions SET contract_version = (SELECT c.info_version FROM contracts c WHERE c.hash = contract_hash);

-- The manifest in force, one row per part: a publication writes only what differs from the one before.
CREATE TABLE snapshot_entries (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT;
INSERT INTO snapshot_entries (kind, name, hash, size)
SELECT json_extract(part.value, '$.kind'), json_extract(part.value, '$.name'), json_extract(part.value, '$.hash'), json_extract(part.value, '$.size')
FROM json_each((SELECT manifest FROM snapshots ORDER BY id DESC LIMIT 1), '$.parts') AS part;

-- The snapshot that was the first without the part; null while the part is in force.
ALTER TABLE snapshot_parts ADD COLUMN left_with INTEGER;
UPDATE snapshot_parts SET left_with = (SELECT max(id) FROM snapshots) WHERE hash NOT IN (SELECT hash FROM snapshot_entries);
CREATE INDEX snapshot_parts_left ON snapshot_parts (left_with) WHERE left_with IS NOT NULL;

DROP TABLE snapshot_members;
ALTER TABLE snapshots DROP COLUMN manifest;
