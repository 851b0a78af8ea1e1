using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Numbers and booleans whose texts are at the edge of what is said of strings.</summary>
internal static class TextCandidates
{
    public static IEnumerable<Candidate> Of(SchemaShape producer, SchemaShape consumer)
    {
        if (!consumer.Has(Kinds.String))
            yield break;
        if (producer.Has(Kinds.Number))
        {
            if (consumer.Strings.MaxLength is { } most and < 28)
                yield return new Candidate("kind", Instance.OfNumber(decimal.Parse("1" + new string('0', (int)most), System.Globalization.CultureInfo.InvariantCulture)));
            foreach (decimal number in new[] { 1m, 10m, -1m, 1.5m })
                yield return new Candidate("kind", Instance.OfNumber(number));
        }

        if (producer.Has(Kinds.Boolean))
        {
            yield return new Candidate("kind", Instance.OfBoolean(true));
            yield return new Candidate("kind", Instance.OfBoolean(false));
        }
    }
}
