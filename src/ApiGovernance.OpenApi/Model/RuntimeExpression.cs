using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>A value known only when a call is made (OpenAPI 3.1, 4.8.20.4): <c>$request.body#/id</c>, <c>$response.header.Location</c>.</summary>
/// <param name="Source"><c>url</c>, <c>method</c>, <c>statusCode</c>, <c>request</c> or <c>response</c>.</param>
/// <param name="Part"><c>header</c>, <c>query</c>, <c>path</c> or <c>body</c> of a request or response; else null.</param>
/// <param name="Name">The name of the header or parameter, or the JSON pointer into the body.</param>
public sealed record RuntimeExpression(string Source, string? Part, string? Name)
{
    /// <summary>The expression, or null when the text is none.</summary>
    public static RuntimeExpression? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text)
        {
            case "$url" or "$method" or "$statusCode":
                return new RuntimeExpression(text[1..], null, null);
            case "$request.body" or "$response.body":
                return new RuntimeExpression(text[1..^5], "body", "");
        }

        string source = text.StartsWith("$request.", StringComparison.Ordinal) ? "request" : text.StartsWith("$response.", StringComparison.Ordinal) ? "response" : "";
        if (source.Length == 0)
            return null;
        string rest = text[(source.Length + 2)..];
        if (rest.StartsWith("body#", StringComparison.Ordinal))
            return JsonPointer.Parse(rest[5..]) is null ? null : new RuntimeExpression(source, "body", rest[5..]);
        int dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < rest.Length - 1 && rest[..dot] is "header" or "query" or "path"
            ? new RuntimeExpression(source, rest[..dot], rest[(dot + 1)..])
            : null;
    }

    /// <summary>The expressions in braces of a text such as <c>https://hooks.example.com?id={$request.query.id}</c>.</summary>
    /// <returns>Each as written, with what it means; null where it means nothing.</returns>
    public static IEnumerable<(string Text, RuntimeExpression? Expression)> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; at = text.IndexOf('{', at + 1))
        {
            int end = text.IndexOf('}', at);
            if (end < 0)
                yield break;
            string inside = text[(at + 1)..end];
            yield return (inside, Parse(inside));
        }
    }
}
