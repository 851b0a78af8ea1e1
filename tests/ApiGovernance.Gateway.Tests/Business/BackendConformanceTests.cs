using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Business;

/// <summary>How back ends keep to contracts.</summary>
public class BackendConformanceTests
{
    private const string Broken = """{"number":"ERP-1"}""";

    [Theory]
    [InlineData(ValidationMode.Enforce)]
    [InlineData(ValidationMode.Report)]
    public async Task Three_broken_answers_of_ten_are_counted(ValidationMode mode)
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync("kept-" + mode, [], part => part with { ResponseValidation = mode });
        for (int i = 0; i < 10; i++)
            await world.OrderAsync($"PO-{i}", headers: i is 2 or 5 or 9 ? [("Answer-Body", Broken)] : []);
        // A refusal that the contract has is no breach of it, and what the gateway refuses says nothing of the back end.
        await world.OrderAsync("PO-11", ""","note":"far too long a note" """);

        world.Metrics.Count("apigov.backend.answers", ("backend", "erp"), ("result", "kept")).ShouldBe(7);
        world.Metrics.Count("apigov.backend.answers", ("backend", "erp"), ("result", "broken")).ShouldBe(3);
        await Eventually.HoldsAsync(() => Reported(world).Sum(answers => answers.Checked) == 10, GatewayWorld.Bound, "ten answers are reported");
        Reported(world).Sum(answers => answers.Broken).ShouldBe(3);
        Reported(world).ShouldAllBe(answers => answers.Backend == "erp" && answers.Api == world.Api);
    }

    [Fact]
    public async Task What_nobody_looks_at_says_nothing()
    {
        await using BusinessWorld world = await BusinessWorld.StartAsync("unlooked", []);
        await world.OrderAsync("PO-1", headers: ("Answer-Body", Broken));
        (await world.EventsAfterAsync(1)).ShouldBe(1);
        world.Metrics.Count("apigov.backend.answers").ShouldBe(0);

        // An answer whose body cannot be read is told apart: it does not make the score better.
        await using BusinessWorld packed = await BusinessWorld.StartAsync("packed", [], part => part with { ResponseValidation = ValidationMode.Enforce });
        packed.Backend.Say(201, "application/json", "?", ("Content-Encoding", "compress"));
        await packed.OrderAsync("PO-1");
        packed.Metrics.Count("apigov.backend.answers", ("result", "unchecked")).ShouldBe(1);
        packed.Metrics.Count("apigov.backend.answers").ShouldBe(1);
        Reported(packed).ShouldBeEmpty();
    }

    private static List<CheckedAnswers> Reported(BusinessWorld world) => [.. world.Gateway.ControlPlane.Usage.SelectMany(report => report.Answers)];
}
