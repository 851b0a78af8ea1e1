namespace ApiGovernance.Linting.Functions;

/// <summary>`xor` (exactly one of the properties) and `or` (at least one).</summary>
internal static class PropertyCountFunctions
{
    public static LintFunction Create(FunctionOptions options, bool exactlyOne)
    {
        IReadOnlyList<string> names = options.Names("properties");
        string list = string.Join(", ", names.Select(name => $"\"{name}\""));
        return (target, _) =>
        {
            if (target is not { IsObject: true })
                return [];
            int count = names.Count(name => target[name] is not null);
            if (count == 1 || (count > 1 && !exactlyOne))
                return [];
            return [new FunctionMessage(exactlyOne ? $"exactly one of {list} must be defined" : $"at least one of {list} must be defined")];
        };
    }
}
