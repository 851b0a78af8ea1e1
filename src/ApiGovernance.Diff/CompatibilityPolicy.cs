using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>How an organisation weighs changes (<c>policies/compatibility/*.yaml</c>).</summary>
public sealed record CompatibilityPolicy
{
    private static readonly Dictionary<string, Severity> Names = Enum.GetValues<Severity>().ToDictionary(severity => severity.ToString(), StringComparer.OrdinalIgnoreCase);

    public static CompatibilityPolicy Default { get; } = new();

    /// <summary>Severities by change id that replace the catalog's; null switches a change off.</summary>
    public IReadOnlyDictionary<string, Severity?> Severities { get; init; } = new Dictionary<string, Severity?>();

    /// <summary>Whether what could not be compared counts as breaking.</summary>
    public bool UndecidedBreaks { get; init; } = true;

    /// <summary>How much a change weighs here; null when it is switched off.</summary>
    internal Severity? SeverityOf(ChangeDefinition definition, Severity? atLeast, ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Severities.TryGetValue(definition.Id, out Severity? severity))
            return severity;
        return atLeast is { } least && least < definition.Severity ? least : definition.Severity;
    }

    public static CompatibilityPolicyReadResult Read(SourceDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<Finding> findings = [.. document.Findings];
        void Report(DocumentNode at, string pointer, string message, string fix) => findings.Add(new Finding
        {
            Kind = FindingKind.Policy,
            RuleId = "compatibility-policy",
            Severity = Severity.Error,
            Message = message,
            Fix = fix,
            Source = at.Span,
            Pointer = pointer,
        });
        DocumentNode root = document.Root;
        if (root["kind"]?.AsString != "CompatibilityPolicy")
        {
            Report(root["kind"] ?? root, "/kind", "This is no CompatibilityPolicy.", "Set `kind: CompatibilityPolicy`.");
            return new CompatibilityPolicyReadResult(Default, findings);
        }

        if (root["apiVersion"]?.AsString != "apigovernance/v1")
            Report(root["apiVersion"] ?? root, "/apiVersion", "The version of the policy's format is missing or not known.", "Set `apiVersion: apigovernance/v1`.");
        Dictionary<string, Severity?> severities = new(StringComparer.Ordinal);
        foreach (DocumentMember member in (root["spec"]?.Members ?? []).Where(member => member.Name is not ("severities" or "undecided")))
            Report(member.Value, JsonPointer.Append("/spec", member.Name), $"A compatibility policy has no `{member.Name}`.", "Use severities and undecided.");
        foreach (DocumentMember member in root["spec"]?["severities"]?.Members ?? [])
        {
            string pointer = JsonPointer.Append("/spec/severities", member.Name);
            if (!ChangeCatalog.Knows(member.Name))
                Report(member.Value, pointer, $"There is no change `{member.Name}`.", "See docs/reference/change-ids.md for the ids.");
            else if (member.Value.Text is "off" or "false")
                severities[member.Name] = null;
            else if (Names.TryGetValue(member.Value.AsString ?? "", out Severity severity))
                severities[member.Name] = severity;
            else
                Report(member.Value, pointer, $"`{member.Value.Text}` is no severity.", "Use error, warning, info, hint or \"off\".");
        }

        string undecided = root["spec"]?["undecided"]?.AsString ?? "breaking";
        if (undecided is not ("breaking" or "warning"))
            Report(root["spec"]!["undecided"]!, "/spec/undecided", $"`{undecided}` is not known.", "Use breaking or warning.");
        return new CompatibilityPolicyReadResult(new CompatibilityPolicy { Severities = severities, UndecidedBreaks = undecided != "warning" }, findings);
    }
}

public sealed record CompatibilityPolicyReadResult(CompatibilityPolicy Policy, IReadOnlyList<Finding> Findings);
