using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Usage;

/// <summary>The dashboard asks for what the control plane really emits, under the names that a Prometheus exporter gives it.</summary>
public sealed partial class BusinessDashboardTests
{
    [Fact]
    public void Every_metric_and_label_that_it_names_is_emitted()
    {
        HashSet<string> names = [];
        HashSet<string> labels = ["le"];
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        IMeterFactory factory = services.GetRequiredService<IMeterFactory>();
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (!ReferenceEquals(instrument.Meter.Scope, factory))
                    return;
                instrument.Unit.ShouldBe("s");
                string name = instrument.Name.Replace('.', '_') + "_seconds";
                names.UnionWith([$"{name}_bucket", $"{name}_sum", $"{name}_count"]);
                self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => labels.UnionWith(tags.ToArray().Select(tag => tag.Key)));
        listener.Start();
        new BusinessSpanMetrics(factory).Add([new BusinessSpan(BusinessSpans.OrderToShipment, "orders", "web", TimeSpan.FromDays(1))]);

        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllBytes(RepositoryPaths.At("deploy/grafana/dashboards/business.json")));
        string[] queries =
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!)),
        ];

        queries.Length.ShouldBeGreaterThan(5);
        foreach (string query in queries)
        {
            string[] metrics = [.. Metric().Matches(query).Select(match => match.Value)];
            metrics.ShouldNotBeEmpty(query);
            metrics.ShouldBeSubsetOf(names, query);
            string[] named =
            [
                .. By().Matches(query).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)),
                .. Matcher().Matches(query).Select(match => match.Groups[1].Value),
            ];
            named.ShouldNotBeEmpty(query);
            named.ShouldBeSubsetOf(labels, query);
        }
    }

    [GeneratedRegex("apigov_[a-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bby \(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex("([a-z_]+)=~?\"", RegexOptions.CultureInvariant)]
    private static partial Regex Matcher();
}
