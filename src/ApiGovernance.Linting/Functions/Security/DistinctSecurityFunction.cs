using System.Globalization;
using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Functions.Security;

/// <summary>
/// `distinctSecurity`: operations under some paths ask for another security than all others, own or inherited from the document. On
/// the root of an OpenAPI document; `paths` is a regular expression.
/// </summary>
internal static class DistinctSecurityFunction
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    public static LintFunction Create(FunctionOptions options)
    {
        TextPattern paths = PatternFunction.Compile(options, "paths") ?? throw options.Missing("`paths`: a regular expression");
        return (target, results) => Check(target.Value, path => LintRegex.IsMatch(paths, path), results);
    }

    private static void Check(ViewNode document, Func<string, bool> isSpecial, ICollection<FunctionResult> results)
    {
        List<Requirement> special = [];
        HashSet<string> common = new(StringComparer.Ordinal);
        foreach ((string path, ViewNode item) in document["paths"].Members())
        {
            bool apart = isSpecial(path);
            foreach (Requirement requirement in Methods.Where(method => item[method].IsObject).SelectMany(method => Of(document, path, method, item[method])))
            {
                if (apart)
                    special.Add(requirement);
                else
                    common.Add(requirement.Text);
            }
        }

        foreach (Requirement requirement in special.Where(requirement => common.Contains(requirement.Text)))
            results.Report($"The security of `{requirement.Way[2]} {requirement.Way[1]}` is that of other operations as well.", requirement.Way);
    }

    private static IEnumerable<Requirement> Of(ViewNode document, string path, string method, ViewNode operation)
    {
        ViewNode own = operation["security"];
        int index = 0;
        foreach (ViewNode requirement in (own.Exists ? own : document["security"]).Items())
        {
            IReadOnlyList<string> way = own.Exists
                ? ["paths", path, method, "security", index.ToString(CultureInfo.InvariantCulture)]
                : ["paths", path, method];
            index++;
            yield return new Requirement(way, Text(requirement));
        }
    }

    /// <summary>The same for requirements that ask for the same schemes and scopes, in whatever order.</summary>
    private static string Text(ViewNode requirement) => string.Join(' ', requirement.Members()
        .Select(scheme => $"{scheme.Key}[{string.Join(',', scheme.Value.Items().Select(scope => scope.AsString).Order(StringComparer.Ordinal))}]")
        .Order(StringComparer.Ordinal));

    private sealed record Requirement(IReadOnlyList<string> Way, string Text);
}
