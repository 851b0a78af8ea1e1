namespace ApiGovernance.Diff.Policies;

/// <summary>Who may call an API; the later, the further away.</summary>
internal enum Visibility
{
    Internal,
    Partner,
    Public,
}
