using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>`refSiblings`, on the value of a `$ref`: every other member of its object is told.</summary>
internal static class RefSiblingsFunction
{
    public static void Run(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Place.Parent is not { Node.IsObject: true } owner)
            return;
        IReadOnlyList<string>? way = null;
        foreach (DocumentMember member in owner.Node.Members)
        {
            if (member.Name == "$ref")
                continue;
            way ??= owner.Way();
            results.Add(new FunctionResult("$ref must not be placed next to any other properties", Absolute: [.. way, member.Name]));
        }
    }
}
