using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>What is asked of operations: `oasOpIdUnique`, `oasOpSuccessResponse`, `oasOpFormDataConsumeCheck`.</summary>
internal static class OperationFunctions
{
    /// <summary>Run on <c>paths</c>: every operationId but the first of its name is told.</summary>
    public static void UniqueIds(LintTarget target, ICollection<FunctionResult> results)
    {
        Dictionary<(NodeKind?, string?), OperationPlace> seen = [];
        foreach (OperationPlace place in Operations.Of(target.Value))
        {
            ViewNode id = place.Operation["operationId"];
            if (id.Node is not { IsObject: false, IsArray: false } node || seen.TryAdd((node.Kind, node.Text), place))
                continue;
            OperationPlace first = seen[(node.Kind, node.Text)];
            results.Add(new FunctionResult(
                $"operationId {PrintedValue.Of(node)} is already that of {first.Method.ToUpperInvariant()} {first.Path}; it must be unique.",
                Absolute: ["paths", place.Path, place.Method, "operationId"]));
        }
    }

    /// <summary>Run on <c>responses</c>: one of them tells of success or a redirection.</summary>
    public static void SuccessResponse(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsObject)
            return;
        bool ranges = OpenApiVersions.Of(target.View) > OpenApiVersion.V20;
        foreach (DocumentMember response in target.Node!.Members)
        {
            if (ranges && response.Name is "2XX" or "3XX")
                return;
            if (double.TryParse(response.Name, NumberStyles.Float, CultureInfo.InvariantCulture, out double status) && status is >= 200 and < 400)
                return;
        }

        results.Report("Operation must define at least one response of success or redirection (2xx or 3xx)");
    }

    /// <summary>Run on an operation of 2.0 that has both `consumes` and `parameters`.</summary>
    public static void FormDataIsConsumed(LintTarget target, ICollection<FunctionResult> results)
    {
        ViewNode consumes = target.Value["consumes"], parameters = target.Value["parameters"];
        if (!consumes.IsArray || !parameters.IsArray || !parameters.Items().Any(static parameter => parameter["in"].AsString == "formData"))
            return;
        if (!consumes.Items().Any(static type => type.AsString is { } text
                && (text.Contains("application/x-www-form-urlencoded", StringComparison.Ordinal) || text.Contains("multipart/form-data", StringComparison.Ordinal))))
        {
            results.Report("Operation has parameters \"in: formData\", so its `consumes` must name application/x-www-form-urlencoded or multipart/form-data.");
        }
    }
}
