using System.Globalization;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What becomes of a version's calls beside the usual: canary, shadow traffic, brown-outs.</summary>
internal static class VersionTrafficReader
{
    private const string BrownOutRule = "descriptor-brown-out";
    private const int MaxConsumers = 100;
    private const int MaxBrownOuts = 50;

    private static readonly string[] Comparisons = ["status", "schema"];

    public static VersionCanary Canary(NodeReader node)
    {
        var canary = new VersionCanary(
            node.Text("backend", TextRule.Name),
            node.Integer("weight", 0, 100) ?? 0,
            node.Texts("consumers", TextRule.Name, maximum: MaxConsumers));
        if (!node.Has("weight") && !node.Has("consumers"))
            node.Wrong("descriptor-canary", "weight", "is missing, and so is `consumers`: no call would go to the canary.", "Add weight: 5, or name consumers.");
        return canary;
    }

    public static VersionShadow Shadow(NodeReader node) => new(
        node.Text("backend", TextRule.Name),
        node.Share("sample") ?? 1,
        node.Has("compare")
            ? [.. node.Texts("compare", TextRule.Any, 1, words: Comparisons).Select(word => word == "schema" ? ShadowComparison.Schema : ShadowComparison.Status)]
            : [ShadowComparison.Status, ShadowComparison.Schema])
    {
        Unsafe = node.Flag("unsafe") ?? false,
        TimeoutSeconds = node.Integer("timeoutSeconds", 1, 60) ?? 10,
    };

    public static IReadOnlyList<BrownOut> BrownOuts(NodeReader version, string name, ApiStage stage, DateOnly? sunset)
    {
        IReadOnlyList<BrownOut> windows = version.List(
            "brownOuts", item => BrownOut(item, stage == ApiStage.Deprecated ? sunset : null), maximum: MaxBrownOuts);
        if (windows.Count > 0 && stage < ApiStage.Deprecated && version.TextOf("stage") is not null)
        {
            version.Wrong(
                BrownOutRule, "brownOuts", $"is written, and version `{name}` is {LifecycleDates.Word(stage)}.",
                "Write stage: deprecated when its end is announced; else remove the brown-outs.");
        }

        for (int i = 1; i < windows.Count; i++)
        {
            if (windows[i].From < windows[i - 1].To)
            {
                version.Findings.Error(
                    BrownOutRule, string.Create(CultureInfo.InvariantCulture, $"`{version.LabelOf("brownOuts")}[{i}]` begins before the one before it has ended."),
                    "List them in the order of time, without overlap.", version.PlaceOfItem("brownOuts", i), version.PointerOf("brownOuts") + "/" + i.ToString(CultureInfo.InvariantCulture));
            }
        }

        return windows;
    }

    private static BrownOut BrownOut(NodeReader item, DateOnly? sunset)
    {
        DateTimeOffset? from = Instant(item, "from");
        DateTimeOffset? to = Instant(item, "to");
        if (from is { } begin && to is { } end)
        {
            if (end <= begin)
                item.Wrong(BrownOutRule, "to", "is not after `from`.", "A brown-out lasts for minutes or hours: from and to are its first moment and the first after it.");
            else if (sunset is { } last && DateOnly.FromDateTime(end.AddTicks(-1).UtcDateTime) > last)
                item.Wrong(BrownOutRule, "to", "is after the sunset, when the version answers no call anyway.", "Let it end before the sunset.");
        }

        return new BrownOut(from ?? default, to ?? default);
    }

    private static DateTimeOffset? Instant(NodeReader item, string name)
    {
        if (!item.Has(name))
            item.Wrong(BrownOutRule, name, "is missing.", $"Add the instant with its offset: {name}: 2027-06-01T09:00:00Z.");
        return item.Instant(name);
    }
}
