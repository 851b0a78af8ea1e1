using ApiGovernance.Linting.Functions.AsyncApi;
using ApiGovernance.Linting.Functions.OpenApi;
using ApiGovernance.Linting.Functions.Security;

namespace ApiGovernance.Linting.Functions;

/// <summary>The core functions, those that Spectral's own rulesets use, and those of ours, by name; each compiles its options once.</summary>
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
        ["unreferencedReusableObject"] = new(UnreferencedReusableObjectFunction.Create, ["reusableObjectsLocation"]),
        ["oasDocumentSchema"] = new(_ => DocumentSchemaFunction.Run, []),
        ["oasExample"] = new(ExampleFunction.Create, ["oasVersion", "schemaField", "type"]),
        ["oasSchema"] = new(OasSchemaFunction.Create, ["schema"]),
        ["oasPathParam"] = new(_ => PathParametersFunction.Run, []),
        ["oasOpParams"] = new(_ => OperationParametersFunction.Run, []),
        ["oasOpIdUnique"] = new(_ => OperationFunctions.UniqueIds, []),
        ["oasOpSuccessResponse"] = new(_ => OperationFunctions.SuccessResponse, []),
        ["oasOpFormDataConsumeCheck"] = new(_ => OperationFunctions.FormDataIsConsumed, []),
        ["oasTagDefined"] = new(_ => TagFunctions.Defined, []),
        ["uniquenessTags"] = new(_ => TagFunctions.Unique, []),
        ["oasSecurityDefined"] = new(SecurityDefinedFunction.Create, ["oasVersion"]),
        ["oasDiscriminator"] = new(_ => SchemaObjectFunctions.Discriminator, []),
        ["typedEnum"] = new(_ => SchemaObjectFunctions.TypedEnum, []),
        ["oasUnusedComponent"] = new(_ => UnusedComponentFunction.Run, []),
        ["refSiblings"] = new(_ => RefSiblingsFunction.Run, []),
        ["serverVariables"] = new(ServerVariablesFunction.Create, ["checkSubstitutions", "requireDefault"]),
        ["distinctSecurity"] = new(DistinctSecurityFunction.Create, ["paths"]),
    }.Concat(AsyncApiFunctions.All).ToDictionary(StringComparer.Ordinal);
}

/// <param name="Options">The names that `functionOptions` may have; null when the function itself looks at them.</param>
internal sealed record FunctionEntry(Func<FunctionOptions, LintFunction> Create, IReadOnlyList<string>? Options);
