using Microsoft.AspNetCore.WebUtilities;

namespace ApiGovernance.Gateway.Validation;

/// <summary>One name and value of a query; the value still encoded, because a delimiter that is encoded is data.</summary>
internal readonly record struct QueryPair(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> RawValue);

internal static class QueryPairs
{
    public static void Read(string? query, List<QueryPair> into)
    {
        into.Clear();
        if (string.IsNullOrEmpty(query))
            return;
        foreach (var pair in new QueryStringEnumerable(query))
            into.Add(new QueryPair(pair.DecodeName(), pair.EncodedValue));
    }

    /// <summary>Percent-decoded, with + as a space (the encoding of forms, in which clients write queries).</summary>
    public static string Decode(ReadOnlySpan<char> raw)
    {
        if (raw.IndexOfAny('%', '+') < 0)
            return raw.ToString();
        return Uri.UnescapeDataString(raw.Contains('+') ? raw.ToString().Replace('+', ' ') : raw.ToString());
    }
}
