using System.Globalization;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>`oasTagDefined` and `uniquenessTags`.</summary>
internal static class TagFunctions
{
    /// <summary>Run on the document: what an operation is tagged with is one of the document's tags.</summary>
    public static void Defined(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsObject)
            return;
        HashSet<string> known = [.. target.Value["tags"].Items().Select(static tag => tag["name"].AsString).OfType<string>()];
        foreach (OperationPlace place in Operations.Of(target.Value["paths"]))
        {
            int index = -1;
            foreach (ViewNode tag in place.Operation["tags"].Items())
            {
                index++;
                if (tag.AsString is not { } name || !known.Contains(name))
                {
                    results.Add(new FunctionResult(
                        $"Operation tag {PrintedValue.Of(tag.Node)} is not one of the document's `tags`.",
                        Absolute: ["paths", place.Path, place.Method, "tags", index.ToString(CultureInfo.InvariantCulture)]));
                }
            }
        }
    }

    /// <summary>Run on a list of tag objects: each name stands once. A list with anything else in it is left to the schema.</summary>
    public static void Unique(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsArray || target.Value.Items().Any(static tag => tag["name"].AsString is null))
            return;
        HashSet<string> seen = new(StringComparer.Ordinal);
        int index = -1;
        foreach (ViewNode tag in target.Value.Items())
        {
            index++;
            string name = tag["name"].AsString!;
            if (!seen.Add(name))
                results.Report($"\"tags\" has a second tag named \"{name}\".", index.ToString(CultureInfo.InvariantCulture), "name");
        }
    }
}
