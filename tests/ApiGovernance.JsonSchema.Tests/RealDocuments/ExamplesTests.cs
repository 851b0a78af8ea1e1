using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.RealDocuments;

public sealed class ExamplesTests(ITestOutputHelper output)
{
    private const string Page = "docs/real-documents-examples.md";

    public static TheoryData<string> Documents() =>
        Directory.Exists(Path.Combine(RepositoryPaths.Shared, "specs")) ? [.. PublishedDocument.Files("docs", "events", "pairs")] : ["none"];

    [Fact]
    public void The_page_says_which_published_examples_break_their_own_schema()
    {
        string page = ExamplesReport.Write([.. PublishedDocument.Files("docs", "events").Select(static file => new PublishedDocument(file))]);
        string path = RepositoryPaths.At(Page);
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(path, page);
        File.Exists(path).ShouldBeTrue($"{Page} is missing; `./test.sh --accept` writes it.");
        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(page, $"{Page} is stale; `./test.sh --accept` rewrites it.");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_schema_of_a_published_document_compiles_in_both_engines(string file)
    {
        RepositoryPaths.RequireShared("specs");
        var document = new PublishedDocument(file);

        if (document.Schemas.Count == 0)
            document.Compile("", SchemaDirection.Any).Problems.ShouldHaveSingleItem().Message.ShouldContain("has nothing at '#/definitions/Notification'");
        foreach (string pointer in document.Schemas)
        {
            foreach (SchemaEngine engine in Enum.GetValues<SchemaEngine>())
            {
                CompileResult result = document.Compile(pointer, SchemaDirection.Any, engine);
                result.Schema.ShouldNotBeNull($"{document.Name}#{pointer}: {string.Join("; ", result.Problems)}");
                result.Problems.ShouldAllBe(static problem => !problem.Fatal);
            }
        }

        output.WriteLine($"{document.Name}: {document.Schemas.Count} schemas, {document.Examples.Count} examples and defaults");
    }

    /// <summary>Values near the published schemas, and the published examples with a change or two: both engines say the same.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Values_near_published_schemas_get_the_same_answer_from_both_engines(string file)
    {
        RepositoryPaths.RequireShared("specs");
        var document = new PublishedDocument(file);

        string[] failures = [.. PublishedSchemaValues.Disagreements(document).Take(5)];

        failures.ShouldBeEmpty(string.Join('\n', failures));
    }
}
