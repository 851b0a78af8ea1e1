using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>The document formats that rules name, in each spelling that rulesets use: a rule runs only on documents of its formats.</summary>
internal static class RuleFormats
{
    /// <summary>In the order in which messages list them.</summary>
    private static readonly DocumentFormat[] Formats =
    [
        DocumentFormat.OfVersion("oas2", "OpenAPI 2.0 (Swagger)", "swagger", "2"),
        DocumentFormat.OfVersion("oas3", "OpenAPI 3.x", "openapi", "3"),
        DocumentFormat.OfVersion("oas3_0", "OpenAPI 3.0.x", "openapi", "3.0"),
        DocumentFormat.OfVersion("oas3_1", "OpenAPI 3.1.x", "openapi", "3.1"),
        DocumentFormat.OfVersion("oas3_2", "OpenAPI 3.2.x", "openapi", "3.2"),
        DocumentFormat.OfVersion("aas2", "AsyncAPI 2.x", "asyncapi", "2"),
        DocumentFormat.OfVersion("aas2_0", "AsyncAPI 2.0.x", "asyncapi", "2.0"),
        DocumentFormat.OfVersion("aas2_1", "AsyncAPI 2.1.x", "asyncapi", "2.1"),
        DocumentFormat.OfVersion("aas2_2", "AsyncAPI 2.2.x", "asyncapi", "2.2"),
        DocumentFormat.OfVersion("aas2_3", "AsyncAPI 2.3.x", "asyncapi", "2.3"),
        DocumentFormat.OfVersion("aas2_4", "AsyncAPI 2.4.x", "asyncapi", "2.4"),
        DocumentFormat.OfVersion("aas2_5", "AsyncAPI 2.5.x", "asyncapi", "2.5"),
        DocumentFormat.OfVersion("aas2_6", "AsyncAPI 2.6.x", "asyncapi", "2.6"),
        DocumentFormat.OfVersion("aas3", "AsyncAPI 3.x", "asyncapi", "3"),
        DocumentFormat.OfVersion("aas3_0", "AsyncAPI 3.0.x", "asyncapi", "3.0"),
        DocumentFormat.OfVersion("aas3_1", "AsyncAPI 3.1.x", "asyncapi", "3.1"),
        DocumentFormat.OfVersion("arazzo1", "Arazzo 1.x", "arazzo", "1"),
        DocumentFormat.OfVersion("arazzo1_0", "Arazzo 1.0.x", "arazzo", "1.0"),
        new("json-schema", "JSON Schema", JsonSchemaFormats.IsDeclared),
        new("json-schema-loose", "JSON Schema (loose)", JsonSchemaFormats.IsLoose),
        new("json-schema-draft4", "JSON Schema Draft 4", root => JsonSchemaFormats.IsDraft(root, "draft-04")),
        new("json-schema-draft6", "JSON Schema Draft 6", root => JsonSchemaFormats.IsDraft(root, "draft-06")),
        new("json-schema-draft7", "JSON Schema Draft 7", root => JsonSchemaFormats.IsDraft(root, "draft-07")),
        new("json-schema-2019-09", "JSON Schema Draft 2019-09", root => JsonSchemaFormats.IsDraft(root, "draft/2019-09")),
        new("json-schema-2020-12", "JSON Schema Draft 2020-12", root => JsonSchemaFormats.IsDraft(root, "draft/2020-12")),
    ];

    /// <summary>Older names of the same.</summary>
    private static readonly (string Older, string Name)[] Older =
    [
        ("asyncapi2", "aas2"), ("asyncapi3", "aas3"), ("json-schema-draft-2019-09", "json-schema-2019-09"), ("json-schema-draft-2020-12", "json-schema-2020-12"),
    ];

    private static readonly Dictionary<string, int> Known = Index();

    public static string All => string.Join(", ", Formats.Select(format => format.Name));

    /// <summary>The format of a name; empty when there is none of that name.</summary>
    public static FormatSet Find(string name) => Known.TryGetValue(Key(name), out int index) ? new FormatSet(1UL << index) : FormatSet.Empty;

    /// <summary>The formats of a document.</summary>
    public static FormatSet Of(DocumentNode root)
    {
        ulong bits = 0;
        for (int i = 0; i < Formats.Length; i++)
            bits |= root.IsObject && Formats[i].Matches(root) ? 1UL << i : 0;
        return new FormatSet(bits);
    }

    /// <summary>Names for people, e.g. <c>OpenAPI 3.x</c>.</summary>
    public static IEnumerable<string> Titles(FormatSet formats) => In(formats).Select(format => format.Title);

    public static IEnumerable<string> Names(FormatSet formats) => In(formats).Select(format => format.Name);

    private static IEnumerable<DocumentFormat> In(FormatSet formats) => Formats.Where((_, index) => (formats.Bits & (1UL << index)) != 0);

    private static Dictionary<string, int> Index()
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        for (int i = 0; i < Formats.Length; i++)
            known[Key(Formats[i].Name)] = i;
        foreach ((string older, string name) in Older)
            known[Key(older)] = known[Key(name)];
        return known;
    }

    // `oas3.0`, `oas3_0`, `json-schema-draft7` and `jsonSchemaDraft7` are spellings of one name each.
    private static string Key(string name)
    {
        StringBuilder key = new(name.Length);
        foreach (char c in name)
        {
            if (c is not ('.' or '-' or '_'))
                key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }
}
