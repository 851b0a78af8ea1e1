namespace ApiGovernance.JsonSchema.Tests.Suite;

public sealed class OptionalSuiteTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("draft4")]
    [InlineData("draft6")]
    [InlineData("draft7")]
    [InlineData("draft2019-09")]
    [InlineData("draft2020-12")]
    public void Only_the_listed_optional_cases_fail(string draft)
    {
        var failures = new List<string>();
        string optional = Path.Combine(SuiteFiles.Suite, "tests", draft, "optional");
        int plain = Run(draft, optional, FormatMode.Annotation, failures);
        int formats = Run(draft, Path.Combine(optional, "format"), FormatMode.Assertion, failures);
        output.WriteLine($"{draft}: {plain + formats - failures.Count} of {plain + formats} optional cases");

        string list = Path.Combine(AppContext.BaseDirectory, "Suite", "known-failures.txt");
        string[] known = [.. File.ReadAllLines(list).Where(line => line.StartsWith(draft + "/", StringComparison.Ordinal))];
        string[] unexpected = [.. failures.Except(known)];
        string[] repaired = [.. known.Except(failures)];
        unexpected.ShouldBeEmpty(string.Join('\n', unexpected));
        repaired.ShouldBeEmpty("these pass now; take them off the list");
        (plain + formats).ShouldBeGreaterThan(100);
    }

    private static int Run(string draft, string folder, FormatMode formats, List<string> failures)
    {
        int count = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            count += SuiteFiles.Run(draft, file, formats, failures);
        }

        return count;
    }
}
