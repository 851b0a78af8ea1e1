using System.Globalization;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>`oasOpParams`, on the parameters of an operation: name and place are unique together; one body, and not beside form data.</summary>
internal static class OperationParametersFunction
{
    public static void Run(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsArray || target.Node!.Items.Count < 2)
            return;
        HashSet<(string?, string?)> seen = [];
        List<int> bodies = [];
        bool form = false;
        int index = -1;
        foreach (ViewNode parameter in target.Value.Items())
        {
            index++;
            // What its reference does not lead to is unknown.
            if (!parameter.IsObject || parameter["$ref"].Exists)
                continue;
            string? place = parameter["in"].Node?.Text, name = parameter["name"].Node?.Text;
            if (!seen.Add((place, name)))
                results.Report($"Parameter \"{name}\" in {place} is already one of this operation.", Index(index));
            if (place == "body")
                bodies.Add(index);
            form |= place == "formData";
        }

        if (bodies.Count > 0 && form)
            results.Report("Operation must not have both \"in: body\" and \"in: formData\" parameters.");
        foreach (int body in bodies.Skip(1))
            results.Report("Operation must not have more than one \"in: body\" parameter.", Index(body));
    }

    private static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);
}
