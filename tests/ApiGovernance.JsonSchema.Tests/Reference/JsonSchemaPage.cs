namespace ApiGovernance.JsonSchema.Tests.Reference;

internal static class JsonSchemaPage
{
    public static string Write(IReadOnlyList<Suite.SuiteRun> runs) => string.Join('\n', runs.Select(static r => r.Dialect));
}
