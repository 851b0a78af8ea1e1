using ApiGovernance.Fuzzing;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests.Fuzzing;

/// <summary>A short run of every fuzz target. Long ones: docs/operations/fuzzing.md.</summary>
public sealed class FuzzTargetTests(ITestOutputHelper output)
{
    public static TheoryData<string> Targets() => [.. FuzzTarget.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Mutated_inputs_find_nothing(string name)
    {
        FuzzTarget target = FuzzTarget.Find(name).ShouldNotBeNull();

        // The count decides, not the time: the same inputs run everywhere.
        MutationRun run = MutationRun.Of(target, [], seed: 20261123, count: name == "scanner" ? 20_000 : 3_000);

        output.WriteLine($"{name}: {run.Inputs} inputs, slowest {run.SlowestTime.TotalMilliseconds:0} ms for {run.Slowest.Length} bytes");
        run.Failures.ShouldBeEmpty(string.Join('\n', run.Failures.Select(static failure => $"{failure.Kind}: {Convert.ToBase64String(failure.Input)}\n{failure.Details}")));
        run.Inputs.ShouldBeGreaterThan(3_000);
    }

    /// <summary>Inputs that failed once, one file each: <c>target-name</c>.</summary>
    [Fact]
    public void What_failed_once_fails_no_more()
    {
        string[] files = Directory.GetFiles(RepositoryPaths.At("tests/ApiGovernance.Fuzzing/Regressions"));
        files.ShouldNotBeEmpty();
        foreach (string file in files)
        {
            FuzzTarget target = FuzzTarget.Find(Path.GetFileName(file).Split('-')[0]).ShouldNotBeNull(file);
            Should.NotThrow(() => target.Run(File.ReadAllBytes(file)), file);
        }
    }

    [Fact]
    public void A_target_that_fails_is_reported_with_its_shortest_input()
    {
        var target = new FuzzTarget("x", "", static input => FuzzFailure.Unless(!input.AsSpan().Contains((byte)'7'), "a seven"), ["1234567890", "7"]);

        MutationRun run = MutationRun.Of(target, [], seed: 1, count: 500);

        FoundFailure failure = run.Failures.ShouldHaveSingleItem();
        failure.Kind.ShouldBe("FuzzFailure a seven");
        failure.Input.ShouldBe("7"u8.ToArray());
    }
}
