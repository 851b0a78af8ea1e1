namespace ApiGovernance.Catalog.Access;

/// <summary>Every decision about access: each endpoint names one, and <see cref="AccessRules"/> says whose it is.</summary>
internal enum CatalogAction
{
    ReadPublic,
    Read,
    ReadAudit,
    ReadSnapshot,
    ReportUsage,
    CheckContract,
    SubmitContract,
    ApproveContract,
    Waive,
    RegisterApi,
    ChangeApi,
    RemoveApi,
    Promote,
    Deprecate,
    Retire,
    TransferOwnership,
    ChangeTeam,
    ChangeBackend,
    ChangePlan,
    ChangeEntity,
    ChangeEvent,
    ChangeConsumer,
    ManageKeys,
    RequestSubscription,
    DecideSubscription,
    DecideOverlap,
    ManageWebhooks,
    Apply,
}
