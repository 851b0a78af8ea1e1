using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Who was let in and is not any more: each way in of before must be enough still.</summary>
internal sealed class SecurityComparison(SecuritySchemes baseline, SecuritySchemes revision, ChangeSink sink)
{
    public void Compare(ApiOperation before, ApiOperation after, ResolvedNode place)
    {
        string was = Describe(before.Security, baseline), now = Describe(after.Security, revision);
        if (was == now)
            return;
        bool wasOpen = IsOpen(before.Security), isOpen = IsOpen(after.Security);
        if (wasOpen && !isOpen)
            sink.Add("api-security-added", place, $"needs authorization now: {now}.", was, now, $"{before} without a token was fine and is answered with 401 now");
        else if (!wasOpen && isOpen)
            sink.Add("api-security-removed", place, "needs no authorization any more.", was, now);
        else if (!wasOpen && !before.Security.All(old => after.Security.Any(candidate => IsEnough(old, candidate))))
            sink.Add("api-security-narrowed", place, $"needs other authorization: {now} instead of {was}.", was, now, $"{before} with {was} was let in and is refused now (401 or 403)");
        else
            sink.Add("api-security-changed", place, $"takes other authorization too: {now}, before {was}.", was, now);
    }

    private static bool IsOpen(IReadOnlyList<ApiSecurityRequirement> security) => security.Count == 0 || security.Any(requirement => requirement.Schemes.Count == 0);

    private bool IsEnough(ApiSecurityRequirement held, ApiSecurityRequirement asked) => asked.Schemes.All(scheme =>
        held.Schemes.Any(have => baseline.Meaning(have) == revision.Meaning(scheme) && scheme.Scopes.All(have.Scopes.Contains)));

    private static string Describe(IReadOnlyList<ApiSecurityRequirement> security, SecuritySchemes schemes) => security.Count == 0 ? "nothing" : string.Join(
        " or ",
        security.Select(requirement => requirement.Schemes.Count == 0 ? "nothing" : Describe(requirement, schemes)).Order(StringComparer.Ordinal));

    private static string Describe(ApiSecurityRequirement requirement, SecuritySchemes schemes) => string.Join(
        " and ",
        requirement.Schemes
            .Select(scheme => scheme.Scopes.Count == 0 ? schemes.Meaning(scheme) : $"{schemes.Meaning(scheme)} ({string.Join(", ", scheme.Scopes.Order(StringComparer.Ordinal))})")
            .Order(StringComparer.Ordinal));
}
