using System.Globalization;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>
/// Random schemas and values near them, judged by this validator and by ajv. Every case is made again by its seed and number.
/// APIGOV_DIFFERENTIAL_PAIRS and APIGOV_DIFFERENTIAL_SEED set other ones.
/// </summary>
public sealed class AjvDifferentialTests(ITestOutputHelper output)
{
    private const int InstancesPerSchema = 10;
    private const int Batch = 500;
    private const ulong Seed = 20261123;

    // ajv says so itself when it compiles: "$dynamicRef" only supports hash fragment reference.
    private static readonly SchemaShape[] s_shapes =
    [
        new(SchemaDialect.Draft202012, DynamicUris: false), new(SchemaDialect.Draft202012, DynamicUris: false), new(SchemaDialect.Draft7),
    ];

    [Fact]
    public async Task Both_judge_the_same_unless_the_difference_is_a_known_one_of_ajv()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        int pairs = int.Parse(Environment.GetEnvironmentVariable("APIGOV_DIFFERENTIAL_PAIRS") ?? "100000", CultureInfo.InvariantCulture);
        ulong seed = ulong.Parse(Environment.GetEnvironmentVariable("APIGOV_DIFFERENTIAL_SEED") ?? $"{Seed}", CultureInfo.InvariantCulture);
        using AjvProcess ajv = await AjvProcess.StartAsync(cancellation);
        var generator = new SchemaCases(InstancesPerSchema, s_shapes);
        var tally = new DifferenceTally();
        for (int first = 0; tally.Pairs < pairs; first += Batch)
        {
            SchemaCase[] cases = [.. Enumerable.Range(first, Batch).Select(index => generator.Make(seed, index))];
            Task<IReadOnlyList<string>> asked = ajv.AnswerAsync(cases, allErrors: false, cancellation);
            bool[][] ours = [.. cases.Select(Judge)];
            string[] theirs = [.. await asked];
            int[] differing = [.. Enumerable.Range(0, Batch).Where(i => !tally.Agree(ours[i], theirs[i]))];
            IReadOnlyList<string> second = await ajv.AnswerAsync([.. differing.Select(i => cases[i])], allErrors: true, cancellation);
            for (int i = 0; i < differing.Length; i++)
                tally.Differ(first + differing[i], cases[differing[i]], ours[differing[i]], theirs[differing[i]], second[i]);
        }

        output.WriteLine($"seed {seed}: {tally}");
        tally.Unexplained.ShouldBe(0, $"seed {seed}; the shortest of them:\n" + tally.Shortest(12));
        tally.Valid.ShouldBeInRange(tally.Pairs * 2 / 5, tally.Pairs * 3 / 5);
        tally.Explained.ShouldBeLessThan(tally.Pairs / 50, "so many known differences hide unknown ones");
    }

    private static bool[] Judge(SchemaCase one)
    {
        CompiledSchema schema = one.Compile();
        return [.. Enumerable.Range(0, one.Instances.Count).Select(i => schema.IsValid(one.Bytes(i)))];
    }
}
