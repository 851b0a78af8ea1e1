namespace ApiGovernance.Linting.Functions;

/// <summary>The core functions by name; each compiles its options once.</summary>
internal static class FunctionRegistry
{
    public static IReadOnlyDictionary<string, FunctionEntry> All { get; } = new Dictionary<string, FunctionEntry>(StringComparer.Ordinal)
    {
        ["truthy"] = new(_ => PresenceFunctions.Truthy),
        ["falsy"] = new(_ => PresenceFunctions.Falsy),
        ["defined"] = new(_ => PresenceFunctions.Defined),
        ["undefined"] = new(_ => PresenceFunctions.Undefined),
        ["pattern"] = new(PatternFunction.Create),
        ["casing"] = new(CasingFunction.Create),
        ["enumeration"] = new(EnumerationFunction.Create),
        ["length"] = new(LengthFunction.Create),
        ["xor"] = new(options => PropertyCountFunctions.Create(options, exactlyOne: true)),
        ["or"] = new(options => PropertyCountFunctions.Create(options, exactlyOne: false)),
        ["alphabetical"] = new(AlphabeticalFunction.Create),
        ["schema"] = new(SchemaFunction.Create, WholeTree: true),
    };
}

/// <param name="WholeTree">True for a function that looks below its target, which then has its references expanded.</param>
internal sealed record FunctionEntry(Func<FunctionOptions, LintFunction> Create, bool WholeTree = false);
