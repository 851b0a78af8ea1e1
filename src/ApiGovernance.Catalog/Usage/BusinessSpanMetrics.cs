using System.Diagnostics.Metrics;

namespace ApiGovernance.Catalog.Usage;

/// <summary>How long orders take to be shipped and returns to be credited. The control plane measures it: the two come days apart, at any gateway.</summary>
internal sealed class BusinessSpanMetrics
{
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    private readonly Histogram<double> shipping;
    private readonly Histogram<double> crediting;

    public BusinessSpanMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(CatalogTelemetry.MeterName);
        InstrumentAdvice<double> advice = new()
        {
            HistogramBucketBoundaries = [600, Hour, 4 * Hour, 8 * Hour, Day, 2 * Day, 3 * Day, 5 * Day, 7 * Day, 14 * Day, 30 * Day, 60 * Day, 90 * Day],
        };
        shipping = meter.CreateHistogram("apigov.business.order_to_shipment.duration", "s", "Time from an order to its first shipment.", advice: advice);
        crediting = meter.CreateHistogram("apigov.business.return_to_credit.duration", "s", "Time from a return to its credit.", advice: advice);
    }

    public void Add(IReadOnlyList<BusinessSpan> spans)
    {
        foreach (BusinessSpan span in spans)
        {
            Histogram<double> duration = span.Kind == BusinessSpans.OrderToShipment ? shipping : crediting;
            duration.Record(span.Length.TotalSeconds, new("api", span.Api), new KeyValuePair<string, object?>("channel", span.Channel));
        }
    }
}
