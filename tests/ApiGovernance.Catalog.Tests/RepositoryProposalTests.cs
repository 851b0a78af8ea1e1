using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>The repository's own catalog and the proposals of the demo.</summary>
public sealed class RepositoryProposalTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await CatalogWorld.StartAsync(new CatalogOptions
    {
        DataDirectory = _folder.Path,
        CatalogDirectory = RepositoryPaths.At("catalog"),
        PoliciesDirectory = RepositoryPaths.At("policies"),
    });

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_breaking_one_is_blocked_for_each_of_its_three_changes()
    {
        await _world.ReportAsync("order-intake", "v2", "POST /orders", "storefront", 12);
        await _world.ReportAsync("order-intake", "v2", "GET /orders/{id}", "edi-hub", 3);

        CatalogProblem problem = (await _world.SubmitAsync("order-intake", "v2", Proposal("breaking"))).Problem.ShouldNotBeNull();

        string[] errors = [.. problem.Errors.Where(error => error is { Kind: FindingKind.Change, Severity: Severity.Error }).Select(error => error.Message)];
        foreach (string what in (string[])["phone", "requestedDate", "paymentStatus"])
            errors.ShouldContain(message => message.Contains(what));
        // What the demo shows is the proposal's own doing, not that it lags behind the contract.
        problem.Errors.Where(error => error.Kind == FindingKind.Lint).Select(error => error.Message).ShouldBeEmpty();
        problem.Errors.Where(error => error is { Kind: FindingKind.Change, Severity: Severity.Warning }).Select(error => error.Message).ShouldBeEmpty();
        problem.Impact!.Select(row => row.Consumer).ShouldBe(["storefront", "edi-hub"]);
    }

    [Fact]
    public async Task The_compatible_one_is_in_force_at_once()
    {
        ContractVerdict verdict = await _world.AcceptAsync("order-intake", "v2", Proposal("compatible"));

        verdict.Applied.ShouldBeTrue();
        verdict.Revision.ShouldBe(2);
        (await _world.PublishedAsync("order-intake", "v2"))!.ContractVersion.ShouldBe(verdict.Evidence.DeclaredVersion);
    }

    private static string Proposal(string kind) =>
        File.ReadAllText(RepositoryPaths.At($"src/ApiGovernance.Cli/Demo/Proposals/order-intake-v2-{kind}.yaml"));
}
