-- Every change begins here: the row is kept locked until the change is written, so changes of all processes come one after the other.
-- statement LockNumber
SELECT number FROM dbo.catalog_number WITH (UPDLOCK, HOLDLOCK) WHERE id = 1;

-- statement RaiseNumber
UPDATE dbo.catalog_number SET number = number + 1 WHERE id = 1;

-- statement ReadNumber
SELECT number FROM dbo.catalog_number WHERE id = 1;

-- statement ReadDescriptors
SELECT kind AS Kind, json AS Json, seed_hash AS SeedHash, document_hash AS DocumentHash FROM dbo.descriptors ORDER BY kind, name;

-- statement ReadApis
SELECT N'Api' AS Kind, json AS Json, seed_hash AS SeedHash, NULL AS DocumentHash FROM dbo.apis ORDER BY name;

-- statement ReadVersions
SELECT api AS Api, json AS Json, contract_hash AS ContractHash, contract_version AS ContractVersion, revision AS Revision,
       traffic_seed AS TrafficSeed, lifecycle_seed AS LifecycleSeed, contract_seed AS ContractSeed
FROM dbo.api_versions ORDER BY api, id;

-- statement ReadSecrets
SELECT id AS Id, consumer AS Consumer, label AS Label, salt AS Salt, hash AS Hash, created_utc AS Created, created_by AS CreatedBy,
       expires_utc AS Expires, revoked_utc AS Revoked
FROM dbo.secrets ORDER BY id;
