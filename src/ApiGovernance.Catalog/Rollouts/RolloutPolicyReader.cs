using System.Globalization;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>Reads kind <c>RolloutPolicy</c>; wrong parts are findings and keep their defaults.</summary>
internal static class RolloutPolicyReader
{
    private const int MaxSeconds = 7 * 24 * 3600;
    private const int MaxWaves = 20;

    public static (RolloutPolicy Policy, IReadOnlyList<Finding> Findings) Read(SourceDocument document)
    {
        PolicyDocument policy = PolicyDocument.Open(document, "RolloutPolicy");
        RolloutPolicy standard = RolloutPolicy.Default;
        if (policy.Spec is not { } spec)
            return (standard, policy.Findings);

        policy.AllowOnly(spec, "/spec", "waves", "bakeSeconds", "minRequests", "maxRise", "tooFewRequests", "canaryGateways", "reportSeconds");
        (double points, double factor) = Rise(policy, spec["maxRise"]);
        (int wait, bool pauses) = TooFew(policy, spec["tooFewRequests"]);
        RolloutPolicy read = standard with
        {
            Waves = Waves(policy, spec),
            BakeSeconds = policy.Number(spec, "/spec", "bakeSeconds", 0, MaxSeconds) ?? standard.BakeSeconds,
            MinRequests = policy.Number(spec, "/spec", "minRequests", 1, 1_000_000) ?? standard.MinRequests,
            MaxRisePoints = points,
            MaxRiseFactor = factor,
            MaxWaitSeconds = wait,
            PausesOnTooFew = pauses,
            CanaryGateways = policy.Texts(spec, "/spec", "canaryGateways"),
            ReportSeconds = policy.Number(spec, "/spec", "reportSeconds", 1, 300) ?? standard.ReportSeconds,
        };
        return (read, policy.Findings);
    }

    private static IReadOnlyList<WaveSize> Waves(PolicyDocument policy, DocumentNode spec)
    {
        if (policy.Require(spec, "/spec", "waves") is not { } list)
            return RolloutPolicy.Default.Waves;
        List<WaveSize> waves = [];
        if (!list.IsArray || list.Items.Count is 0 or > MaxWaves)
        {
            policy.Wrong(list, "/spec/waves", $"`waves` must be a list of 1 to {MaxWaves} sizes.", "Write for example waves: [1, 25%, 100%].");
            return RolloutPolicy.Default.Waves;
        }

        for (int i = 0; i < list.Items.Count; i++)
        {
            DocumentNode item = list.Items[i];
            if (WaveSize.Parse(item.Text ?? "") is not { } size)
                policy.Wrong(item, $"/spec/waves/{i}", $"`{item.Text}` is no size of a wave.", "Write a number of gateways, 1 or more, or a percentage of those that live from 1% to 100%.");
            else if (waves.Count > 0 && waves[^1].IsPercentage == size.IsPercentage && waves[^1].Value >= size.Value)
                policy.Wrong(item, $"/spec/waves/{i}", $"`{item.Text}` is no more than the wave before.", "Each size counts the gateways of the waves before, too: let them rise.");
            else
                waves.Add(size);
        }

        return waves is [.., var last] && last == WaveSize.All ? waves : [.. waves, WaveSize.All];
    }

    private static (double Points, double Factor) Rise(PolicyDocument policy, DocumentNode? node)
    {
        RolloutPolicy standard = RolloutPolicy.Default;
        if (node is null || !IsObject(policy, node, "maxRise", "Write maxRise: {points: 1, factor: 1.5}."))
            return (standard.MaxRisePoints, standard.MaxRiseFactor);
        policy.AllowOnly(node, "/spec/maxRise", "points", "factor");
        return (Decimal(policy, node, "points", 0, 100) ?? standard.MaxRisePoints, Decimal(policy, node, "factor", 1, 1000) ?? standard.MaxRiseFactor);
    }

    private static (int Wait, bool Pauses) TooFew(PolicyDocument policy, DocumentNode? node)
    {
        RolloutPolicy standard = RolloutPolicy.Default;
        if (node is null || !IsObject(policy, node, "tooFewRequests", "Write tooFewRequests: {maxWaitSeconds: 1800, then: continue}."))
            return (standard.MaxWaitSeconds, standard.PausesOnTooFew);
        policy.AllowOnly(node, "/spec/tooFewRequests", "maxWaitSeconds", "then");
        return (
            policy.Number(node, "/spec/tooFewRequests", "maxWaitSeconds", 0, MaxSeconds) ?? standard.MaxWaitSeconds,
            policy.Word(node, "/spec/tooFewRequests", "then", "continue", "pause") == "pause");
    }

    private static bool IsObject(PolicyDocument policy, DocumentNode node, string name, string fix)
    {
        if (!node.IsObject)
            policy.Wrong(node, $"/spec/{name}", $"`{name}` must be an object.", fix);
        return node.IsObject;
    }

    private static double? Decimal(PolicyDocument policy, DocumentNode parent, string name, double least, double most)
    {
        if (parent[name] is not { } value)
            return null;
        if (value.Kind == NodeKind.Number && double.TryParse(value.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
            return number;
        policy.Wrong(
            value, $"/spec/maxRise/{name}", string.Create(CultureInfo.InvariantCulture, $"`{name}` must be a number from {least} to {most}."),
            string.Create(CultureInfo.InvariantCulture, $"Write for example {Math.Max(least, 1.5)}."));
        return null;
    }
}
