namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Compares one value with its canonical type.</summary>
internal static class ValueComparison
{
    public const int Conforms = 100;

    /// <returns>The credit that is left.</returns>
    public static int Compare(EntityComparison comparison, ValueSite site)
    {
        if (site.Type.Kind == CanonicalKind.Any)
            return Conforms;
        if (site.View.Dangling is not null && site.View.Types == JsonTypes.None)
            return comparison.Report(ConformanceRules.NotChecked, site, $"{site.Title} is behind a reference that leads nowhere, so it was not compared.", "unknown");
        if (site.View.Types == JsonTypes.None)
            return comparison.Report(ConformanceRules.NotChecked, site, $"{site.Title} is {site.Type.Describe()}; the schema here says no type, so it was not compared.", "anything");

        return site.Type.Kind switch
        {
            CanonicalKind.Object => site.View.IsObject ? comparison.CompareObject(site) : Retyped(comparison, site),
            CanonicalKind.Map => Is(comparison, site, JsonTypes.Object),
            CanonicalKind.List => ListOf(comparison, site),
            CanonicalKind.Text or CanonicalKind.Identifier => Is(comparison, site, JsonTypes.String),
            CanonicalKind.Integer => Is(comparison, site, JsonTypes.Integer),
            CanonicalKind.Boolean => Is(comparison, site, JsonTypes.Boolean),
            CanonicalKind.Decimal => Decimal(comparison, site),
            CanonicalKind.Code => CodeComparison.Compare(comparison, site),
            CanonicalKind.Timestamp or CanonicalKind.Date => DateComparison.Compare(comparison, site),
            CanonicalKind.Money => MoneyComparison.Compare(comparison, site),
            CanonicalKind.Quantity => QuantityComparison.Compare(comparison, site),
            _ => Conforms,
        };
    }

    public static int Retyped(EntityComparison comparison, ValueSite site)
    {
        string here = ViewText.Of(site.View);
        return comparison.Report(ConformanceRules.RetypedField, site, $"{site.Title} is {site.Type.Describe()}; here it is {here}.", here);
    }

    /// <summary>What a value of the kind may be written as, right or wrong.</summary>
    public static JsonTypes TypesOf(CanonicalKind kind) => kind switch
    {
        CanonicalKind.Object or CanonicalKind.Map => JsonTypes.Object,
        CanonicalKind.List => JsonTypes.Array,
        CanonicalKind.Integer => JsonTypes.Integer | JsonTypes.Number,
        CanonicalKind.Boolean => JsonTypes.Boolean,
        CanonicalKind.Money or CanonicalKind.Quantity => JsonTypes.Object | JsonTypes.Number | JsonTypes.Integer | JsonTypes.String,
        _ => JsonTypes.String | JsonTypes.Number | JsonTypes.Integer,
    };

    private static int Is(EntityComparison comparison, ValueSite site, JsonTypes type) =>
        site.View.Types == type ? Conforms : Retyped(comparison, site);

    private static int Decimal(EntityComparison comparison, ValueSite site)
    {
        if (!site.View.Types.HasFlag(JsonTypes.Number))
            return Is(comparison, site, JsonTypes.String);
        string here = ViewText.Of(site.View);
        return comparison.Report(ConformanceRules.DecimalFloat, site, $"{site.Title} is an exact decimal as text; here it is {here}, which readers round.", here);
    }

    private static int ListOf(EntityComparison comparison, ValueSite site)
    {
        if (site.View.Types != JsonTypes.Array)
            return Retyped(comparison, site);
        if (site.View.Items is not { } items)
            return comparison.Report(ConformanceRules.NotChecked, site, $"{site.Title} is {site.Type.Describe()}; the list here does not say what is in it, so that was not compared.", "list");
        return Compare(comparison, site with { Type = site.Type.Items!, Place = items, View = comparison.Views.Of(items), Around = null });
    }
}
