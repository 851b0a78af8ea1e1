using System.Net.Http.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Review;

/// <summary>Folders that no file system would take, and folders that say something twice.</summary>
public sealed class FolderPathTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"files":[{"path":"teams/a.yaml","text":""},{"path":"teams/a.yaml/b.yaml","text":""}]}""", "lies in a file")]
    [InlineData("""{"files":[{"path":"teams/A.yaml","text":""},{"path":"teams/a.yaml","text":""}]}""", "is there 2 times")]
    [InlineData("""{"files":[{"path":"teams/\ud800.yaml","text":""}]}""", "")]
    [InlineData("""{"files":[{"path":null,"text":""}]}""", "")]
    [InlineData("""{"files":[{"path":"teams/a.yaml","text":null}]}""", "")]
    [InlineData("""{"files":[null]}""", "")]
    [InlineData("""{"files":null}""", "")]
    [InlineData("""{}""", "")]
    [InlineData("""{"files":[{"path":"teams/LONG.yaml","text":""}]}""", "is no path")]
    public async Task What_is_no_folder_is_refused(string body, string expected)
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["data"] });
        using StringContent content = new(body.Replace("LONG", new string('x', 300), StringComparison.Ordinal), null, "application/json");

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/plan", content, Cancel);

        string text = await answer.Content.ReadAsStringAsync(Cancel);
        ((int)answer.StatusCode).ShouldBe(400, text);
        text.ShouldContain(expected);
    }

    [Fact]
    public async Task Two_records_of_one_name_are_told_wherever_they_stand()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"] });
        FolderRequest folder = new(
        [
            new FolderFile("teams/sales.yaml", Texts.Team("sales")), new FolderFile("teams/sales2.yaml", Texts.Team("sales")),
            new FolderFile("apis/orders/api.yaml", Texts.Api("orders", versions: "[{name: v1, stage: design, contract: v1/openapi.yaml}]")),
            new FolderFile("apis/orders/api.json", "{}"), new FolderFile("apis/orders/v1/openapi.yaml", Texts.Contract),
        ]);

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/plan", JsonContent.Create(folder, options: ProtocolJson.Options), Cancel);
        CatalogPlan plan = (await answer.Content.ReadFromJsonAsync<CatalogPlan>(ProtocolJson.Options, Cancel))!;

        plan.CanApply.ShouldBeFalse();
        plan.Findings.ShouldContain(finding => finding.File == "apis/orders/api.json");
        plan.Findings.ShouldContain(finding => finding.File == "teams/sales2.yaml" && finding.Message.Contains("sales", StringComparison.Ordinal));
    }
}
