using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>`oasUnusedComponent`, on the document: components that no reference names. Security schemes and path items are named otherwise.</summary>
internal static class UnusedComponentFunction
{
    private static readonly string[] Kinds = ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks"];

    public static void Run(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node?["components"] is not { IsObject: true } components)
            return;
        foreach (string kind in Kinds)
        {
            if (components[kind] is { IsObject: true } parts)
                UnreferencedReusableObjectFunction.Check(target, parts, "/components/" + kind, results);
        }
    }
}
