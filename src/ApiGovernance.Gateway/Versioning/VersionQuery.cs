using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>The query parameter that names a version.</summary>
internal static class VersionQuery
{
    /// <param name="query">With its question mark.</param>
    /// <param name="name">The parameter's name, decoded.</param>
    /// <param name="value">Decoded; null when it is not there.</param>
    /// <returns>How often it stands there.</returns>
    public static int Find(string? query, string name, out string? value)
    {
        value = null;
        int count = 0;
        foreach (ReadOnlySpan<char> pair in new Pairs(query))
        {
            if (IsNamed(pair, name, out int equals) && count++ == 0)
                value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
        }

        return count;
    }

    /// <summary>The query without the parameter, its other texts as sent.</summary>
    public static QueryString Without(string query, string name)
    {
        List<string> kept = [];
        foreach (ReadOnlySpan<char> pair in new Pairs(query))
        {
            if (!IsNamed(pair, name, out _))
                kept.Add(pair.ToString());
        }

        return kept.Count == 0 ? QueryString.Empty : new QueryString("?" + string.Join('&', kept));
    }

    private static bool IsNamed(ReadOnlySpan<char> pair, string name, out int equals)
    {
        equals = pair.IndexOf('=');
        ReadOnlySpan<char> written = equals < 0 ? pair : pair[..equals];
        return written.SequenceEqual(name) || (written.IndexOfAny('%', '+') >= 0 && Decode(written) == name);
    }

    private static string Decode(ReadOnlySpan<char> text) =>
        text.IndexOfAny('%', '+') < 0 ? text.ToString() : Uri.UnescapeDataString(text.ToString().Replace('+', ' '));

    private ref struct Pairs(ReadOnlySpan<char> query)
    {
        private ReadOnlySpan<char> rest = query.StartsWith('?') ? query[1..] : query;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Pairs GetEnumerator() => this;

        public bool MoveNext()
        {
            if (rest.IsEmpty)
                return false;
            int end = rest.IndexOf('&');
            Current = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            return true;
        }
    }
}
