using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Rollouts;

/// <summary>The dashboard and the alert rules ask for what the control plane emits of rollouts, with the values that it really gives its labels.</summary>
public sealed partial class RolloutDashboardTests
{
    [Fact]
    public async Task Every_metric_label_and_value_that_they_name_is_emitted()
    {
        ConcurrentDictionary<string, ConcurrentBag<string>> seen = new();
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: ["gw-1", "gw-2", "gw-3"]);
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == CatalogTelemetry.MeterName && instrument.Meter.Scope == world.Catalog.Services.GetService(typeof(IMeterFactory)))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) =>
        {
            ConcurrentBag<string> labels = seen.GetOrAdd(instrument.Name.Replace('.', '_'), _ => []);
            foreach (var tag in tags)
                labels.Add($"{tag.Key}={tag.Value}");
        });
        listener.Start();
        listener.RecordObservableInstruments();
        await world.PassAsync(TimeSpan.FromSeconds(10));
        string stable = world["gw-1"].Revision!;
        foreach (PlayedGateway gateway in world.Gateways)
            gateway.Calls = revision => new VersionFigures("orders", "v1", 5, 0, revision == stable ? 0 : 4, 0);
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.UntilAsync(now => now.Status == RolloutStatus.RolledBack, "the rollout is rolled back");
        await world.PlayAsync();
        listener.RecordObservableInstruments();

        string[] queries = [.. Dashboard(), .. Alerts()];

        queries.Length.ShouldBe(5);
        seen["apigov_catalog_rollout"].ShouldContain("status=rolled-back");
        foreach (string query in queries)
        {
            string metric = Metric().Matches(query).Select(match => match.Value).Distinct().ShouldHaveSingleItem(query);
            seen.Keys.ShouldContain(metric, query);
            string[] labels = [.. By().Matches(query).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))];
            labels.ShouldBeSubsetOf(seen[metric].Select(label => label[..label.IndexOf('=')]), query);
            // Nothing pauses here; how that is called is told by its own test.
            foreach (Match matcher in Matcher().Matches(query).Where(match => match.Groups[2].Value != "paused"))
                seen[metric].ShouldContain($"{matcher.Groups[1].Value}={matcher.Groups[2].Value}", query);
        }
    }

    private static IEnumerable<string> Dashboard()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllBytes(RepositoryPaths.At("deploy/grafana/dashboards/rollout.json")));
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!)),
        ];
    }

    private static IEnumerable<string> Alerts() => File.ReadAllLines(RepositoryPaths.At("deploy/prometheus/alerts.yaml"))
        .Where(line => line.Contains("expr:", StringComparison.Ordinal) && line.Contains("apigov_catalog_", StringComparison.Ordinal));

    [GeneratedRegex("apigov_[a-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bby \(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Matcher();
}
