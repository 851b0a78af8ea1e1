namespace ApiGovernance.JsonSchema.Tests.Suite;

/// <summary>What one part of the suite gave.</summary>
internal sealed record SuiteRun(string Dialect, string Part, int Total, IReadOnlyList<string> Failures)
{
    public const string Required = "required";
    public const string Optional = "optional";
    public const string Format = "format";

    private static readonly string[] s_drafts = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"];

    public int Passed => Total - Failures.Count;

    /// <summary>Every draft through its own dialect.</summary>
    public static SuiteRun[] Drafts() => [.. s_drafts.SelectMany(static draft => new[]
    {
        Of(draft, Required, draft, "", new SchemaCompileOptions { Formats = FormatMode.ByVocabulary }),
        Of(draft, Optional, draft, "optional", new SchemaCompileOptions { Formats = FormatMode.ByVocabulary }),
        Of(draft, Format, draft, "optional/format", new SchemaCompileOptions { Formats = FormatMode.Assertion }),
    })];

    /// <summary>The drafts that OpenAPI builds on, through the dialects of OpenAPI.</summary>
    public static SuiteRun[] OpenApi() =>
    [
        Of("Swagger 2.0", Required, "draft4", "", new SchemaCompileOptions { Formats = FormatMode.Annotation, Dialect = SchemaDialect.Swagger20 }),
        Of("OpenAPI 3.0", Required, "draft4", "", new SchemaCompileOptions { Formats = FormatMode.Annotation, Dialect = SchemaDialect.OpenApi30 }),
        Of("OpenAPI 3.0", Format, "draft4", "optional/format", new SchemaCompileOptions { Dialect = SchemaDialect.OpenApi30 }),
        Of("OpenAPI 3.1", Required, "draft2020-12", "", new SchemaCompileOptions { Formats = FormatMode.ByVocabulary, Dialect = SchemaDialect.OpenApi31 }),
        Of("OpenAPI 3.1", Optional, "draft2020-12", "optional", new SchemaCompileOptions { Formats = FormatMode.ByVocabulary, Dialect = SchemaDialect.OpenApi31 }),
        Of("OpenAPI 3.1", Format, "draft2020-12", "optional/format", new SchemaCompileOptions { Dialect = SchemaDialect.OpenApi31 }),
    ];

    private static SuiteRun Of(string dialect, string part, string draft, string folder, SchemaCompileOptions options)
    {
        var failures = new List<string>();
        int total = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(SuiteFiles.Suite, "tests", draft, folder), "*.json").Order(StringComparer.Ordinal))
        {
            // Drafts up to 7 let a validator check content, later ones do not: their optional files are about checking it.
            bool isContent = part == Optional && Path.GetFileName(file) == "content.json";
            total += SuiteFiles.Run(draft, file, isContent ? options with { Content = ContentMode.Assertion } : options, failures);
        }

        return new SuiteRun(dialect, part, total, failures);
    }
}
