using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>What is wrong with the path templates of a document, each alone and one beside the other.</summary>
internal sealed partial class PathTemplateCheck(ContractReading reading)
{
    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);

    /// <returns>False when the path can match no request and is left out.</returns>
    public bool Accept(DocumentMember member, ResolvedNode value)
    {
        string path = member.Name;
        if (path.Length == 0 || path[0] != '/')
        {
            reading.Warning(
                "contract-path", $"The path '{path}' does not start with '/', so no request matches it; it is left out.", $"Write '/{path}'.", member, value);
            return false;
        }

        // Two templates that differ in the names of their parameters only: nobody can say which one a request means.
        string shape = Expression().Replace(path, "{}");
        if (!_shapes.TryAdd(shape, path))
        {
            reading.Warning(
                "contract-ambiguous-path",
                $"The paths '{_shapes[shape]}' and '{path}' match the same requests.",
                "Merge them, or tell them apart by a fixed segment.",
                member,
                value);
        }

        return true;
    }

    public void CheckParameters(DocumentMember member, ResolvedNode value, IEnumerable<ApiOperation> operations)
    {
        string[] named = [.. Expression().Matches(member.Name).Select(m => m.Groups[1].Value)];
        foreach (ApiOperation operation in operations)
        {
            string[] declared = [.. operation.Parameters.Where(p => p.In == ParameterLocation.Path).Select(p => p.Name)];
            foreach (string name in named.Except(declared, StringComparer.Ordinal))
            {
                reading.Warning(
                    "contract-path-parameter-undeclared",
                    $"{operation} has '{{{name}}}' in its path, but declares no such path parameter.",
                    $"Declare a parameter '{name}' with 'in: path'.",
                    member,
                    value,
                    operation.ToString());
            }

            foreach (string name in declared.Except(named, StringComparer.Ordinal))
            {
                reading.Warning(
                    "contract-path-parameter-unused",
                    $"{operation} declares the path parameter '{name}', which its path does not have.",
                    $"Put '{{{name}}}' into the path or remove the parameter.",
                    member,
                    value,
                    operation.ToString());
            }
        }
    }

    [GeneratedRegex(@"\{([^{}]*)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
