namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Compares a quantity: exact, and with its unit of measure.</summary>
internal static class QuantityComparison
{
    public static int Compare(EntityComparison comparison, ValueSite site)
    {
        SchemaView view = site.View;
        if (view.Types == JsonTypes.Object)
            return Object(comparison, site);
        if ((view.Types & ~(JsonTypes.Number | JsonTypes.Integer | JsonTypes.String)) != 0)
            return ValueComparison.Retyped(comparison, site);

        string here = ViewText.Of(view);
        int credit = view.Types.HasFlag(JsonTypes.Number)
            ? comparison.Report(ConformanceRules.DecimalFloat, site, $"{site.Title} is a Quantity (decimal text and unit); here it is {here}, which readers round.", here)
            : ValueComparison.Conforms;
        if (site.Around is { } around && Measures.UnitOf(around) is { } unit && unit.Schema.Pointer != site.Place.Pointer)
        {
            return Math.Min(credit, comparison.Report(
                ConformanceRules.RetypedField, site, $"{site.Title} is a Quantity (value and unit); here it is {here} with its unit beside it in `{unit.Name}`.", $"{here}, unit in {unit.Name}"));
        }

        return Math.Min(credit, comparison.Report(ConformanceRules.QuantityUnit, site, $"{site.Title} is a Quantity (value and unit); here it is {here} without a unit.", here));
    }

    private static int Object(EntityComparison comparison, ValueSite site)
    {
        FieldAlignment alignment = FieldAlignment.Of(site.Type.Fields, site.View.Properties, null);
        ViewProperty? value = alignment.Matches.FirstOrDefault(m => m.Field.Name == "value")?.Property ?? Measures.ValueOf(site.View);
        ViewProperty? unit = alignment.Matches.FirstOrDefault(m => m.Field.Name == "unit")?.Property ?? Measures.UnitOf(site.View);
        if (value is null || site.Type.Fields.All(f => f.Name != "value"))
            return ValueComparison.Retyped(comparison, site);

        int credit = ValueComparison.Conforms;
        SchemaView view = comparison.Views.Of(value.Schema);
        ValueSite inner = site with { Type = site.Type.Fields.First(f => f.Name == "value").Type, Label = "value", Owner = "Quantity", Place = value.Schema, View = view };
        if (view.Types.HasFlag(JsonTypes.Number))
        {
            credit = comparison.Report(
                ConformanceRules.DecimalFloat, inner, $"{inner.Title} is decimal text; here `{value.Name}` is {ViewText.Of(view)}, which readers round.", ViewText.Of(view));
        }
        else if (view.Types != JsonTypes.String)
            credit = ValueComparison.Retyped(comparison, inner);

        if (unit is null)
        {
            return Math.Min(credit, comparison.Report(
                ConformanceRules.QuantityUnit, site, $"{site.Title} is a Quantity (value and unit); the object here names no unit.", ViewText.Of(site.View)));
        }

        foreach (CanonicalField field in site.Type.Fields.Where(f => f.Name is "value" or "unit"))
        {
            ViewProperty property = field.Name == "value" ? value : unit;
            if (property.Name != field.Name)
                credit = Math.Min(credit, comparison.ReportRenamed(field, field.Name, "Quantity", property, MatchSign.Synonym));
        }

        return credit;
    }
}
