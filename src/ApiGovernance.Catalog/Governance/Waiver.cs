using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>A recorded exception (<c>policies/waivers/*.yaml</c>): these findings are known and accepted until a day.</summary>
/// <param name="File">Where it is written.</param>
/// <param name="Fingerprints">Which findings, by <see cref="Finding.Fingerprint"/>.</param>
/// <param name="Expires">The last day (UTC) on which it holds.</param>
public sealed record Waiver(string File, IReadOnlyList<string> Fingerprints, string Reason, string Owner, DateOnly Expires)
{
    /// <summary>The only API for which it holds; null for any.</summary>
    public string? Api { get; init; }

    /// <summary>Where the end is written.</summary>
    public SourceSpan? ExpiresSpan { get; init; }

    /// <summary>Where the fingerprints are written.</summary>
    public SourceSpan? FingerprintsSpan { get; init; }

    public bool HoldsOn(DateOnly today) => today <= Expires;
}

/// <summary>Reads kind <c>Waiver</c>. A waiver with an error waives nothing.</summary>
internal static class WaiverReader
{
    public static (Waiver? Waiver, IReadOnlyList<Finding> Findings) Read(SourceDocument document)
    {
        PolicyDocument policy = PolicyDocument.Open(document, "Waiver");
        if (policy.Spec is not { } spec)
            return (null, policy.Findings);

        policy.AllowOnly(spec, "/spec", "fingerprints", "reason", "owner", "expires", "ticket", "api");
        string? reason = Text(policy, spec, "reason");
        string? owner = Text(policy, spec, "owner");
        List<string> fingerprints = [];
        if (policy.Require(spec, "/spec", "fingerprints") is { } list)
        {
            fingerprints.AddRange(list.Items.Select(item => item.AsString).OfType<string>());
            if (!list.IsArray || list.Items.Count == 0 || fingerprints.Count != list.Items.Count || fingerprints.Any(text => text.Length != 16))
            {
                policy.Wrong(
                    list, "/spec/fingerprints", "`fingerprints` must list one or more fingerprints of 16 hex digits, quoted.",
                    "Copy them from the verdict's findings (`apigov check --format json`).");
            }
        }

        DateOnly expires = default;
        if (Text(policy, spec, "expires") is { } day
            && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out expires))
            policy.Wrong(spec["expires"]!, "/spec/expires", $"`{day}` is no date.", "Write a day such as 2027-03-31.");

        bool sound = policy.Findings.All(finding => finding.Severity != Severity.Error);
        Waiver? waiver = !sound ? null : new Waiver(document.Path, fingerprints, reason!, owner!, expires)
        {
            Api = spec["api"]?.AsString,
            ExpiresSpan = spec["expires"]?.Span,
            FingerprintsSpan = spec["fingerprints"]?.Span,
        };
        return (waiver, policy.Findings);
    }

    private static string? Text(PolicyDocument policy, DocumentNode spec, string name)
    {
        if (policy.Require(spec, "/spec", name) is not { } value)
            return null;
        if (value.AsString is { Length: > 0 } text)
            return text;
        policy.Wrong(value, $"/spec/{name}", $"`{name}` must be a text.", $"Write a {name}.");
        return null;
    }
}
