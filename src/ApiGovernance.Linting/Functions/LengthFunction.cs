using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`length`: of a string (in characters), an array, an object's members, or the number itself.</summary>
internal static class LengthFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        int? min = options.Integer("min"), max = options.Integer("max");
        if (min is null && max is null)
            throw new FunctionOptionException(options.Node, "`length` needs `min` or `max`.");
        return (target, property) => Check(target, property, min, max);
    }

    private static IEnumerable<FunctionMessage> Check(DocumentNode? target, string property, int? min, int? max)
    {
        double? length = target?.Kind switch
        {
            NodeKind.String => target.Text!.EnumerateRunes().Count(),
            NodeKind.Array => target.Items.Count,
            NodeKind.Object => target.Members.Count,
            NodeKind.Number => double.Parse(target.Text!, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (length < min)
            yield return new FunctionMessage($"{property} must be longer than or equal to {min}");
        if (length > max)
            yield return new FunctionMessage($"{property} must be shorter than or equal to {max}");
    }
}
