using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`length`: of a string (in UTF-16 units, as JavaScript counts), an array, an object's members, or the number itself.</summary>
internal static class LengthFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        double? min = options.Number("min"), max = options.Number("max");
        if (min is null && max is null)
            throw options.Missing("`min` or `max`");
        return (target, results) =>
        {
            double? length = target.Node?.Kind switch
            {
                NodeKind.String => target.Node.Text!.Length,
                NodeKind.Array => target.Node.Items.Count,
                NodeKind.Object => target.Node.Members.Count,
                NodeKind.Number => double.Parse(target.Node.Text!, CultureInfo.InvariantCulture),
                _ => null,
            };
            if (length < min)
                results.Report(string.Create(CultureInfo.InvariantCulture, $"{target.Subject}must be longer than {min}"));
            if (length > max)
                results.Report(string.Create(CultureInfo.InvariantCulture, $"{target.Subject}must be shorter than {max}"));
        };
    }
}
