using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Parameters;

/// <summary>Which parameter is which: by place and name, those of the path by their position in it.</summary>
internal static class ParameterKeys
{
    /// <summary>The parameters that say something about a request, by key, in the order of the document. Form fields are the body's.</summary>
    public static IReadOnlyDictionary<string, ApiParameter> Of(ApiOperation operation)
    {
        OrderedDictionary<string, ApiParameter> keyed = new(StringComparer.Ordinal);
        foreach (ApiParameter parameter in operation.Parameters.Where(parameter => !parameter.IsIgnored && parameter.In != ParameterLocation.Form))
            keyed.TryAdd(Key(parameter, operation), parameter);
        return keyed;
    }

    /// <summary>The key of a parameter, which also names it in fingerprints: <c>query:status</c>, <c>path:-1</c> for the last of the path.</summary>
    public static string Key(ApiParameter parameter, ApiOperation operation) => parameter.In switch
    {
        ParameterLocation.Path => Position(parameter.Name, operation.Path) is { } position ? $"path:{position.ToString(CultureInfo.InvariantCulture)}" : $"path:{parameter.Name}",
        // RFC 9110, 5.1: field names are case-insensitive.
        ParameterLocation.Header => $"header:{parameter.Name.ToLowerInvariant()}",
        // The whole query string, whatever it is called.
        ParameterLocation.QueryString => "querystring:",
        _ => $"{Kind(parameter)}:{parameter.Name}",
    };

    public static string Kind(ApiParameter parameter) => parameter.In.ToString().ToLowerInvariant();

    /// <summary>The words for it in a sentence.</summary>
    public static string Name(ApiParameter parameter) =>
        parameter.In == ParameterLocation.QueryString ? $"query string `{parameter.Name}`" : $"{Kind(parameter)} parameter `{parameter.Name}`";

    // From the end: before it a base path may have moved.
    private static int? Position(string name, string path)
    {
        IReadOnlyList<string> names = UrlPath.Names(path);
        for (int i = names.Count - 1; i >= 0; i--)
        {
            if (names[i] == name)
                return i - names.Count;
        }

        return null;
    }
}
