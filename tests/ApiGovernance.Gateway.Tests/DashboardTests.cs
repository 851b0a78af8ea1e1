using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>The dashboard and the alert rules ask for what a gateway really emits, under the names that a Prometheus exporter gives it.</summary>
public sealed partial class DashboardTests
{
    private static readonly string[] Files = ["deploy/grafana/dashboards/gateway.json", "deploy/prometheus/alerts.yaml"];

    /// <summary>What PromQL calls itself between a metric and its labels.</summary>
    private static readonly string[] Added = ["le"];

    [Fact]
    public async Task Every_metric_and_label_that_they_name_is_emitted()
    {
        ConcurrentDictionary<string, string> names = new();
        ConcurrentQueue<Instrument> histograms = [];
        ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> labels = new();
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name != "ApiGovernance.Gateway")
                    return;
                if (instrument is Histogram<double>)
                    histograms.Enqueue(instrument);
                foreach (string name in PrometheusNames(instrument))
                    names[name] = instrument.Name;
                self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        await using GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            // Nobody is there; what is said of the sharing of limits is said all the same.
            w.Options = options => options with { Redis = "127.0.0.1:1" };
            w.Estate
                .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
                .Api("orders", "v1", Contracts.Orders, part => part with { ResponseValidation = ValidationMode.Report })
                .Consumer("app", subscriptions: Estate.Subscription("stock"));
        });
        (await world.GetAsync("/commerce/stock/v1/items", world.Issuer.Token("app"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await world.PostAsync("/commerce/orders/v1/orders", """{"customer":"c","lines":[{"sku":"s","quantity":1}]}""");
        // The end of a request is counted when its client has its answer already.
        await Eventually.HoldsAsync(
            () => labels.TryGetValue("apigov.gateway.requests", out var seen) && seen.ContainsKey("plan") && labels.ContainsKey("apigov.gateway.refused")
                && labels.ContainsKey("apigov.business.events") && labels.ContainsKey("apigov.backend.answers"),
            GatewayWorld.Bound, "all requests are counted");
        listener.RecordObservableInstruments();

        (string File, string Query)[] queries = [.. Files.SelectMany(file => Queries(file).Select(query => (file, query)))];
        queries.Length.ShouldBeGreaterThan(20);
        foreach (var (file, query) in queries)
        {
            string[] metrics = [.. Metric().Matches(query).Select(match => match.Value).Distinct()];
            metrics.ShouldNotBeEmpty($"{file}: {query}");
            foreach (string metric in metrics)
                names.Keys.ShouldContain(metric, $"{file}: {query}");
            // What was measured here shows its labels; what was not (a retry, an open circuit) is held by its name alone.
            string[] known = [.. metrics.SelectMany(metric => labels.TryGetValue(names[metric], out var seen) ? seen.Keys : []).Select(Label)];
            if (metrics.All(metric => labels.ContainsKey(names[metric])))
                Labels(query).Except(Added).ShouldBeSubsetOf(known, $"{file}: {query}");
        }

        // A quantile is as good as the bounds between which it lies; those that collectors take by themselves are meant for milliseconds.
        histograms.ShouldNotBeEmpty();
        foreach (Histogram<double> histogram in histograms.OfType<Histogram<double>>())
        {
            IReadOnlyList<double> bounds = histogram.Advice.ShouldNotBeNull(histogram.Name).HistogramBucketBoundaries.ShouldNotBeNull(histogram.Name);
            bounds.Count(bound => bound < 1).ShouldBeGreaterThan(5, histogram.Name);
        }

        // No consumer is ever a label: there are too many of them.
        labels.Values.SelectMany(seen => seen.Keys).ShouldNotContain("consumer");

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            ConcurrentDictionary<string, bool> seen = labels.GetOrAdd(instrument.Name, _ => new());
            foreach (var tag in tags)
                seen[tag.Key] = true;
        }
    }

    private static IEnumerable<string> Queries(string file)
    {
        string path = RepositoryPaths.At(file);
        SourceDocument document = DocumentReader.Read(path, File.ReadAllBytes(path));
        document.IsReadable.ShouldBeTrue(file);
        // What the control plane tells is held against it by its own tests.
        return Expressions(document.Root).Where(query => !query.Contains("apigov_catalog_", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Expressions(DocumentNode node) => node.Kind switch
    {
        NodeKind.Object => node.Members.SelectMany(member => member is { Name: "expr", Value: { Kind: NodeKind.String } text } ? [text.Text!] : Expressions(member.Value)),
        NodeKind.Array => node.Items.SelectMany(Expressions),
        _ => [],
    };

    /// <summary>OpenTelemetry to Prometheus: units are spelled out at the end, annotations in braces are dropped, counters end with _total.</summary>
    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        bool isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
        bool isCounter = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal);
        return isHistogram ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : isCounter ? [$"{name}_total"] : [name];
    }

    private static string Label(string tag) => tag.Replace('.', '_');

    private static IEnumerable<string> Labels(string query) =>
        By().Matches(query).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
            .Concat(Matcher().Matches(query).Select(match => match.Groups[1].Value)).Distinct();

    [GeneratedRegex("apigov_[a-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bby \(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex("([a-z_]+)=~?\"", RegexOptions.CultureInvariant)]
    private static partial Regex Matcher();
}
