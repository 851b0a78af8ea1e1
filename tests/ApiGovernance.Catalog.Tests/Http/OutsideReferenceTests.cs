using System.Net.Http.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>A contract that refers to what was not submitted with it: nothing is fetched, and the answer begins with the reference.</summary>
public sealed class OutsideReferenceTests : IDisposable
{
    private const string Place = "/components/schemas/Order/properties/channel";

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string, string> References => new()
    {
        { "common.yaml#/Channel", "reference-unresolved", "names a file that is not there" },
        { "../../../../common.yaml#/Channel", "reference-outside", "leads out of the document's folder" },
        { "file:///etc/passwd", "reference-outside", "leads out of the document's folder" },
        { "/etc/passwd", "reference-outside", "leads out of the document's folder" },
        { "http://169.254.169.254/latest/meta-data", "reference-remote", "leads to a network address, which is not fetched" },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"], PoliciesDirectory = RepositoryPaths.At("policies") };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(References))]
    public async Task In_a_first_contract_it_is_refused_at_every_stage_and_no_version_is_there(string reference, string rule, string what)
    {
        await using CatalogWorld world = await WithOrdersAsync();

        foreach (string stage in (string[])["design", "development", "preview", "active"])
            Begins((await world.SubmitAsync("orders", "v1", With(reference), stage)).Problem, reference, rule, what);

        (await world.Client.GetVersionAsync("orders", "v1", Cancel)).Status.ShouldBe(404);
        (await world.Client.Verdicts(new VerdictFilter { Api = "orders" }).AllAsync(Cancel)).Value!.ShouldAllBe(verdict => verdict.Outcome == "not-checked" && !verdict.Applied);
    }

    [Theory]
    [MemberData(nameof(References))]
    public async Task In_a_later_revision_the_version_step_is_not_what_is_told(string reference, string rule, string what)
    {
        await using CatalogWorld world = await WithOrdersAsync();
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        string published = (await world.ManifestAsync()).Revision;

        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", With(reference))).Problem.ShouldNotBeNull();

        Begins(problem, reference, rule, what);
        problem.Errors.ShouldAllBe(error => error.Kind == FindingKind.Document, "nothing is said of the contract that the rest would be");
        (await world.ManifestAsync()).Revision.ShouldBe(published);
        (await world.Client.GetContractAsync("orders", "v1", Cancel)).Value!.Bytes.ToArray().ShouldBe(CatalogWorld.Bytes(Texts.Contract));
        ContractVerdict check = (await world.Client.CheckAsync("orders", "v1", CatalogWorld.Bytes(With(reference)), "openapi.yaml", Cancel)).Value.ShouldNotBeNull();
        check.Outcome.ShouldBe("not-checked");
        check.Findings.ShouldContain(finding => finding.RuleId == rule && finding.Blocks);
    }

    [Theory]
    [MemberData(nameof(References))]
    public async Task In_a_folder_nothing_of_it_is_applied(string reference, string rule, string what)
    {
        await using CatalogWorld world = await WithOrdersAsync();
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        const string contract = "apis/orders/v1/openapi.yaml";
        FolderRequest folder = new(
        [
            new FolderFile("teams/late.yaml", Texts.Team("late")),
            new FolderFile("apis/orders/api.yaml", Texts.Api("orders", versions: "[{name: v1, stage: active, contract: v1/openapi.yaml}]")),
            new FolderFile(contract, With(reference)),
        ])
        { Prune = "none" };

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/apply", JsonContent.Create(folder, options: ProtocolJson.Options), Cancel);

        ((int)answer.StatusCode).ShouldBe(409);
        CatalogFinding[] errors =
            [.. (await answer.Content.ReadFromJsonAsync<CatalogProblem>(ProtocolJson.Options, Cancel))!.Errors];
        Names(errors.ShouldHaveSingleItem(), reference, rule, what, contract);
        (await world.Client.GetDescriptorAsync("teams", "late", Cancel)).Status.ShouldBe(404);
        (await world.Client.GetContractAsync("orders", "v1", Cancel)).Value!.Bytes.ToArray().ShouldBe(CatalogWorld.Bytes(Texts.Contract));
    }

    [Fact]
    public async Task A_reference_to_a_file_that_is_in_the_folder_is_followed()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        FolderRequest folder = new(
        [
            new FolderFile("apis/orders/api.yaml", Texts.Api("orders", versions: "[{name: v1, stage: active, contract: v1/openapi.yaml}]")),
            new FolderFile("apis/orders/v1/openapi.yaml", With("common.yaml#/Channel")),
            new FolderFile("apis/orders/v1/common.yaml", "Channel: {type: string, enum: [web, phone]}\n"),
        ])
        { Prune = "none" };

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/apply", JsonContent.Create(folder, options: ProtocolJson.Options), Cancel);

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static void Begins(CatalogProblem? problem, string reference, string rule, string what)
    {
        problem.ShouldNotBeNull().Status.ShouldBe(422);
        problem.Type.ShouldEndWith("/contract-unreadable");
        problem.Detail!.ShouldStartWith($"Not checked: the contract refers to what was not submitted with it. The reference '{reference}' {what}");
        problem.Detail.ShouldContain($"It stands in openapi.yaml:{LineOf(reference)}:");
        problem.Detail.ShouldContain($"at {Place}.");
        Names(problem.Errors[0], reference, rule, what, "openapi.yaml");
    }

    private static void Names(CatalogFinding finding, string reference, string rule, string what, string file) => finding.ShouldSatisfyAllConditions(
        () => finding.RuleId.ShouldBe(rule),
        () => finding.Message.ShouldBe($"The reference '{reference}' {what}."),
        () => finding.File.ShouldBe(file),
        () => finding.Line.ShouldBe(LineOf(reference)),
        () => finding.Pointer.ShouldBe(Place),
        () => finding.Fix.ShouldNotBeNullOrEmpty());

    private static int LineOf(string reference)
    {
        string text = With(reference);
        return text[..text.IndexOf(reference, StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
    }

    private static string With(string reference) =>
        Texts.Contract.Replace("channel: {type: string, enum: [web, phone]}", $"channel: {{$ref: '{reference}'}}", StringComparison.Ordinal);

    private async Task<CatalogWorld> WithOrdersAsync()
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        return world;
    }
}
