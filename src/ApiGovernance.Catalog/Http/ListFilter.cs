using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Http;

/// <summary>One query parameter by which a list of records is filtered.</summary>
/// <param name="Takes">Whether a record is meant by what was given.</param>
internal sealed record ListFilter(string Name, Func<Descriptor, string, bool> Takes)
{
    /// <summary>The words that can be given; empty for any text.</summary>
    public IReadOnlyCollection<string> Words { get; init; } = [];

    /// <summary>The record says just that.</summary>
    public static ListFilter Of<T>(string name, Func<T, string?> value)
        where T : Descriptor => new(name, (record, given) => value((T)record) == given);

    /// <summary>It is among what the record says.</summary>
    public static ListFilter Among<T>(string name, Func<T, IEnumerable<string>> values)
        where T : Descriptor => new(name, (record, given) => values((T)record).Contains(given, StringComparer.Ordinal));

    /// <summary>The record says that word, of those that there are.</summary>
    public static ListFilter Of<T, TWord>(string name, Func<T, TWord> value)
        where T : Descriptor
        where TWord : struct, Enum => new(name, (record, given) => WordOf(value((T)record)) == given) { Words = [.. Enum.GetValues<TWord>().Select(WordOf)] };

    // Descriptors write their words in lower case.
    private static string WordOf<TWord>(TWord value)
        where TWord : struct, Enum => value.ToString().ToLowerInvariant();
}
