using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Policies;

/// <summary>How firm an operation's promise is (<c>x-stability-level</c>); the later, the firmer.</summary>
internal enum Stability
{
    Draft,
    Alpha,
    Beta,
    Stable,
}

internal static class Stabilities
{
    /// <summary>An operation that does not say is stable, and so is one that says something unknown: a promise is not weakened by a typing error.</summary>
    public static Stability Of(ApiOperation operation) =>
        Words<Stability>.Find(operation.Node["x-stability-level"]?.AsString) ?? Stability.Stable;
}
