namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Compares an amount of money: exact, and with its currency.</summary>
internal static class MoneyComparison
{
    public static int Compare(EntityComparison comparison, ValueSite site)
    {
        SchemaView view = site.View;
        if (view.Types == JsonTypes.Object)
            return Object(comparison, site);
        string here = ViewText.Of(view);
        if (view.Types.HasFlag(JsonTypes.Number))
            return comparison.Report(ConformanceRules.MoneyFloat, site, $"{site.Title} is Money (decimal text and currency); here it is {here}, which readers round.", here);
        if (view.Types == JsonTypes.Integer)
            return comparison.Report(ConformanceRules.MoneyMinorUnits, site, $"{site.Title} is Money (decimal text and currency); here it is {here}, so it can only count minor units.", here);
        if (view.Types == JsonTypes.String)
        {
            string beside = site.Around is { } around && Measures.CurrencyOf(around) is { } currency ? $"; its currency stands beside it in `{currency.Name}`" : " without a currency";
            return comparison.Report(ConformanceRules.MoneyCurrency, site, $"{site.Title} is Money (amount and currency); here it is {here}{beside}.", here + beside);
        }

        return ValueComparison.Retyped(comparison, site);
    }

    private static int Object(EntityComparison comparison, ValueSite site)
    {
        FieldAlignment alignment = FieldAlignment.Of(site.Type.Fields, site.View.Properties, null);
        ViewProperty? amount = alignment.Matches.FirstOrDefault(m => m.Field.Name == "amount")?.Property ?? Measures.AmountOf(site.View);
        ViewProperty? currency = alignment.Matches.FirstOrDefault(m => m.Field.Name == "currency")?.Property ?? Measures.CurrencyOf(site.View);
        if (amount is null || site.Type.Fields.All(f => f.Name != "amount"))
            return ValueComparison.Retyped(comparison, site);

        int credit = ValueComparison.Conforms;
        SchemaView value = comparison.Views.Of(amount.Schema);
        ValueSite inner = site with { Type = site.Type.Fields.First(f => f.Name == "amount").Type, Label = "amount", Owner = "Money", Place = amount.Schema, View = value };
        string here = ViewText.Of(value);
        if (value.Types.HasFlag(JsonTypes.Number))
        {
            credit = comparison.Report(
                ConformanceRules.MoneyFloat, inner, $"{inner.Title} is decimal text; here `{amount.Name}` is {here}, which readers round.", here);
        }
        else if (value.Types == JsonTypes.Integer)
        {
            credit = comparison.Report(
                ConformanceRules.MoneyMinorUnits, inner, $"{inner.Title} is decimal text in units of the currency; here `{amount.Name}` is {here}, so it can only count minor units.", here);
        }
        else if (value.Types != JsonTypes.String)
            credit = ValueComparison.Retyped(comparison, inner);

        if (currency is null)
        {
            return Math.Min(credit, comparison.Report(
                ConformanceRules.MoneyCurrency, site, $"{site.Title} is Money (amount and currency); the object here names no currency.", ViewText.Of(site.View)));
        }

        foreach (CanonicalField field in site.Type.Fields.Where(f => f.Name is "amount" or "currency"))
        {
            ViewProperty property = field.Name == "amount" ? amount : currency;
            if (property.Name != field.Name)
                credit = Math.Min(credit, comparison.ReportRenamed(field, field.Name, "Money", property, MatchSign.Synonym));
        }

        return credit;
    }
}
