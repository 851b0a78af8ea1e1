using System.Text.Json.Serialization;

namespace ApiGovernance.OpenApi.Findings;

/// <summary>Why a finding does not count: somebody gave a reason, and for a waiver an owner and an end.</summary>
/// <param name="Owner">Who decided it; empty when an ignore in the document names nobody.</param>
/// <param name="Expires">The last day on which it holds (UTC); null when it has no end.</param>
public sealed record Suppression(string Reason, string Owner, DateOnly? Expires)
{
    /// <summary>Where the decision is written. The catalog knows waivers only, so its messages do not carry this.</summary>
    [JsonIgnore]
    public SuppressionKind Kind { get; init; }
}

/// <summary>Where the decision to suppress a finding is written.</summary>
public enum SuppressionKind
{
    /// <summary>In a file of waivers, apart from what it excuses.</summary>
    Waiver,

    /// <summary>In the document itself (<c>x-apigov-ignore</c>).</summary>
    Inline,
}
