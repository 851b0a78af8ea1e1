using System.Text;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>The published JSON Schemas of OpenAPI documents, each compiled when the first document of its version comes.</summary>
internal static class DocumentSchemas
{
    private static readonly string[] Shared = ["schema-draft-04.json", "schema-2020-12.json", "schema-2020-12-validation.json"];

    private static readonly Lazy<DocumentSchema> V20 = new(static () => Compile("oas-2.0.json", "http://swagger.io/v2/schema.json"));

    private static readonly Lazy<DocumentSchema> V30 = new(static () => Compile("oas-3.0.json", "https://spec.openapis.org/oas/3.0/schema/2019-04-02"));

    private static readonly Lazy<DocumentSchema> V31 = new(static () => Compile(
        "oas-3.1.json", "https://spec.openapis.org/oas/3.1/schema/2021-09-28", "oas-3.1-dialect.json", "oas-3.1-meta.json"));

    private static readonly Lazy<DocumentSchema> V32 = new(static () => Compile(
        "oas-3.2.json", "https://spec.openapis.org/oas/3.2/schema/2025-11-23", "oas-3.2-dialect.json", "oas-3.2-meta.json"));

    // A pattern that only works without the flag `u` is none of JSON Schema's, but the contracts of the world are full of them.
    private static readonly CustomFormat Pattern = new("regex", "a regular expression (ECMA-262)", static utf8 => IsPattern(Encoding.UTF8.GetString(utf8)));

    public static DocumentSchema? Of(OpenApiVersion version) => version switch
    {
        OpenApiVersion.V20 => V20.Value,
        OpenApiVersion.V30 => V30.Value,
        OpenApiVersion.V31 => V31.Value,
        OpenApiVersion.V32 => V32.Value,
        _ => null,
    };

    private static DocumentSchema Compile(string file, string uri, params string[] more)
    {
        SchemaRegistry registry = new();
        Dictionary<string, byte[]> texts = new(StringComparer.Ordinal);
        foreach (string name in Shared.Concat(more).Prepend(file))
        {
            byte[] text = Read(name);
            registry.Add(DocumentSchema.Base + name, text, SchemaDialect.Draft202012);
            texts.Add(DocumentSchema.Base + name, text);
        }

        // One document at most is read with it: a plan for reading in one pass would cost more than it saves.
        CompileResult result = CompiledSchema.Compile(registry, uri + "#", new SchemaCompileOptions { CustomFormats = [Pattern], Engine = SchemaEngine.Tape });
        return new DocumentSchema(result.Schema ?? throw new InvalidOperationException($"{file} does not compile: {result.Problems[0].Message}"), texts);
    }

    // `\Z` is the end of the text in other languages and the letter in this one: nobody means that.
    private static bool IsPattern(string text) =>
        new SchemaPatterns().IsMatch(text, "") is not null && !text.Replace(@"\\", "", StringComparison.Ordinal).Contains(@"\Z", StringComparison.Ordinal);

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(DocumentSchemas).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
