using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Schemas;

/// <summary>Holds a JSON Schema against the meta-schema of its dialect, and says what a validator could do nothing with.</summary>
public static class JsonSchemaCheck
{
    private const string Uri = "schema:///document";
    private const string Modern = "https://json-schema.org/draft/2020-12/schema";
    private const string OfAsyncApi = "http://json-schema.org/draft-07/schema";
    private const int MostFaults = 50;

    private static readonly Dictionary<string, SchemaDialect> Dialects = new(StringComparer.Ordinal)
    {
        ["http://json-schema.org/draft-04/schema"] = SchemaDialect.Draft4,
        ["http://json-schema.org/draft-06/schema"] = SchemaDialect.Draft6,
        [OfAsyncApi] = SchemaDialect.Draft7,
        ["https://json-schema.org/draft/2019-09/schema"] = SchemaDialect.Draft201909,
        [Modern] = SchemaDialect.Draft202012,
    };

    private static readonly Dictionary<string, Lazy<CompiledSchema>> MetaSchemas =
        Dialects.Keys.ToDictionary(address => address, address => new Lazy<CompiledSchema>(() => Compile(address)), StringComparer.Ordinal);

    /// <summary>What is wrong, by place; empty when nothing is, or when there is nothing at the pointer.</summary>
    /// <param name="bundle">The schema's file with those that it refers to.</param>
    /// <param name="pointer">Where in the root file the schema stands; empty for the whole of it.</param>
    public static IReadOnlyList<SchemaFault> Run(DocumentBundle bundle, string pointer)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(pointer);
        DocumentNode root = bundle.Root.Root;
        // A payload in another format than JSON Schema is an object with the format's name beside it.
        if (JsonPointer.Evaluate(root, pointer) is not { } schema || schema["schemaFormat"] is not null)
            return [];
        string dialect = DialectOf(schema, root);
        SchemaFault[] wrong =
        [
            .. MetaSchemas[dialect].Value.Validate(schema.ToJson(), MostFaults).Errors
                .Select(error => new SchemaFault(pointer + error.InstancePointer, $"{error.Message}{Found(error)}")),
        ];
        // What the meta-schema calls wrong is wrong once; the compiler knows more, such as what a pattern is.
        return [.. wrong.Concat(NotCompiled(bundle, pointer, Dialects[dialect]).ExceptBy(wrong.Select(fault => fault.Pointer), fault => fault.Pointer)).DistinctBy(fault => fault.Pointer)];
    }

    private static string DialectOf(DocumentNode schema, DocumentNode root)
    {
        string? said = (schema["$schema"] ?? root["$schema"])?.AsString?.TrimEnd('#');
        return said is not null && Dialects.ContainsKey(said) ? said : root["asyncapi"] is null ? Modern : OfAsyncApi;
    }

    private static IEnumerable<SchemaFault> NotCompiled(DocumentBundle bundle, string pointer, SchemaDialect dialect)
    {
        SchemaRegistry registry = new();
        registry.Add(Uri, bundle.ToSingleDocument(), dialect);
        return CompiledSchema.Compile(registry, $"{Uri}#{System.Uri.EscapeDataString(pointer)}").Problems
            .Where(problem => !problem.IsWarning)
            .Select(problem => new SchemaFault(problem.Location[(problem.Location.IndexOf('#', StringComparison.Ordinal) + 1)..], problem.Message));
    }

    private static string Found(SchemaError error) => error.Found is { } found ? $" It is {found}." : "";

    private static CompiledSchema Compile(string address) => CompiledSchema.Compile(new SchemaRegistry(), address).Schema
        ?? throw new InvalidOperationException($"The meta-schema {address} does not compile.");
}

/// <param name="Pointer">JSON pointer in the root file of what is wrong.</param>
public sealed record SchemaFault(string Pointer, string Message);
