using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Objects whose properties are query parameters of their own.</summary>
internal static class QueryObjects
{
    /// <summary>Style deepObject: <c>filter[status]=open&amp;filter[year]=2026</c>.</summary>
    public static List<KeyValuePair<string, string>> Deep(List<QueryPair> query, string name)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (QueryPair pair in query)
        {
            ReadOnlySpan<char> key = pair.Name.Span;
            if (key.Length > name.Length + 1 && key.StartsWith(name, StringComparison.Ordinal) && key[name.Length] == '[' && key[^1] == ']')
                pairs.Add(new(key[(name.Length + 1)..^1].ToString(), QueryPairs.Decode(pair.RawValue.Span)));
        }

        return pairs;
    }

    /// <summary>Style form, exploded: every parameter that no other declaration claims is a property.</summary>
    public static List<KeyValuePair<string, string>> Spread(List<QueryPair> query, IReadOnlyList<ParameterPlan> declared)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (QueryPair pair in query)
        {
            string name = pair.Name.ToString();
            if (!declared.Any(plan => plan.In == ParameterLocation.Query && !plan.IsSpread && plan.Name == name))
                pairs.Add(new(name, QueryPairs.Decode(pair.RawValue.Span)));
        }

        return pairs;
    }
}
