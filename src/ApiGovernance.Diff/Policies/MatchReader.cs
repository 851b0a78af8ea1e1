using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads <c>match</c> of an override or of an entry of <c>ignore</c>.</summary>
internal static class MatchReader
{
    public static OverrideMatch? Read(DocumentNode node, string pointer, PolicyReading reading)
    {
        if (!reading.IsObject(node, pointer, "`match`", "api", "stability", "visibility", "path", "method", "tag"))
            return null;
        if (node.Members.Count == 0)
        {
            reading.Wrong(node, pointer, "`match` is empty: it would match every change.", "Say which changes are meant, or write the settings directly under `spec`.");
            return null;
        }

        IReadOnlyList<string> Texts(string name) =>
            node[name] is { } value ? [.. reading.Texts(value, JsonPointer.Append(pointer, name), $"`{name}`").Select(text => text.Text)] : [];
        IReadOnlyList<T> Choices<T>(string name)
            where T : struct, Enum => node[name] is { } value ? reading.Choices<T>(value, JsonPointer.Append(pointer, name), name) : [];
        return new OverrideMatch
        {
            Apis = Texts("api"),
            Stabilities = Choices<Stability>("stability"),
            Visibilities = Choices<Visibility>("visibility"),
            Paths = [.. Texts("path").Select(path => new PathGlob(path))],
            Methods = Methods(node["method"], JsonPointer.Append(pointer, "method"), reading),
            Tags = Texts("tag"),
        };
    }

    private static List<string> Methods(DocumentNode? node, string pointer, PolicyReading reading)
    {
        List<string> methods = [];
        foreach ((string text, DocumentNode at, string place) in node is null ? [] : reading.Texts(node, pointer, "`method`"))
        {
            if (text.All(c => char.IsAsciiLetter(c) || c is '-' or '_'))
                methods.Add(text);
            else
                reading.Wrong(at, place, $"`{text}` is no HTTP method.", "Write one such as get; give a list for several.");
        }

        return methods;
    }
}
