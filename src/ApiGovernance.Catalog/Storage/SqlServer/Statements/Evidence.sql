-- statement ReadContract
SELECT hash AS Hash, document AS Document, source AS Source, media_type AS MediaType, info_version AS InfoVersion
FROM dbo.contracts WHERE hash = @Hash;

-- statement ReadFact
SELECT hash AS Hash, kind AS Kind, json AS Json FROM dbo.contract_facts WHERE kind = @Kind AND hash = @Hash;

-- statement ReadFacts
SELECT hash AS Hash, kind AS Kind, json AS Json FROM dbo.contract_facts WHERE kind = @Kind ORDER BY hash;

-- statement ReadRevisions
SELECT TOP (@AtMost) api AS Api, version AS Version, revision AS Revision, contract_hash AS ContractHash, contract_version AS ContractVersion,
       utc AS Utc, actor AS Actor, bump AS Bump, changes AS Changes
FROM dbo.contract_revisions
WHERE api = @Api AND version = @Version AND (@Before IS NULL OR revision < @Before) ORDER BY revision DESC;

-- statement ReadVerdicts
SELECT TOP (@AtMost) id AS Id, json AS Json FROM dbo.verdicts
WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND (@Outcome IS NULL OR outcome = @Outcome)
  AND (@Before IS NULL OR id < @Before)
ORDER BY id DESC
OPTION (RECOMPILE);

-- statement ReadVerdict
SELECT id AS Id, json AS Json, inputs AS Inputs FROM dbo.verdicts WHERE id = @Id;

-- statement ReadApprovals
SELECT api AS Api, version AS Version, document_hash AS DocumentHash, utc AS Utc, actor AS Actor, decision AS Decision, comment AS Comment
FROM dbo.approvals WHERE api = @Api AND version = @Version AND document_hash = @DocumentHash ORDER BY id;

-- statement ReadPolicies
SELECT revision AS Revision, files AS Files FROM dbo.policy_sets WHERE revision = @Revision;
