using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.RealDocuments;

/// <summary>Published documents of commerce, ERP and logistics systems, registered, published and called through the gateway.</summary>
public sealed class RealDocumentsTests(RealDocumentsWorld world) : IClassFixture<RealDocumentsWorld>
{
    public static TheoryData<string> CaseFiles() => [.. DocumentCase.LoadAll().Select(one => one.Document)];

    [Fact]
    public void Every_document_has_a_case_and_every_case_a_document()
    {
        string[] documents = [.. RealDocumentsWorld.Files().Select(file => Path.GetFileName(file)!)];

        world.Cases.Keys.Order(StringComparer.Ordinal).ShouldBe(documents);
        foreach (DocumentCase one in world.Cases.Values)
        {
            File.Exists(Path.Combine(DocumentCase.Folder, RealDocument.NameOf(one.Document) + ".json")).ShouldBeTrue(one.Document);
            if (one.NotHandled is null)
            {
                one.Valid.ShouldNotBeEmpty(one.Document);
                one.Invalid.ShouldNotBeEmpty(one.Document);
            }
        }
    }

    [Fact]
    public async Task Every_document_is_registered_and_none_is_quarantined()
    {
        RepositoryPaths.RequireShared();

        Answer apis = await world.GetAsync(controlPlane: true, "api/v1/apis?limit=200");
        Answer ready = await world.GetAsync(controlPlane: false, "readyz");

        apis.Json.GetProperty("items").EnumerateArray().Select(api => api.GetProperty("name").GetString())
            .ShouldBe(world.Documents.Select(document => document.Name), ignoreOrder: true);
        ready.Json.GetProperty("quarantined").GetArrayLength().ShouldBe(0, ready.Body);
    }

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public async Task Valid_calls_reach_the_back_end_as_they_were_sent(string file)
    {
        (RealDocument document, DocumentCase one) = Find(file);

        foreach (DocumentCall call in one.Valid)
        {
            Answer answer = await world.SendAsync(document, call);

            answer.Status.ShouldBe(200, $"{call.Method} {call.Path}: {answer.Body}");
            string[] target = call.Path.Split('?', 2);
            Echo seen = answer.Echo;
            seen.Method.ShouldBe(call.Method);
            seen.Path.ShouldBe(target[0]);
            seen.Query.ShouldBe(target.Length == 2 ? "?" + target[1] : "");
            seen.Body.ShouldBe(call.Body?.GetRawText() ?? "");
            foreach ((string name, string value) in call.Headers)
                seen.Headers.ShouldContainKeyAndValue(name, value);
            seen.Headers.ShouldNotContainKey("Authorization");
            seen.Headers["X-Consumer-Id"].ShouldBe(CatalogFiles.Consumer);
        }
    }

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public async Task Invalid_calls_are_refused_and_every_mistake_is_named(string file)
    {
        (RealDocument document, DocumentCase one) = Find(file);

        foreach (DocumentCall call in one.Invalid)
        {
            Answer answer = await world.SendAsync(document, call);

            Refusal expect = call.Expect.ShouldNotBeNull($"{call.Method} {call.Path}");
            JsonElement problem = answer.ShouldBeProblem(expect.Status, expect.Status == 422 ? "contract-violation" : "invalid-parameters");
            problem.GetProperty("api").GetString().ShouldBe(document.Name);
            problem.GetProperty("version").GetString().ShouldBe("v1");
            problem.GetProperty("operation").GetString().ShouldBe(call.Operation);
            problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe(CatalogFiles.Team);
            string errors = problem.GetProperty("errors").GetRawText();
            foreach (string named in expect.Contains)
                errors.ShouldContain(named);
        }
    }

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public async Task A_path_that_the_document_does_not_have_is_not_forwarded(string file)
    {
        (RealDocument document, _) = Find(file);

        Answer answer = await world.SendAsync(
            document, new DocumentCall { Method = "GET", Path = "/no/such/path/in/any/of/these/documents", Operation = "" });

        answer.ShouldBeProblem(404, "operation-not-found").GetProperty("api").GetString().ShouldBe(document.Name);
    }

    [Fact]
    public async Task The_table_in_the_documentation_says_what_happens()
    {
        RepositoryPaths.RequireShared();

        ResultTable.Match(await ResultTable.WriteAsync(world));
    }

    private (RealDocument Document, DocumentCase Case) Find(string file)
    {
        RepositoryPaths.RequireShared();
        return (world.Documents.Single(document => document.FileName == file), world.Cases[file]);
    }
}
