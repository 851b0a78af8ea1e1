using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>Policies of a test's own, beside nothing or beside the repository's.</summary>
internal static class PolicyFiles
{
    public static void Lifecycle(TempFolder folder, string spec, string name = "default") => folder.Write(
        $"policies/lifecycle/{name}.yaml", $"apiVersion: apigovernance/v1\nkind: LifecyclePolicy\nmetadata: {{name: {name}}}\nspec:\n{Indented(spec)}\n");

    public static void Gate(TempFolder folder, string spec) => folder.Write(
        "policies/gate/default.yaml", $"apiVersion: apigovernance/v1\nkind: GatePolicy\nmetadata: {{name: default}}\nspec:\n{Indented(spec)}\n");

    public static void CopyRepository(TempFolder folder)
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryPaths.At("policies"), "*.yaml", SearchOption.AllDirectories))
            folder.Write(Path.Combine("policies", Path.GetRelativePath(RepositoryPaths.At("policies"), file)), File.ReadAllText(file));
    }

    private static string Indented(string spec) => string.Join('\n', spec.Split('\n').Select(line => "  " + line));
}
