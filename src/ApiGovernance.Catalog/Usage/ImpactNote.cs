using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Usage;

/// <summary>What was observed of one change, in a sentence or two.</summary>
internal static class ImpactNote
{
    private const int MostNames = 5;

    public static string Of(
        Finding finding, ImpactJudgement judgement, IReadOnlyList<(ConsumerEvidence Consumer, ImpactState State)> states, ImpactInput input)
    {
        if (input.AsOf is null)
            return "No gateway has reported calls of this version, so nobody knows whom it concerns.";
        string[] breaks = Names(states, ImpactState.Breaks), unknown = Names(states, ImpactState.Unknown);
        string doing = Doing(finding, judgement);
        List<string> sentences = [];
        if (breaks.Length > 0)
            sentences.Add($"{Listed(breaks)} {(breaks.Length == 1 ? "was" : "were")} seen {doing}.");
        else if (unknown.Length == 0)
            sentences.Add($"{Nobody(finding, judgement)} in {Words.Count(input.WindowDays, "day")}{Sampled(judgement, states)}.");
        if (unknown.Length > 0)
            sentences.Add($"Not known for {Listed(unknown)}: {Why(finding, judgement)}.");
        return string.Join(" ", sentences);
    }

    /// <summary>What nobody did, as the start of a sentence.</summary>
    public static string Nobody(Finding finding, ImpactJudgement judgement) => judgement.Audience switch
    {
        ImpactAudience.Senders => $"Nobody has sent {Fields(finding)}",
        ImpactAudience.Holders => $"Nobody has sent {Parents(finding)}",
        ImpactAudience.Omitters => $"Nobody has left out {Fields(finding)}",
        ImpactAudience.Strangers => "Nobody has sent a field that the contract does not have",
        ImpactAudience.Readers => $"Nobody who may read {(finding.Fields.Count == 0 ? "the answer" : Fields(finding))} has called {Operations(judgement)}",
        _ => $"Nobody has called {Operations(judgement)}",
    };

    /// <summary>How many calls that is known from, in brackets; empty where every call tells.</summary>
    public static string Sampled(ImpactJudgement judgement, IEnumerable<(ConsumerEvidence Consumer, ImpactState State)> states) =>
        judgement.Audience is ImpactAudience.Senders or ImpactAudience.Holders or ImpactAudience.Omitters or ImpactAudience.Strangers
            ? $" ({Words.Count(states.Sum(one => judgement.At(one.Consumer).Sum(operation => operation.Sampled)), "call")} sampled)"
            : "";

    private static string Doing(Finding finding, ImpactJudgement judgement) => judgement.Audience switch
    {
        ImpactAudience.Senders => $"sending {Fields(finding)}",
        ImpactAudience.Holders when finding.Fields.All(field => FieldPath.Parent(field.Name) is not null) => $"sending {Parents(finding)}, which needs {Fields(finding)} now",
        ImpactAudience.Omitters => $"leaving out {Fields(finding)}",
        ImpactAudience.Strangers => "sending fields that the contract does not have",
        ImpactAudience.Readers => $"calling {Operations(judgement)} and {(finding.Fields.Count == 0 ? "reads the answer" : $"says to read {Fields(finding)}")}",
        _ => $"calling {Operations(judgement)}",
    };

    private static string Why(Finding finding, ImpactJudgement judgement) => judgement.Audience switch
    {
        _ when finding.Compatibility == ChangeCompatibility.Undecided => "whether the change breaks could not be decided, or too few calls were looked at",
        ImpactAudience.Readers => "what callers read of an answer cannot be observed, and they do not declare it (`uses`)",
        ImpactAudience.Receivers => "what the API sends by itself passes no gateway",
        ImpactAudience.SomeCallers => "the media types of bodies are not observed",
        _ => "too few of their calls were looked at, or not all of what they send could be",
    };

    private static string Operations(ImpactJudgement judgement) => judgement.Operations.Count == 0
        ? "this version"
        : Listed([.. judgement.Operations.Select(operation => $"`{operation}`")]);

    private static string Fields(Finding finding) => Listed([.. finding.Fields.Select(field => field.Name.Length == 0 ? "the body" : $"`{field.Name}`").Distinct(StringComparer.Ordinal)], "or");

    private static string Parents(Finding finding) =>
        Listed([.. finding.Fields.Select(field => FieldPath.Parent(field.Name) is { } parent ? $"`{parent}`" : "the body").Distinct(StringComparer.Ordinal)], "or");

    private static string Listed(string[] names, string and = "and")
    {
        string[] shown = names.Length > MostNames ? [.. names.Take(MostNames - 1), $"{Words.Number(names.Length - MostNames + 1)} more"] : names;
        return shown.Length < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} {and} {shown[^1]}";
    }

    private static string[] Names(IEnumerable<(ConsumerEvidence Consumer, ImpactState State)> states, ImpactState state) =>
        [.. states.Where(one => one.State == state).Select(one => one.Consumer.Name)];
}
