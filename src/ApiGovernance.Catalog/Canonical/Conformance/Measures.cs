using System.Collections.Frozen;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Objects that are a value with what it is measured in: money and quantities, whatever their members are called.</summary>
internal static class Measures
{
    private static readonly FrozenSet<string> AmountKeys =
        new[] { "amount", "value", "centamount", "amountmicro", "minoramount", "minorunit", "units", "unit", "total" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> CurrencyKeys =
        new[] { "currency", "currencycode", "currencyid", "isocurrency", "currencyisocode" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ValueKeys =
        new[] { "value", "quantity", "amount", "count", "qty", "number" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> UnitKeys =
        new[] { "unit", "uom", "unitofmeasure", "unitofmeasurement", "unitcode", "measureunit", "unitofmeasurecode" }.ToFrozenSet(StringComparer.Ordinal);

    public static ViewProperty? AmountOf(SchemaView view) => First(view, AmountKeys);

    public static ViewProperty? CurrencyOf(SchemaView view) => First(view, CurrencyKeys);

    public static ViewProperty? ValueOf(SchemaView view) => First(view, ValueKeys);

    public static ViewProperty? UnitOf(SchemaView view) => First(view, UnitKeys);

    /// <summary>Few members, and the two that make a measure among them.</summary>
    public static bool IsMeasure(SchemaView view) =>
        view.Properties.Count <= 5
        && ((AmountOf(view) is not null && CurrencyOf(view) is not null) || (ValueOf(view) is not null && UnitOf(view) is not null && view.Properties.Count <= 3));

    private static ViewProperty? First(SchemaView view, FrozenSet<string> keys) => view.Properties.FirstOrDefault(p => keys.Contains(p.Key));
}
