using System.Globalization;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>The dates of an end go with the stage: what ends has them, what does not end has none.</summary>
internal static class LifecycleDates
{
    private const string Rule = "descriptor-lifecycle";

    /// <param name="thing">What it is: a version, an event.</param>
    public static void Check(NodeReader item, string thing, string name, ApiStage stage, DateOnly? deprecatedOn, DateOnly? sunset)
    {
        if (item.TextOf("stage") is null)
            return;
        string described = $"{thing} `{name}` is {Word(stage)}";
        if (stage >= ApiStage.Deprecated && !item.Has("deprecatedOn"))
            Missing(item, "deprecatedOn", described, "the day since which it is deprecated: deprecatedOn: 2026-06-01");
        if (stage == ApiStage.Deprecated && !item.Has("sunset"))
            Missing(item, "sunset", described, "the last day on which it answers: sunset: 2027-06-30");
        foreach (string member in new[] { "deprecatedOn", "sunset" })
        {
            // Callers would not be told: the headers come with the stage.
            if (stage < ApiStage.Deprecated && item.Has(member))
                item.Wrong(Rule, member, $"is written, and {described}.", "Write stage: deprecated when its end is announced; else remove the date.");
        }

        if (deprecatedOn is { } announced && sunset is { } end && end < announced)
        {
            item.Wrong(
                Rule, "sunset",
                string.Create(CultureInfo.InvariantCulture, $"is {end:yyyy-MM-dd}, before `deprecatedOn` {announced:yyyy-MM-dd}."),
                "Callers get notice first: choose a sunset after the day of deprecation.");
        }
    }

    public static string Word(ApiStage stage) => stage switch
    {
        ApiStage.Design => "in design",
        ApiStage.Development => "in development",
        ApiStage.Preview => "in preview",
        ApiStage.Active => "active",
        ApiStage.Deprecated => "deprecated",
        _ => "retired",
    };

    private static void Missing(NodeReader item, string member, string described, string fix) => item.Findings.Error(
        Rule, $"`{item.LabelOf(member)}` is missing: {described}.", $"Add {fix}.", item.PlaceOf("stage"), item.Pointer);
}
