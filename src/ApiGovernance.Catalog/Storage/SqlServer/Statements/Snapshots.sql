-- statement ReadLastSnapshot
SELECT TOP (1) id AS Id, revision AS Revision FROM dbo.snapshots ORDER BY id DESC;

-- statement ReadSnapshotEntries
SELECT kind AS Kind, name AS Name, hash AS Hash, size AS Size FROM dbo.snapshot_entries;

-- statement AddSnapshot
INSERT INTO dbo.snapshots (id, revision, published_utc) VALUES (@Id, @Revision, @At);

-- statement SavePart
UPDATE dbo.snapshot_parts WITH (UPDLOCK, HOLDLOCK) SET left_with = NULL WHERE hash = @Hash;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.snapshot_parts (hash, bytes) VALUES (@Hash, @Bytes);

-- statement LeavePart
UPDATE dbo.snapshot_parts SET left_with = @Id WHERE hash = @Hash;

-- statement RemoveEntry
DELETE FROM dbo.snapshot_entries WHERE kind = @Kind AND name = @Name;

-- statement SaveEntry
UPDATE dbo.snapshot_entries WITH (UPDLOCK, HOLDLOCK) SET hash = @Hash, size = @Size WHERE kind = @Kind AND name = @Name;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.snapshot_entries (kind, name, hash, size) VALUES (@Kind, @Name, @Hash, @Size);

-- statement PruneSnapshots
DELETE FROM dbo.snapshots WHERE id <= @Id - @Kept;
DELETE FROM dbo.snapshot_parts WHERE left_with <= @Id - @Kept + 1 AND hash NOT IN (SELECT hash FROM dbo.rollout_entries);

-- statement ReadPart
SELECT bytes FROM dbo.snapshot_parts WHERE hash = @Hash
UNION ALL
SELECT document FROM dbo.contracts WHERE hash = @Hash;

-- statement SaveAcknowledgement
UPDATE dbo.acknowledgements WITH (UPDLOCK, HOLDLOCK) SET revision = @Revision, json = @Json WHERE gateway = @Gateway;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.acknowledgements (gateway, revision, json) VALUES (@Gateway, @Revision, @Json);

-- statement ReadAcknowledgements
SELECT json FROM dbo.acknowledgements ORDER BY gateway;
