using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Media types by what they mean: their parameters count (<c>profile</c>, <c>version</c>), save those that do not change how a message is read.</summary>
internal static class MediaTypes
{
    private static readonly HashSet<string> Idle = new(StringComparer.Ordinal) { "charset", "boundary", "q" };

    /// <summary>Two of one key are the same type.</summary>
    public static string Key(string name)
    {
        string[] parameters = [.. Parameters(name).Order(StringComparer.Ordinal)];
        return parameters.Length == 0 ? Essence(name) : $"{Essence(name)};{string.Join(';', parameters)}";
    }

    /// <summary>Every message of the type is one of the range (or type).</summary>
    public static bool Covers(string range, string type) => CoversEssence(Essence(range), Essence(type)) && Parameters(range).All(Parameters(type).Contains);

    public static bool IsRange(string name) => Essence(name).Contains('*', StringComparison.Ordinal);

    /// <summary>The same type of the other side, else the narrowest range there that covers it.</summary>
    public static ApiMediaType? Find(IReadOnlyList<ApiMediaType> types, ApiMediaType wanted) =>
        types.FirstOrDefault(type => Key(type.Name) == Key(wanted.Name))
        ?? types.Where(type => Covers(type.Name, wanted.Name)).OrderByDescending(Narrowness).FirstOrDefault();

    public static bool IsJson(string mediaType) =>
        Essence(mediaType) is var name && (name == "application/json" || name.EndsWith("+json", StringComparison.Ordinal) || name == "*/*");

    public static bool IsXml(string mediaType) =>
        Essence(mediaType) is var name && (name is "application/xml" or "text/xml" || name.EndsWith("+xml", StringComparison.Ordinal));

    public static bool IsForm(string mediaType) => IsUrlEncoded(mediaType) || IsMultipart(mediaType);

    public static bool IsMultipart(string mediaType) => Essence(mediaType).StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>Values of JSON, one after another (3.2 `itemSchema`): what stands before each; null for other types.</summary>
    public static string? ItemStart(string mediaType) => Essence(mediaType) switch
    {
        "application/jsonl" or "application/x-ndjson" or "application/ndjson" => "",
        // RFC 7464: the record separator.
        "application/json-seq" or "application/geo+json-seq" => "\u001e",
        _ => null,
    };

    public static bool IsUrlEncoded(string mediaType) => Essence(mediaType) == "application/x-www-form-urlencoded";

    /// <summary>A type to show where a range is described.</summary>
    public static string Example(string name) => IsRange(name) ? Essence(name).Replace("*/*", "text/plain", StringComparison.Ordinal).Replace("*", "x-other", StringComparison.Ordinal) : name;

    private static int Narrowness(ApiMediaType type) => (Parameters(type.Name).Count * 1000) - (Essence(type.Name).Count(c => c == '*') * 100) + Essence(type.Name).Length;

    private static bool CoversEssence(string range, string type)
    {
        int star = range.IndexOf('*', StringComparison.Ordinal);
        // `application/*+json` covers every type with the suffix.
        return range is "*/*" or "*" || (star < 0
            ? range == type
            : type.Length >= range.Length && type.StartsWith(range[..star], StringComparison.Ordinal) && type.EndsWith(range[(star + 1)..], StringComparison.Ordinal));
    }

    private static List<string> Parameters(string name) =>
    [
        .. name.Split(';').Skip(1)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2 && !Idle.Contains(pair[0].Trim().ToLowerInvariant()))
            .Select(pair => $"{pair[0].Trim().ToLowerInvariant()}={pair[1].Trim().Trim('"')}"),
    ];

    private static string Essence(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant();
}
