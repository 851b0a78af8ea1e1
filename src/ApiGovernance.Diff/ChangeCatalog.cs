using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Callbacks;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Rules.Info;
using ApiGovernance.Diff.Rules.Links;
using ApiGovernance.Diff.Rules.Operations;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.Diff.Rules.Responses;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Rules.Servers;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>
/// Every difference that diff can report. The severity of a schema change follows from one law: what a caller sends must not become
/// narrower, what a caller gets must not become wider.
/// </summary>
public static class ChangeCatalog
{
    private static readonly Dictionary<string, ChangeDefinition> ById = Build().ToDictionary(change => change.Id, StringComparer.Ordinal);

    /// <summary>Ordered by id.</summary>
    public static IReadOnlyList<ChangeDefinition> All { get; } = [.. ById.Values.OrderBy(change => change.Id, StringComparer.Ordinal)];

    internal static ChangeDefinition Get(string id) => ById[id];

    internal static bool Knows(string id) => ById.ContainsKey(id);

    private static IEnumerable<ChangeDefinition> Build() =>
    [
        .. OperationChanges.All, .. DeprecationChanges.All, .. ParameterChanges.All, .. BodyChanges.All, .. ResponseChanges.All, .. LinkChanges.All,
        .. CallbackChanges.All, .. SecurityChanges.All, .. ServerChanges.All, .. InfoChanges.All, .. NotComparedChanges.All,
        .. Properties(), .. SchemaAspects.Definitions(),
    ];

    private static IEnumerable<ChangeDefinition> Properties()
    {
        yield return new("new-required-request-property", Severity.Error, ChangeDirection.Request, "a required request property is new", "Make it optional, and say what happens without it.");
        yield return new("new-optional-request-property", Severity.Info, ChangeDirection.Request, "an optional request property is new", null);
        yield return new("request-property-removed", Severity.Warning, ChangeDirection.Request, "a request property is gone; where the schema is closed, callers that send it are refused, and this is an error", "Keep it, marked deprecated.");
        yield return new("request-property-became-required", Severity.Error, ChangeDirection.Request, "a request property became required", "Keep it optional.");
        yield return new("request-property-became-optional", Severity.Info, ChangeDirection.Request, "a request property became optional", null);
        foreach (string need in new[] { "required", "optional" })
            yield return new($"request-{need}-property-became-read-only", Severity.Warning, ChangeDirection.Request, $"a request property that was {need} is read-only; what callers send is not heard", "Keep listening to it.");
        foreach ((string side, ChangeDirection direction) in new[] { ("request", ChangeDirection.Request), ("response", ChangeDirection.Response) })
        {
            yield return new($"{side}-property-deprecated", Severity.Info, direction, $"a {side} property is newly marked deprecated", null);
            yield return new($"{side}-property-reactivated", Severity.Info, direction, $"a {side} property is no longer marked deprecated", null);
        }

        yield return new("response-required-property-removed", Severity.Error, ChangeDirection.Response, "a response property is gone that was always there", "Keep returning it.");
        yield return new("response-optional-property-removed", Severity.Warning, ChangeDirection.Response, "a response property is gone that was there sometimes", "Keep returning it.");
        yield return new("response-required-property-added", Severity.Info, ChangeDirection.Response, "a response property is new and always there", null);
        yield return new("response-optional-property-added", Severity.Info, ChangeDirection.Response, "a response property is new", null);
        yield return new("response-property-became-optional", Severity.Error, ChangeDirection.Response, "a response property that was always there may be missing", "Keep returning it.");
        yield return new("response-property-became-required", Severity.Info, ChangeDirection.Response, "a response property is always there now", null);
    }
}
