using ApiGovernance.Catalog.Problems;

namespace ApiGovernance.Catalog.Apis;

/// <summary>What a writer says the record must be (<c>If-Match</c>, <c>If-None-Match: *</c>), held against what it is.</summary>
internal static class Preconditions
{
    /// <param name="what">Kind and name, e.g. <c>Team/sales</c>.</param>
    /// <param name="ifMatch">Entity tags without quotes of which the stored one must be one; <c>*</c> for any; null: no condition.</param>
    /// <param name="etag">Null when there is no such record.</param>
    public static Refusal? Check(string what, IReadOnlyList<string>? ifMatch, bool mustBeNew, string? etag)
    {
        if (mustBeNew && etag is not null)
            return new Refusal(CatalogProblemTypes.Changed, $"{what} is registered already.");
        if (ifMatch is not { } wanted || (etag is not null && (wanted.Contains("*") || wanted.Contains(etag))))
            return null;
        return new Refusal(CatalogProblemTypes.Changed, etag is null
            ? $"{what} is not registered."
            : $"{what} has changed since you read it. Read it again and repeat your change.");
    }
}
