using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Who is concerned by a change.</summary>
internal enum ImpactAudience
{
    /// <summary>Everybody who calls the operations.</summary>
    Callers,

    /// <summary>Some of those who call the operations; which, nobody observes.</summary>
    SomeCallers,

    /// <summary>Those who send the field.</summary>
    Senders,

    /// <summary>Those who send what has the field, but not the field.</summary>
    Omitters,

    /// <summary>Those who send what has the field: nobody can have sent the field itself.</summary>
    Holders,

    /// <summary>Those who send names that the contract does not have.</summary>
    Strangers,

    /// <summary>Those who read the field of an answer.</summary>
    Readers,

    /// <summary>Those whom the API calls.</summary>
    Receivers,
}

/// <summary>From a change's id and the fields it is about to the callers whom it concerns.</summary>
internal static class ImpactScope
{
    private static readonly Dictionary<string, ChangeDirection> Directions = ChangeCatalog.All.ToDictionary(change => change.Id, change => change.Direction, StringComparer.Ordinal);

    public static ImpactAudience Of(Finding finding)
    {
        string id = finding.RuleId;
        if (finding.Fields.Any(field => field.Direction == FieldDirection.Callback) || Begins(id, "webhook-") || Begins(id, "callback-"))
            return ImpactAudience.Receivers;
        if (Directions.GetValueOrDefault(id, ChangeDirection.None) == ChangeDirection.Response || finding.Fields.Any(field => field.Direction == FieldDirection.Response))
            return ImpactAudience.Readers;
        if (Begins(id, "request-body-media-type-") || Begins(id, "request-body-xml-"))
            return ImpactAudience.SomeCallers;
        if (id.EndsWith("-additional-properties-closed", StringComparison.Ordinal) && finding.Fields.Count > 0)
            return ImpactAudience.Strangers;
        if (finding.Fields.Count == 0 || finding.Fields.Any(field => field.Name.Length == 0))
            return ImpactAudience.Callers;
        return OfField(id);
    }

    private static ImpactAudience OfField(string id)
    {
        // Of the properties of a parameter only the parameter is seen.
        if (id.Contains("-parameter-property", StringComparison.Ordinal) || id.Contains("-header-property", StringComparison.Ordinal))
            return ImpactAudience.Senders;
        if (Begins(id, "new-required-request-property"))
            return ImpactAudience.Holders;
        if (Begins(id, "new-required-request-"))
            return ImpactAudience.Callers;
        return id.Contains("-became-required", StringComparison.Ordinal) || id.Contains("-default-value-", StringComparison.Ordinal)
            ? ImpactAudience.Omitters
            : ImpactAudience.Senders;
    }

    private static bool Begins(string id, string start) => id.StartsWith(start, StringComparison.Ordinal);
}
