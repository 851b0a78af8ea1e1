namespace ApiGovernance.Linting.Functions;

/// <summary>`xor` (exactly one of the properties) and `or` (at least one).</summary>
internal static class PropertyCountFunctions
{
    public static LintFunction Create(FunctionOptions options, bool exactlyOne)
    {
        IReadOnlyList<string> names = options.Names("properties");
        if (names.Count < 2)
            throw new FunctionOptionException(options.Node!["properties"], $"`{options.Function}` needs two `properties` or more: fewer are no choice.");
        string list = names.Count > 4
            ? $"At least one of \"{string.Join("\" or \"", names.Take(3))}\" or {names.Count - 3} other properties must be defined"
            : $"At least one of \"{string.Join("\" or \"", names)}\" must be defined";
        return (target, results) =>
        {
            if (!target.Value.IsObject)
                return;
            List<string> found = [.. target.Node!.Members.Select(member => member.Name).Where(names.Contains)];
            if (found.Count == 0)
                results.Report(list);
            else if (found.Count > 1 && exactlyOne)
                results.Report($"Just one of \"{string.Join("\" and \"", found)}\" must be defined");
        };
    }
}
