using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>Writes a small, sound catalog into a folder: one team, plan, entity and consumer, and the back ends and APIs asked for.</summary>
internal sealed class CatalogFiles
{
    public const string Team = "team-a";
    public const string Consumer = "tester";

    private readonly TempFolder _folder;
    private readonly List<(string Api, string[] Scopes)> _subscriptions = [];

    public CatalogFiles(TempFolder folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Policies);
        Write("teams", Team, "Team", "contacts:\n    - type: email\n      value: team-a@example.com");
        Write("plans", "unlimited", "Plan", "limits:\n    - name: burst\n      requests: 1000000\n      perSeconds: 1");
        Write("canonical", "thing", "CanonicalEntity", $"owner: {Team}\n  schema: thing.schema.yaml");
        folder.Write("catalog/canonical/thing.schema.yaml", "$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\n");
        WriteConsumer();
    }

    public string Catalog => _folder["catalog"];

    /// <summary>Empty: contracts are read and compared, and no ruleset judges their style.</summary>
    public string Policies => _folder["policies"];

    public string Data => _folder["data"];

    /// <summary>The arguments of <c>apigov serve</c> for this catalog, on free ports.</summary>
    public string[] Arguments =>
    [
        "--catalog", Catalog, "--policies", Policies, "--data", Data, "--gateway", "http://127.0.0.1:0", "--control-plane", "http://127.0.0.1:0",
    ];

    /// <param name="more">Further lines of the record, each with its indent.</param>
    public CatalogFiles Backend(string name, Uri address, string more = "") =>
        Write("backends", name, "Backend", $"owner: {Team}\n  system: other\n  address: {address}\n  timeoutSeconds: 30{more}");

    public CatalogFiles Plan(string name, int requests, int perSeconds) =>
        Write("plans", name, "Plan", $"limits:\n    - name: burst\n      requests: {requests}\n      perSeconds: {perSeconds}");

    /// <summary>One more consumer, subscribed to one API.</summary>
    public CatalogFiles Subscriber(string name, string plan, string api) => Write(
        "consumers", name, "Consumer",
        $"owner: {Team}\n  plan: {plan}\n  credentials:\n    - issuer: embedded\n      clientId: {name}\n  subscriptions:\n    - api: {api}");

    /// <summary>Adds lines to the record of an API that was written before.</summary>
    /// <param name="more">Each with its indent.</param>
    public CatalogFiles With(string api, string more)
    {
        string path = Path.Combine(Catalog, "apis", api, "api.yaml");
        File.WriteAllText(path, File.ReadAllText(path).TrimEnd('\n') + more + "\n");
        return this;
    }

    /// <summary>An active v1 on <paramref name="basePath"/>, to which the consumer is subscribed with the scopes.</summary>
    /// <param name="contract">The file's text.</param>
    /// <param name="extension">With its dot.</param>
    public CatalogFiles Api(
        string name, string basePath, string backend, string contract, string extension = ".yaml", string owner = Team, bool anonymous = false,
        params string[] scopes)
    {
        _folder.Write($"catalog/apis/{name}/v1/openapi{extension}", contract);
        Write($"apis/{name}", "api", "Api", ApiSpec(basePath, backend, extension, owner, anonymous), name);
        _subscriptions.Add((name, scopes));
        WriteConsumer();
        return this;
    }

    public static string ApiSpec(string basePath, string backend, string extension = ".yaml", string owner = Team, bool anonymous = false) => $"""
        owner: {owner}
          domain: testing
          entity: thing
          visibility: internal
          dataClassification: internal
          backend: {backend}
          basePath: {basePath}
          authentication: {(anonymous ? "none" : "required")}
          versions:
            - name: v1
              stage: active
              contract: v1/openapi{extension}
        """;

    public static string Descriptor(string kind, string name, string spec) =>
        $"apiVersion: apigovernance/v1\nkind: {kind}\nmetadata:\n  name: {name}\nspec:\n  {spec}\n";

    private CatalogFiles Write(string directory, string file, string kind, string spec, string? name = null)
    {
        _folder.Write($"catalog/{directory}/{file}.yaml", Descriptor(kind, name ?? file, spec));
        return this;
    }

    private void WriteConsumer()
    {
        string subscriptions = _subscriptions.Count == 0
            ? " []"
            : string.Concat(_subscriptions.Select(subscription => $"\n    - api: {subscription.Api}"
                + (subscription.Scopes.Length == 0 ? "" : $"\n      scopes: [\"{string.Join("\", \"", subscription.Scopes)}\"]")));
        Write(
            "consumers", Consumer, "Consumer",
            $"owner: {Team}\n  plan: unlimited\n  credentials:\n    - issuer: embedded\n      clientId: {Consumer}\n"
            + $"  subscriptions:{subscriptions}");
    }
}
