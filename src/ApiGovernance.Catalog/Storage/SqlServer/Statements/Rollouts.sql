-- statement ReadRolloutState
SELECT version AS Version, json AS Json FROM dbo.rollout_state WHERE id = 1;

-- statement SaveRolloutState
UPDATE dbo.rollout_state WITH (UPDLOCK, HOLDLOCK) SET version = @Version, json = @Json WHERE id = 1;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.rollout_state (id, version, json) VALUES (1, @Version, @Json);

-- statement ReadRolloutEntries
SELECT kind AS Kind, name AS Name, hash AS Hash, size AS Size FROM dbo.rollout_entries;

-- statement RemoveRolloutEntry
DELETE FROM dbo.rollout_entries WHERE kind = @Kind AND name = @Name;

-- statement SaveRolloutEntry
UPDATE dbo.rollout_entries WITH (UPDLOCK, HOLDLOCK) SET hash = @Hash, size = @Size WHERE kind = @Kind AND name = @Name;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.rollout_entries (kind, name, hash, size) VALUES (@Kind, @Name, @Hash, @Size);

-- statement KeepPart
UPDATE dbo.snapshot_parts WITH (UPDLOCK, HOLDLOCK) SET hash = @Hash WHERE hash = @Hash;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.snapshot_parts (hash, bytes, left_with) VALUES (@Hash, @Bytes, @Id);

-- statement SaveReleaseReport
UPDATE dbo.release_reports WITH (UPDLOCK, HOLDLOCK)
SET before = CASE WHEN release = @Release THEN before ELSE json END, release = @Release, received_utc = @At, json = @Json
WHERE gateway = @Gateway;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.release_reports (gateway, release, received_utc, json) VALUES (@Gateway, @Release, @At, @Json);

-- statement ReadReleaseReports
SELECT gateway AS Gateway, received_utc AS Received, json AS Json, mark AS Mark, before AS Before FROM dbo.release_reports ORDER BY gateway;

-- statement ForgetReleaseReports
DELETE FROM dbo.release_reports WHERE received_utc < @Before;

-- statement MarkReleaseReports
UPDATE dbo.release_reports SET mark = json;
