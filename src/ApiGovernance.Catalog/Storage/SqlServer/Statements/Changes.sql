-- statement AddContract
INSERT INTO dbo.contracts (hash, document, source, media_type, info_version)
SELECT @Hash, @Document, @Source, @MediaType, @InfoVersion
WHERE NOT EXISTS (SELECT 1 FROM dbo.contracts WITH (UPDLOCK, HOLDLOCK) WHERE hash = @Hash);

-- statement RemoveDescriptor
DELETE FROM dbo.descriptors WHERE kind = @Kind AND name = @Name;

-- statement RemoveApi
DELETE FROM dbo.api_versions WHERE api = @Name;
DELETE FROM dbo.apis WHERE name = @Name;

-- statement SaveDescriptor
UPDATE dbo.descriptors WITH (UPDLOCK, HOLDLOCK)
SET json = @Json, etag = @ETag, seed_hash = @SeedHash, document_hash = @DocumentHash
WHERE kind = @Kind AND name = @Name;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.descriptors (kind, name, json, etag, seed_hash, document_hash)
  VALUES (@Kind, @Name, @Json, @ETag, @SeedHash, @DocumentHash);

-- statement SaveApi
UPDATE dbo.apis WITH (UPDLOCK, HOLDLOCK) SET base_path = @BasePath, json = @Json, seed_hash = @SeedHash WHERE name = @Name;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.apis (name, base_path, json, seed_hash) VALUES (@Name, @BasePath, @Json, @SeedHash);

-- statement SaveVersion
UPDATE dbo.api_versions WITH (UPDLOCK, HOLDLOCK)
SET stage = @Stage, deprecated_on = @DeprecatedOn, sunset = @Sunset, json = @Json, contract_hash = @ContractHash,
    contract_version = @ContractVersion, revision = @Revision, traffic_seed = @TrafficSeed, lifecycle_seed = @LifecycleSeed,
    contract_seed = @ContractSeed
WHERE api = @Api AND name = @Name;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.api_versions
    (api, name, stage, deprecated_on, sunset, json, contract_hash, contract_version, revision, traffic_seed, lifecycle_seed, contract_seed)
  VALUES
    (@Api, @Name, @Stage, @DeprecatedOn, @Sunset, @Json, @ContractHash, @ContractVersion, @Revision, @TrafficSeed, @LifecycleSeed, @ContractSeed);

-- statement SaveFacts
UPDATE dbo.contract_facts WITH (UPDLOCK, HOLDLOCK) SET json = @Json WHERE kind = @Kind AND hash = @Hash;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.contract_facts (kind, hash, json) VALUES (@Kind, @Hash, @Json);

-- statement AddRevision
INSERT INTO dbo.contract_revisions (api, version, revision, contract_hash, contract_version, utc, actor, bump, changes)
VALUES (@Api, @Version, @Revision, @ContractHash, @ContractVersion, @At, @Actor, @Bump, @Changes);

-- statement AddPolicies
INSERT INTO dbo.policy_sets (revision, files)
SELECT @Revision, @Files
WHERE NOT EXISTS (SELECT 1 FROM dbo.policy_sets WITH (UPDLOCK, HOLDLOCK) WHERE revision = @Revision);

-- statement AddVerdict
INSERT INTO dbo.verdicts (api, version, judged_utc, outcome, applied, json, inputs)
VALUES (@Api, @Version, @Judged, @Outcome, @Applied, @Json, @Inputs);

-- statement AddApproval
INSERT INTO dbo.approvals (api, version, document_hash, utc, actor, decision, comment)
VALUES (@Api, @Version, @DocumentHash, @At, @Actor, @Decision, @Comment);

-- statement SaveSecret
UPDATE dbo.secrets WITH (UPDLOCK, HOLDLOCK) SET expires_utc = @Expires, revoked_utc = @Revoked WHERE id = @Id;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.secrets (id, consumer, label, salt, hash, created_utc, created_by, expires_utc, revoked_utc)
  VALUES (@Id, @Consumer, @Label, @Salt, @Hash, @Created, @CreatedBy, @Expires, @Revoked);

-- statement ReadLastAudit
SELECT TOP (1) seq AS Seq, utc AS Utc, actor AS Actor, origin AS Origin, action AS Action, object AS Object, why AS Why, detail AS Detail,
       before AS Before, after AS After, previous_hash AS PreviousHash, hash AS Hash
FROM dbo.audit ORDER BY seq DESC;

-- statement AddAudit
INSERT INTO dbo.audit (seq, utc, actor, origin, action, object, why, detail, before, after, previous_hash, hash)
VALUES (@Sequence, @At, @Actor, @Origin, @Action, @Object, @Why, @Detail, @Before, @After, @PreviousHash, @Hash);
