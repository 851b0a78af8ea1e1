namespace ApiGovernance.Catalog;

/// <summary>What a host collects from the control plane.</summary>
public static class CatalogTelemetry
{
    public const string MeterName = "ApiGovernance.Catalog";
}
