namespace ApiGovernance.JsonSchema.Tests.Suite;

public sealed class RequiredSuiteTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("draft4", 618)]
    [InlineData("draft6", 839)]
    [InlineData("draft7", 927)]
    [InlineData("draft2019-09", 1259)]
    [InlineData("draft2020-12", 1299)]
    public void Every_required_case_passes(string draft, int cases)
    {
        var failures = new List<string>();
        int count = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(SuiteFiles.Suite, "tests", draft), "*.json").Order(StringComparer.Ordinal))
            count += SuiteFiles.Run(draft, file, FormatMode.Annotation, failures);

        output.WriteLine($"{draft}: {count - failures.Count} of {count}");
        foreach (string failure in failures)
            output.WriteLine(failure);
        count.ShouldBe(cases);
        failures.ShouldBeEmpty();
    }
}
