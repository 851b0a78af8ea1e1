namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>The statements by their names; their texts stand in <c>Statements/*.sql</c>.</summary>
internal static class SqlServerStatements
{
    public static SqlServerStatement ReadSnapshotIsolation { get; } = SqlServerStatement.Named(nameof(ReadSnapshotIsolation));

    public static SqlServerStatement AllowSnapshotIsolation { get; } = SqlServerStatement.Named(nameof(AllowSnapshotIsolation));

    public static SqlServerStatement LockMigrations { get; } = SqlServerStatement.Named(nameof(LockMigrations));

    public static SqlServerStatement CreateMigrationsTable { get; } = SqlServerStatement.Named(nameof(CreateMigrationsTable));

    public static SqlServerStatement ReadMigrations { get; } = SqlServerStatement.Named(nameof(ReadMigrations));

    public static SqlServerStatement AddMigration { get; } = SqlServerStatement.Named(nameof(AddMigration));

    public static SqlServerStatement LockNumber { get; } = SqlServerStatement.Named(nameof(LockNumber));

    public static SqlServerStatement RaiseNumber { get; } = SqlServerStatement.Named(nameof(RaiseNumber));

    public static SqlServerStatement ReadNumber { get; } = SqlServerStatement.Named(nameof(ReadNumber));

    public static SqlServerStatement ReadDescriptors { get; } = SqlServerStatement.Named(nameof(ReadDescriptors));

    public static SqlServerStatement ReadApis { get; } = SqlServerStatement.Named(nameof(ReadApis));

    public static SqlServerStatement ReadVersions { get; } = SqlServerStatement.Named(nameof(ReadVersions));

    public static SqlServerStatement ReadSecrets { get; } = SqlServerStatement.Named(nameof(ReadSecrets));

    public static SqlServerStatement AddContract { get; } = SqlServerStatement.Named(nameof(AddContract));

    public static SqlServerStatement RemoveDescriptor { get; } = SqlServerStatement.Named(nameof(RemoveDescriptor));

    public static SqlServerStatement RemoveApi { get; } = SqlServerStatement.Named(nameof(RemoveApi));

    public static SqlServerStatement SaveDescriptor { get; } = SqlServerStatement.Named(nameof(SaveDescriptor));

    public static SqlServerStatement SaveApi { get; } = SqlServerStatement.Named(nameof(SaveApi));

    public static SqlServerStatement SaveVersion { get; } = SqlServerStatement.Named(nameof(SaveVersion));

    public static SqlServerStatement SaveFacts { get; } = SqlServerStatement.Named(nameof(SaveFacts));

    public static SqlServerStatement AddRevision { get; } = SqlServerStatement.Named(nameof(AddRevision));

    public static SqlServerStatement AddPolicies { get; } = SqlServerStatement.Named(nameof(AddPolicies));

    public static SqlServerStatement AddVerdict { get; } = SqlServerStatement.Named(nameof(AddVerdict));

    public static SqlServerStatement AddApproval { get; } = SqlServerStatement.Named(nameof(AddApproval));

    public static SqlServerStatement SaveSecret { get; } = SqlServerStatement.Named(nameof(SaveSecret));

    public static SqlServerStatement ReadLastAudit { get; } = SqlServerStatement.Named(nameof(ReadLastAudit));

    public static SqlServerStatement AddAudit { get; } = SqlServerStatement.Named(nameof(AddAudit));

    public static SqlServerStatement ReadContract { get; } = SqlServerStatement.Named(nameof(ReadContract));

    public static SqlServerStatement ReadFact { get; } = SqlServerStatement.Named(nameof(ReadFact));

    public static SqlServerStatement ReadFacts { get; } = SqlServerStatement.Named(nameof(ReadFacts));

    public static SqlServerStatement ReadRevisions { get; } = SqlServerStatement.Named(nameof(ReadRevisions));

    public static SqlServerStatement ReadVerdicts { get; } = SqlServerStatement.Named(nameof(ReadVerdicts));

    public static SqlServerStatement ReadVerdict { get; } = SqlServerStatement.Named(nameof(ReadVerdict));

    public static SqlServerStatement ReadApprovals { get; } = SqlServerStatement.Named(nameof(ReadApprovals));

    public static SqlServerStatement ReadPolicies { get; } = SqlServerStatement.Named(nameof(ReadPolicies));

    public static SqlServerStatement ReadAuditAscending { get; } = SqlServerStatement.Named(nameof(ReadAuditAscending));

    public static SqlServerStatement ReadAuditDescending { get; } = SqlServerStatement.Named(nameof(ReadAuditDescending));

    public static SqlServerStatement ReadWebhookStates { get; } = SqlServerStatement.Named(nameof(ReadWebhookStates));

    public static SqlServerStatement SaveWebhookState { get; } = SqlServerStatement.Named(nameof(SaveWebhookState));

    public static SqlServerStatement ReadLastSnapshot { get; } = SqlServerStatement.Named(nameof(ReadLastSnapshot));

    public static SqlServerStatement ReadSnapshotEntries { get; } = SqlServerStatement.Named(nameof(ReadSnapshotEntries));

    public static SqlServerStatement AddSnapshot { get; } = SqlServerStatement.Named(nameof(AddSnapshot));

    public static SqlServerStatement SavePart { get; } = SqlServerStatement.Named(nameof(SavePart));

    public static SqlServerStatement LeavePart { get; } = SqlServerStatement.Named(nameof(LeavePart));

    public static SqlServerStatement RemoveEntry { get; } = SqlServerStatement.Named(nameof(RemoveEntry));

    public static SqlServerStatement SaveEntry { get; } = SqlServerStatement.Named(nameof(SaveEntry));

    public static SqlServerStatement PruneSnapshots { get; } = SqlServerStatement.Named(nameof(PruneSnapshots));

    public static SqlServerStatement ReadPart { get; } = SqlServerStatement.Named(nameof(ReadPart));

    public static SqlServerStatement SaveAcknowledgement { get; } = SqlServerStatement.Named(nameof(SaveAcknowledgement));

    public static SqlServerStatement ReadAcknowledgements { get; } = SqlServerStatement.Named(nameof(ReadAcknowledgements));

    public static SqlServerStatement AddUsage { get; } = SqlServerStatement.Named(nameof(AddUsage));

    public static SqlServerStatement ReadUsage { get; } = SqlServerStatement.Named(nameof(ReadUsage));

    public static SqlServerStatement ReadFirstUsageDay { get; } = SqlServerStatement.Named(nameof(ReadFirstUsageDay));

    public static SqlServerStatement PruneUsage { get; } = SqlServerStatement.Named(nameof(PruneUsage));

    public static SqlServerStatement AddSample { get; } = SqlServerStatement.Named(nameof(AddSample));

    public static SqlServerStatement AddField { get; } = SqlServerStatement.Named(nameof(AddField));

    public static SqlServerStatement ReadSamples { get; } = SqlServerStatement.Named(nameof(ReadSamples));

    public static SqlServerStatement ReadFields { get; } = SqlServerStatement.Named(nameof(ReadFields));

    public static SqlServerStatement ReadFirstSampledDay { get; } = SqlServerStatement.Named(nameof(ReadFirstSampledDay));

    public static SqlServerStatement AddUnregistered { get; } = SqlServerStatement.Named(nameof(AddUnregistered));

    public static SqlServerStatement ReadUnregistered { get; } = SqlServerStatement.Named(nameof(ReadUnregistered));

    public static SqlServerStatement AddAnswers { get; } = SqlServerStatement.Named(nameof(AddAnswers));

    public static SqlServerStatement ReadAnswers { get; } = SqlServerStatement.Named(nameof(ReadAnswers));

    public static SqlServerStatement AddBeginning { get; } = SqlServerStatement.Named(nameof(AddBeginning));

    public static SqlServerStatement AddEnd { get; } = SqlServerStatement.Named(nameof(AddEnd));

    public static SqlServerStatement ReadCompleteMarks { get; } = SqlServerStatement.Named(nameof(ReadCompleteMarks));

    public static SqlServerStatement CloseMark { get; } = SqlServerStatement.Named(nameof(CloseMark));

    public static SqlServerStatement ReadRolloutState { get; } = SqlServerStatement.Named(nameof(ReadRolloutState));

    public static SqlServerStatement SaveRolloutState { get; } = SqlServerStatement.Named(nameof(SaveRolloutState));

    public static SqlServerStatement ReadRolloutEntries { get; } = SqlServerStatement.Named(nameof(ReadRolloutEntries));

    public static SqlServerStatement RemoveRolloutEntry { get; } = SqlServerStatement.Named(nameof(RemoveRolloutEntry));

    public static SqlServerStatement SaveRolloutEntry { get; } = SqlServerStatement.Named(nameof(SaveRolloutEntry));

    public static SqlServerStatement KeepPart { get; } = SqlServerStatement.Named(nameof(KeepPart));

    public static SqlServerStatement SaveReleaseReport { get; } = SqlServerStatement.Named(nameof(SaveReleaseReport));

    public static SqlServerStatement ReadReleaseReports { get; } = SqlServerStatement.Named(nameof(ReadReleaseReports));

    public static SqlServerStatement ForgetReleaseReports { get; } = SqlServerStatement.Named(nameof(ForgetReleaseReports));

    public static SqlServerStatement MarkReleaseReports { get; } = SqlServerStatement.Named(nameof(MarkReleaseReports));
}
