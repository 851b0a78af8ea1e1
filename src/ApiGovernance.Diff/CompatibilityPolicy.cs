using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff;

/// <summary>
/// How an organisation weighs changes (<c>policies/compatibility/*.yaml</c>). The catalogue's severity is what a change weighs by itself;
/// the general settings replace it, an override that matches replaces these, and a later override an earlier one.
/// </summary>
public sealed record CompatibilityPolicy
{
    /// <summary>The catalogue as it is: what holds where no policy says otherwise.</summary>
    public static CompatibilityPolicy Default { get; } = new();

    /// <summary>Severities by change id that replace the catalog's; null switches a change off.</summary>
    public IReadOnlyDictionary<string, Severity?> Severities
    {
        get => General.Severities;
        init => General = General with { Severities = value };
    }

    /// <summary>Whether what could not be compared counts as breaking, in general.</summary>
    public bool UndecidedBreaks
    {
        get => General.UndecidedBreaks ?? true;
        init => General = General with { UndecidedBreaks = value };
    }

    /// <summary>What becomes of a break that nobody was seen using; null: it breaks all the same. Only where usage is observed, that is in the catalog.</summary>
    public UnusedBreaks? UnusedBreaks { get; init; }

    /// <summary>What holds where no override says otherwise.</summary>
    internal PolicySettings General { get; init; } = PolicySettings.Empty;

    /// <summary>From the weakest to the strongest.</summary>
    internal IReadOnlyList<PolicyOverride> Overrides { get; init; } = [];

    /// <summary>Reads a file of kind CompatibilityPolicy; wrong parts are findings, each with its place, and are left out.</summary>
    public static CompatibilityPolicyReadResult Read(SourceDocument document) => CompatibilityPolicyReader.Read(document, null);

    /// <summary>How much a change weighs here: the most that it weighs for one of those that it concerns. Null when it is switched off for all.</summary>
    /// <param name="atLeast">What this case weighs whatever the catalogue says; a policy still decides.</param>
    /// <param name="effect">What it does to callers.</param>
    /// <param name="contexts">One for each operation concerned; one without an operation for what belongs to none.</param>
    internal Severity? SeverityOf(ChangeDefinition definition, Severity? atLeast, ChangeCompatibility effect, IEnumerable<ChangeContext> contexts)
    {
        Severity inherent = atLeast is { } least && least < definition.Severity ? least : definition.Severity;
        return Distinct(contexts).Select(context => PolicyWeighing.Weigh(definition.Id, inherent, Applying(context), effect)).Min();
    }

    /// <summary>How much something weighs here that could not be compared.</summary>
    internal Severity SeverityOfUndecided(IEnumerable<ChangeContext> contexts) => Distinct(contexts).Select(context =>
    {
        IReadOnlyList<PolicySettings> layers = Applying(context);
        Severity severity = Strongest(layers, layer => layer.UndecidedBreaks) ?? true ? Severity.Error : Severity.Warning;
        return Strongest(layers, layer => layer.AtMost) is { } most && most > severity ? most : severity;
    }).Min();

    /// <summary>What a deprecation must keep to here.</summary>
    internal NoticeRule NoticeFor(ChangeContext context)
    {
        (Stability, Visibility) pair = (context.Stability ?? Stability.Stable, context.Visibility);
        IReadOnlyList<PolicySettings> layers = Applying(context);
        return new NoticeRule(
            Strongest(layers, layer => layer.Notice.Days.TryGetValue(pair, out int days) ? days : (int?)null),
            Strongest(layers, layer => layer.Notice.SunsetRequired) ?? false);
    }

    /// <summary>Without overrides all are judged alike.</summary>
    private IEnumerable<ChangeContext> Distinct(IEnumerable<ChangeContext> contexts) => Overrides.Count == 0 ? contexts.Take(1) : contexts;

    private static T? Strongest<T>(IReadOnlyList<PolicySettings> layers, Func<PolicySettings, T?> says)
        where T : struct => layers.Reverse().Select(says).FirstOrDefault(value => value is not null);

    /// <summary>From the weakest to the strongest.</summary>
    private IReadOnlyList<PolicySettings> Applying(ChangeContext context) => Overrides.Count == 0
        ? [General]
        : [General, .. Overrides.Where(candidate => candidate.AppliesTo(context)).Select(candidate => candidate.Settings)];
}

public sealed record CompatibilityPolicyReadResult(CompatibilityPolicy Policy, IReadOnlyList<Finding> Findings);
