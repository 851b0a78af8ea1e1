using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>A scheme with its scopes, as a requirement names it.</summary>
/// <param name="Id">Equal on both sides when it means the same.</param>
/// <param name="Definition">Null when it is not declared.</param>
internal sealed record Need(string Id, string Name, ApiSecurityDefinition? Definition, IReadOnlyList<string> Scopes)
{
    public string Words => Definition is null ? $"`{Name}`" : SchemeMeaning.Words(Definition);

    /// <summary>OpenAPI 3.1, 4.8.30: the names in a requirement are scopes of tokens, and roles for every other scheme.</summary>
    public string ScopeWord => Definition is null || SchemeMeaning.Kind(Definition) is "oauth2" or "openIdConnect" ? "scope" : "role";

    public string WordsWithScopes => Scopes.Count == 0 ? Words : $"{Words} ({string.Join(", ", Scopes)})";

    /// <summary>The request with what the scheme asks for.</summary>
    public SampleRequest AddTo(SampleRequest request)
    {
        string scopes = Scopes.Count == 0 ? "" : $" with {string.Join(", ", Scopes)}";
        return Definition is null ? request : SchemeMeaning.Kind(Definition) switch
        {
            "apiKey" when Definition.KeyIn == "query" => request.WithQuery(Definition.KeyName ?? "", "key"),
            "apiKey" when Definition.KeyIn == "cookie" => request.WithHeader("Cookie", $"{Definition.KeyName}=key"),
            "apiKey" => request.WithHeader(Definition.KeyName ?? "", "key"),
            "http" when Definition.HttpScheme == "basic" => request.WithHeader("Authorization", "Basic (user and password)"),
            "http" when Definition.HttpScheme != "bearer" => request.WithHeader("Authorization", $"{Definition.HttpScheme} (credentials)"),
            "http" or "oauth2" or "openIdConnect" => request.WithHeader("Authorization", $"Bearer (token{scopes})"),
            _ => request,
        };
    }
}

/// <summary>Credentials that are enough together; none at all when everybody is let in.</summary>
internal sealed record Alternative(IReadOnlyList<Need> Needs)
{
    public bool IsOpen => Needs.Count == 0;

    public string Words => IsOpen ? "nothing" : string.Join(" and ", Needs.Select(need => need.WordsWithScopes));

    public SampleRequest AddTo(SampleRequest request) => Needs.Aggregate(request, (so, need) => need.AddTo(so));

    public bool HasSchemesOf(Alternative other) => Needs.Select(need => need.Id).SequenceEqual(other.Needs.Select(need => need.Id), StringComparer.Ordinal);

    /// <summary>Whoever has what <paramref name="held"/> names is let in here.</summary>
    public bool LetsIn(Alternative held) => Needs.All(need => held.Needs.Any(have => have.Id == need.Id && need.Scopes.All(scope => have.Scopes.Contains(scope, StringComparer.Ordinal))));
}
