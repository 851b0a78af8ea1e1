using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http.Contract;

/// <summary>Every operation is called, and every answer is what the contract says: status, headers, body.</summary>
public sealed class LiveContractTests : IAsyncLifetime
{
    /// <summary>Documented answers that this walk does not see, and the tests that see them.</summary>
    private static readonly Dictionary<string, string> SeenElsewhere = new(StringComparer.Ordinal)
    {
        ["401"] = "needs an admin token: With_an_admin_token_every_call_needs_it, for one operation; all have it from the same guard",
        ["403"] = "needs an access policy: the tests of Access",
        ["413"] = "needs 20 MB: A_body_that_is_too_large_is_refused_before_it_is_read",
        ["default"] = "needs a failure of the control plane",
        ["submitContract 202"] = "needs a policy that asks for approval: the tests of approvals",
        ["decideContract 200"] = "needs a policy that asks for approval: the tests of approvals",
        ["getSnapshot 204"] = "there is a snapshot from the beginning",
        ["testWebhook 409"] = "needs two calls at once: A_test_that_is_still_running_is_not_begun_again",
    };

    /// <summary>These conflict with nothing but with themselves at the same moment: Calls_at_once_have_one_effect.</summary>
    private static readonly HashSet<string> OnlyAtOnce =
    [
        "requestSubscription 409", "reportUsage 409", "acknowledgeSnapshot 409", "planFolder 409", "replayVerdict 409", "answerQuestion 409",
        "reportRelease 409",
    ];

    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;
    private DescribedApi _api = null!;
    private ContractWatch _watch = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("policies/rollout/default.yaml", "apiVersion: apigovernance/v1\nkind: RolloutPolicy\nspec: {waves: [1]}\n");
        _world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] });
        _api = new DescribedApi(await _world.Http.GetByteArrayAsync("api/v1/openapi.json", Cancel));
        _watch = new ContractWatch(_api);
        _http = new HttpClient(_watch) { BaseAddress = _world.Http.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_operation_answers_as_it_is_described()
    {
        ContractWalk walk = new(_http, _world);
        await walk.RegisterAsync();
        await walk.WorkAsync();
        foreach (ApiOperation operation in _api.Contract.Operations)
            await walk.MisuseAsync(operation);
        await walk.RollOutAsync();
        await walk.RemoveAsync();

        _watch.Deviations.ShouldBeEmpty();
        string[] unseen =
        [
            .. _api.Contract.Operations.SelectMany(operation => operation.Responses.Select(response => (operation.OperationId, response.Status)))
                .Where(answer => !_watch.Seen.Contains($"{answer.OperationId} {answer.Status}"))
                .Where(answer => !SeenElsewhere.ContainsKey(answer.Status) && !SeenElsewhere.ContainsKey($"{answer.OperationId} {answer.Status}"))
                .Select(answer => $"{answer.OperationId} {answer.Status}")
                .Where(answer => !OnlyAtOnce.Contains(answer)),
        ];
        unseen.ShouldBeEmpty();
        // An excuse that is not needed hides the day on which it would be.
        SeenElsewhere.Keys.Concat(OnlyAtOnce).Where(answer => answer.Contains(' ', StringComparison.Ordinal)).Intersect(_watch.Seen).ShouldBeEmpty();
    }
}
