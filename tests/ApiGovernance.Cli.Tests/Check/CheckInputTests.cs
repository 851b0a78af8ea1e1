namespace ApiGovernance.Cli.Tests.Check;

/// <summary>What `check` takes, and as what it judges it.</summary>
public sealed class CheckInputTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task One_that_cannot_be_read_does_not_hide_the_others()
    {
        _world.WriteContract("apis/a.yaml", "createOrder", "create-order");
        _world.Write("apis/b.yaml", "openapi: 3.1.0\ninfo: {title: Broken\npaths: {}\n");
        _world.Write("apis/c.yaml", World.Contract);
        _world.Write("apis/notes.yaml", "just: notes\n");
        Ran ran = await _world.RunAsync("check", "apis/*.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("apis/a.yaml: Blocked:");
        ran.Output.ShouldContain("apis/b.yaml: Not checked:");
        ran.Output.ShouldContain("apis/c.yaml: Passed:");
        ran.Output.ShouldContain("check: 1 of 3 contracts passed, 1 is blocked, 1 was not checked");
    }

    [Fact]
    public async Task A_folder_without_a_contract_does_not_pass()
    {
        _world.Write("notes/a.yaml", "just: notes\n");
        Ran ran = await _world.RunAsync("check", "notes");
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("None of the 1 files is an OpenAPI contract, so nothing was checked.");
    }

    [Fact]
    public async Task Events_that_a_pattern_finds_are_named_as_not_judged()
    {
        _world.Write("apis/orders.yaml", World.Contract);
        _world.Write("apis/events.yaml", "asyncapi: 3.0.0\ninfo: {title: Events, version: 1.0.0}\n");
        Ran ran = await _world.RunAsync("check", "apis");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("note: apis/events.yaml is an AsyncAPI document, which the gate does not judge");
    }

    [Theory]
    [InlineData("development", 0)]
    [InlineData("preview", 1)]
    [InlineData("active", 1)]
    public async Task The_descriptor_says_the_stage(string stage, int exitCode)
    {
        _world.WriteCatalog();
        _world.Write("catalog/apis/orders/api.yaml", File.ReadAllText(_world["catalog/apis/orders/api.yaml"]).Replace("stage: active", $"stage: {stage}"));
        _world.WriteContract("catalog/apis/orders/v1/openapi.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("check", "catalog");

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Output.ShouldContain(": orders v1: ");
    }

    [Fact]
    public async Task The_canonical_entities_of_the_catalog_folder_are_held_against_as_at_registration()
    {
        _world.WriteCatalog();
        _world.Write("catalog/canonical/order.schema.yaml", "type: object\nrequired: [total]\nproperties: {total: {type: string, format: decimal}, channel: {type: string}}\n");
        _world.WriteContract("catalog/apis/orders/v1/openapi.yaml", "additionalProperties: false", "additionalProperties: false\n              x-canonical: order");
        Ran ran = await _world.RunAsync("check", "catalog", "--format", "json", "--fail-on", "never");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("\"kind\": \"conformance\"");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task What_of_the_canonical_model_is_not_compared_is_noted_once_and_fails_nothing(string format)
    {
        _world.WriteCatalog();
        _world.Write("catalog/canonical/order.yaml", World.Descriptor("CanonicalEntity", "order", "{owner: commerce, schema: order.schema.yaml, identifiers: [nummer]}"));
        _world.Write("catalog/canonical/order.schema.yaml", "type: object\nproperties: {number: {type: string}}\n");
        Ran ran = await _world.RunAsync("check", "catalog", "--format", format);

        ran.ExitCode.ShouldBe(0, ran.ToString());
        const string note = ", which its schema does not have. Correct the name, or add the field to the schema.";
        ran.Output.Split(note).Length.ShouldBe(2, ran.ToString());
        ran.Output.ShouldContain("catalog/canonical/order.schema.yaml:1:1");
    }

    [Fact]
    public async Task A_canonical_entity_that_cannot_be_read_ends_with_4()
    {
        _world.WriteCatalog();
        File.Delete(_world["catalog/canonical/order.schema.yaml"]);
        Ran ran = await _world.RunAsync("check", "catalog");
        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Errors.ShouldContain("catalog/canonical/order.yaml:1:1 There is no file");
    }

    [Fact]
    public async Task The_command_line_overrules_the_descriptors_stage()
    {
        _world.WriteCatalog();
        _world.WriteContract("catalog/apis/orders/v1/openapi.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("check", "catalog", "--stage", "design");
        ran.ExitCode.ShouldBe(0, ran.ToString());
    }

    [Fact]
    public async Task A_descriptor_that_cannot_be_read_is_told_and_the_strictest_stage_holds()
    {
        _world.WriteCatalog();
        _world.Write("catalog/apis/orders/api.yaml", "apiVersion: apigovernance/v1\nkind: Api\n");
        _world.WriteContract("catalog/apis/orders/v1/openapi.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("check", "catalog");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("note: catalog/apis/orders/api.yaml:1:1 ");
        ran.Output.ShouldContain("was judged as a contract in stage active");
    }

    [Theory]
    [InlineData("verdict", 1)]
    [InlineData("never", 0)]
    public async Task Advice_fails_nothing(string failOn, int exitCode)
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--fail-on", failOn);
        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Output.ShouldContain("Blocked");
    }

    [Fact]
    public async Task Advice_does_not_pass_what_was_not_checked()
    {
        Ran ran = await _world.RunAsync("check", "missing.yaml", "--fail-on", "never");
        ran.ExitCode.ShouldBe(3, ran.ToString());
    }

    [Fact]
    public async Task A_milder_threshold_fails_what_the_verdict_lets_pass()
    {
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--fail-on", "warning");
        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("Passed");
    }

    [Theory]
    [InlineData("orders.yaml", "--against", "orders.yaml", "--base", "HEAD")]
    [InlineData("orders.yaml", "--api", "orders")]
    [InlineData("orders.yaml", "other.yaml", "--against", "orders.yaml")]
    [InlineData("orders.yaml", "--comment-file", "orders.yaml")]
    [InlineData("orders.yaml", "--format", "sarif=a.json", "--comment-file", "a.json")]
    public async Task What_does_not_fit_together_ends_with_2(params string[] arguments)
    {
        _world.Write("other.yaml", World.Contract);
        Ran ran = await _world.RunAsync(["check", .. arguments]);
        ran.ExitCode.ShouldBe(2, ran.ToString());
        File.ReadAllText(_world["orders.yaml"]).ShouldBe(World.Contract);
    }
}
