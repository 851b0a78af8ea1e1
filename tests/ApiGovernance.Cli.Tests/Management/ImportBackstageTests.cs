namespace ApiGovernance.Cli.Tests.Management;

/// <summary>`import backstage`: what becomes of the entities, and what is said of the rest.</summary>
public sealed class ImportBackstageTests : IDisposable
{
    private const string Entities = """
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata: {name: Team_A, description: They sell.}
        spec:
          type: team
          profile: {displayName: Team A, email: team-a@example.com}
          children: []
        ---
        apiVersion: backstage.io/v1alpha1
        kind: System
        metadata:
          name: commerce
          annotations: {apigovernance.dev/address: "https://commerce.example.com"}
        spec: {owner: group:default/Team_A, domain: sales}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: orders
          tags: [rest]
          annotations:
            apigovernance.dev/entity: order
            apigovernance.dev/visibility: internal
            apigovernance.dev/data-classification: internal
            backstage.io/techdocs-ref: dir:.
        spec:
          type: openapi
          lifecycle: production
          owner: Team_A
          system: commerce
          definition: {$text: ./openapi.yaml}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata: {name: graph}
        spec: {type: graphql, lifecycle: production, owner: Team_A, definition: "type Query { a: Int }"}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: shop}
        spec: {type: website, lifecycle: production, owner: Team_A, consumesApis: [orders, graph]}
        ---
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: guest}
        spec: {memberOf: []}
        """;

    private readonly World _world = new();

    public ImportBackstageTests()
    {
        _world.Write("backstage/catalog-info.yaml", Entities);
        _world.Write("backstage/openapi.yaml", World.Contract);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_definition_elsewhere_on_the_disk_stays_there()
    {
        _world.Write("secrets.txt", "password: hunter2\n");
        _world.Write("backstage/catalog-info.yaml", Entities.Replace("./openapi.yaml", "../secrets.txt", StringComparison.Ordinal));
        _world.Write("elsewhere/x.txt", "");

        Ran ran = await Apigov.RunAsync(_world["elsewhere"], "import", "backstage", _world["backstage/catalog-info.yaml"], "--to", _world["out"]);

        ran.Output.ShouldContain("is neither below the file's folder nor below the current one.");
        Directory.EnumerateFiles(_world["out"], "*", SearchOption.AllDirectories).ShouldAllBe(file => !File.ReadAllText(file).Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Templates_are_named_and_skipped()
    {
        _world.Write("backstage/catalog-info.yaml", Entities + "\n---\napiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: service}\nspec: {}\n---\n");

        Ran ran = await ImportAsync();

        ran.Output.ShouldContain("info Template/service is skipped: there is no record for a Template.");
        ran.Output.ShouldNotContain("This is no entity of Backstage");
    }

    [Fact]
    public async Task Entities_become_records_and_what_is_lost_is_told_by_line()
    {
        Ran ran = await ImportAsync();

        File.ReadAllText(_world["out/teams/team-a.yaml"]).ShouldContain("value: \"team-a@example.com\"");
        File.ReadAllText(_world["out/backends/commerce.yaml"]).ShouldContain("address: \"https://commerce.example.com\"");
        string api = File.ReadAllText(_world["out/apis/orders/api.yaml"]);
        foreach (string line in new[] { "owner: team-a", "domain: sales", "entity: order", "backend: commerce", "basePath: /sales/orders", "stage: active", "contract: v1/openapi.yaml" })
            api.ShouldContain(line);
        File.ReadAllText(_world["out/apis/orders/v1/openapi.yaml"]).ShouldBe(World.Contract);
        File.ReadAllText(_world["out/consumers/shop.yaml"]).ShouldContain("- api: orders\n");
        ran.Output.ShouldContain("backstage/catalog-info.yaml:3:18 warning Group/Team_A is called `team-a` here.");
        ran.Output.ShouldContain("backstage/catalog-info.yaml:36:14 warning API/graph is of type `graphql` and skipped");
        ran.Output.ShouldContain("API/orders: not kept: metadata.tags, annotation backstage.io/techdocs-ref.");
        ran.Output.ShouldContain("the API `graph` was not imported, so there is no subscription to it.");
        ran.Output.ShouldContain("User/guest is skipped");
        // No canonical entity and no plan can come from Backstage: what is open is asked for, and nothing is made up.
        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("To fill in or to mend in the folder:");
        ran.Output.ShouldContain("`plan`");
    }

    [Fact]
    public async Task With_the_missing_records_there_the_folder_is_sound()
    {
        _world.WriteCatalog();
        foreach (string file in new[] { "plans/standard.yaml", "canonical/order.yaml", "canonical/order.schema.yaml", "teams/commerce.yaml" })
            _world.Write($"out/{file}", File.ReadAllText(_world[$"catalog/{file}"]));
        Ran ran = await ImportAsync("--plan", "standard");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        Ran validated = await _world.RunAsync("catalog", "validate", "out");
        validated.ExitCode.ShouldBe(0, validated.ToString());
    }

    [Fact]
    public async Task No_file_is_written_over()
    {
        string mine = _world.Write("out/teams/team-a.yaml", "mine");
        Ran ran = await ImportAsync();
        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain("nothing was written");
        File.ReadAllText(_world["out/teams/team-a.yaml"]).ShouldBe("mine");
        Directory.Exists(_world["out/apis"]).ShouldBeFalse(mine);
    }

    [Fact]
    public async Task What_is_no_entity_and_what_is_elsewhere_is_an_error()
    {
        _world.Write("backstage/catalog-info.yaml", """
            apiVersion: backstage.io/v1alpha1
            kind: API
            metadata: {name: far}
            spec: {type: openapi, lifecycle: production, owner: a, definition: {$text: "https://example.com/openapi.yaml"}}
            ---
            hello: world
            """);
        Ran ran = await ImportAsync();
        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("backstage/catalog-info.yaml:4:");
        ran.Output.ShouldContain("nothing is fetched from a network");
        ran.Output.ShouldContain("backstage/catalog-info.yaml:6:1 error This is no entity of Backstage");
    }

    private Task<Ran> ImportAsync(params string[] arguments) =>
        _world.RunAsync(["import", "backstage", "backstage/catalog-info.yaml", "--to", "out", .. arguments]);
}
