using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Takes styled text apart (OpenAPI 3.1, 4.8.12.3 with its table of examples) into items or into properties.</summary>
internal static class StyleSplitter
{
    /// <param name="text">The value of a path, header or cookie parameter, decoded.</param>
    /// <returns>Null when the text does not have the style's form.</returns>
    public static List<string>? Items(ApiParameter parameter, string text) => parameter.Style switch
    {
        ParameterStyle.Label when text.StartsWith('.') => Parts(text[1..], parameter.Explode ? "." : ","),
        ParameterStyle.Matrix when parameter.Explode => Matrix(text)?.ConvertAll(pair => pair.Value),
        ParameterStyle.Matrix => Matrix(text) is [var only] ? Parts(only.Value, ",") : null,
        ParameterStyle.Label => null,
        _ => Parts(text, ",").ConvertAll(part => part.Trim()),
    };

    /// <inheritdoc cref="Items(ApiParameter, string)"/>
    public static List<KeyValuePair<string, string>>? Properties(ApiParameter parameter, string text)
    {
        switch (parameter.Style)
        {
            case ParameterStyle.Label when !text.StartsWith('.'):
                return null;
            case ParameterStyle.Label:
                return parameter.Explode ? Assignments(Parts(text[1..], ".")) : Alternating(Parts(text[1..], ","));
            case ParameterStyle.Matrix when parameter.Explode:
                return Matrix(text);
            case ParameterStyle.Matrix:
                return Matrix(text) is [var only] ? Alternating(Parts(only.Value, ",")) : null;
            default:
                List<string> parts = Parts(text, ",").ConvertAll(part => part.Trim());
                return parameter.Explode ? Assignments(parts) : Alternating(parts);
        }
    }

    /// <summary>The one value of a label or matrix parameter that is no collection.</summary>
    public static string? Single(ApiParameter parameter, string text) => parameter.Style switch
    {
        ParameterStyle.Label => text.StartsWith('.') ? text[1..] : null,
        ParameterStyle.Matrix => Matrix(text) is [var only] ? only.Value : null,
        _ => text,
    };

    /// <param name="raw">One value of a query parameter, still encoded.</param>
    public static List<string> QueryItems(ApiParameter parameter, ReadOnlySpan<char> raw)
    {
        string text = raw.ToString();
        List<string> parts = parameter.Style switch
        {
            ParameterStyle.SpaceDelimited => Parts(text.Replace("%20", "+", StringComparison.Ordinal), "+"),
            ParameterStyle.PipeDelimited => Parts(text.Replace("%7C", "|", StringComparison.OrdinalIgnoreCase), "|"),
            ParameterStyle.TabDelimited => Parts(text.Replace("%09", "\t", StringComparison.Ordinal), "\t"),
            _ => Parts(text, ","),
        };
        return parts.ConvertAll(part => QueryPairs.Decode(part));
    }

    /// <summary>Names and values in turn, as collections that are not exploded write objects.</summary>
    public static List<KeyValuePair<string, string>>? Alternating(List<string> parts)
    {
        if (parts.Count % 2 != 0)
            return null;
        List<KeyValuePair<string, string>> pairs = [];
        for (int i = 0; i < parts.Count; i += 2)
            pairs.Add(new(parts[i], parts[i + 1]));
        return pairs;
    }

    private static List<string> Parts(string text, string separator) => text.Length == 0 ? [] : [.. text.Split(separator)];

    private static List<KeyValuePair<string, string>>? Assignments(List<string> parts)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (string part in parts)
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                return null;
            pairs.Add(new(part[..equals], part[(equals + 1)..]));
        }

        return pairs;
    }

    private static List<KeyValuePair<string, string>>? Matrix(string text) =>
        text.StartsWith(';') ? Assignments([.. text[1..].Split(';').Select(part => part.Contains('=', StringComparison.Ordinal) ? part : part + "=")]) : null;
}
