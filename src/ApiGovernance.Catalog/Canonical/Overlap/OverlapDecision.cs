using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>What an architect decides about two APIs that overlap.</summary>
public enum OverlapDecisionKind
{
    /// <summary>Both stay, for a reason.</summary>
    Accept,

    /// <summary>One goes into the other.</summary>
    Consolidate,
}

/// <summary>A recorded decision. It is about the two APIs, in all versions, whichever of them is proposed.</summary>
/// <param name="Api">One of the two.</param>
/// <param name="Other">The other.</param>
/// <param name="Reason">Why, for those who come later.</param>
/// <param name="By">Who decided.</param>
public sealed record OverlapDecision(string Api, string Other, OverlapDecisionKind Kind, string Reason, string By)
{
    /// <summary>The API that stays (consolidate): one of the two, or a third one.</summary>
    public string? Into { get; init; }

    /// <summary>The team that answers for the entity from then on (consolidate).</summary>
    public string? OwnerOfRecord { get; init; }

    /// <summary>The last day (UTC) on which it holds; null when it has no end.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>A decision as it is written in a catalog; null when it is not about two APIs.</summary>
    public static OverlapDecision? Of(OverlapDecisionDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        OverlapDecisionSpec spec = descriptor.Spec;
        if (spec.Apis is not [{ } one, { } other])
            return null;
        OverlapDecisionKind kind = spec.Decision == OverlapChoice.Accept ? OverlapDecisionKind.Accept : OverlapDecisionKind.Consolidate;
        return new OverlapDecision(one, other, kind, spec.Reason, spec.DecidedBy ?? $"OverlapDecision/{descriptor.Name}")
        {
            Into = spec.Into,
            OwnerOfRecord = spec.OwnerOfRecord,
            Expires = spec.Expires,
        };
    }

    public bool HoldsOn(DateOnly today) => Expires is not { } last || today <= last;

    public bool IsAbout(string api, string other) => (Api == api && Other == other) || (Api == other && Other == api);

    /// <summary>What is wrong with it, one sentence each; nothing when it can be recorded.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Api.Length == 0 || Other.Length == 0 || Api == Other)
            problems.Add("A decision is about two different APIs: name both.");
        if (string.IsNullOrWhiteSpace(Reason))
            problems.Add("A decision needs a reason.");
        if (string.IsNullOrWhiteSpace(By))
            problems.Add("A decision says who decided: name the architect.");
        if (Kind == OverlapDecisionKind.Consolidate && string.IsNullOrWhiteSpace(Into))
            problems.Add("To consolidate, name the API that stays (into).");
        if (Kind == OverlapDecisionKind.Consolidate && string.IsNullOrWhiteSpace(OwnerOfRecord))
            problems.Add("To consolidate, name the team that owns the record (ownerOfRecord).");
        if (Kind == OverlapDecisionKind.Accept && Into is not null)
            problems.Add("An accepted overlap goes into nothing: leave `into` out, or decide to consolidate.");
        return problems;
    }

    internal Suppression AsSuppression() => new(Reason, By, Expires);
}
