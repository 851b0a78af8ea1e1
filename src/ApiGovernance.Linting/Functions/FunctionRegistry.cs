namespace ApiGovernance.Linting.Functions;

/// <summary>The core functions by name; each compiles its options once.</summary>
internal static class FunctionRegistry
{
    public static IReadOnlyDictionary<string, FunctionEntry> All { get; } = new Dictionary<string, FunctionEntry>(StringComparer.Ordinal)
    {
        ["truthy"] = new(_ => PresenceFunctions.Truthy, []),
        ["falsy"] = new(_ => PresenceFunctions.Falsy, []),
        ["defined"] = new(_ => PresenceFunctions.Defined, []),
        ["undefined"] = new(_ => PresenceFunctions.Undefined, []),
        ["pattern"] = new(PatternFunction.Create, ["match", "notMatch"]),
        ["casing"] = new(CasingFunction.Create, ["type", "disallowDigits", "separator"]),
        ["enumeration"] = new(EnumerationFunction.Create, ["values"]),
        ["length"] = new(LengthFunction.Create, ["min", "max"]),
        ["xor"] = new(options => PropertyCountFunctions.Create(options, exactlyOne: true), ["properties"]),
        ["or"] = new(options => PropertyCountFunctions.Create(options, exactlyOne: false), ["properties"]),
        ["alphabetical"] = new(AlphabeticalFunction.Create, ["keyedBy"]),
        ["schema"] = new(SchemaFunction.Create, ["schema", "dialect", "allErrors"]),
    };
}

/// <param name="Options">The names that `functionOptions` may have; null when the function itself looks at them.</param>
internal sealed record FunctionEntry(Func<FunctionOptions, LintFunction> Create, IReadOnlyList<string>? Options);
