using System.Text;
using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests;

/// <summary>The table of profiles in docs/reference/compatibility-policy.md is made from the profiles (`./test.sh --accept` rewrites it).</summary>
public sealed class PolicyProfileDocsTests
{
    private const string Start = "<!-- profiles -->\n", End = "<!-- /profiles -->\n";

    [Fact]
    public void The_page_says_what_the_profiles_say()
    {
        string file = RepositoryPaths.At("docs/reference/compatibility-policy.md");
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        string expected = page[..start] + Table() + page[end..];
        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            File.WriteAllText(file, expected);
        else
            page.ShouldBe(expected, "the table of profiles is stale; `./test.sh --accept` rewrites it.");
    }

    [Fact]
    public void The_page_explains_every_setting()
    {
        string page = File.ReadAllText(RepositoryPaths.At("docs/reference/compatibility-policy.md"));
        foreach (string setting in (string[])["extends", .. SettingsReader.Members.Where(name => name != "notice"), "notice.days", "notice.requireSunset", "overrides", "ignore"])
            page.ShouldContain($"| `{setting}` | ", Case.Sensitive);
        foreach (string member in (string[])["api", "stability", "visibility", "path", "method", "tag"])
            page.ShouldContain($"| `{member}` | ", Case.Sensitive);
    }

    private static string Table()
    {
        StringBuilder table = new();
        CompatibilityPolicy[] profiles = [.. CompatibilityProfiles.Names.Select(name => CompatibilityProfiles.Find(name)!)];
        table.Append("| change id | catalogue | ").AppendJoin(" | ", CompatibilityProfiles.Names.Select(name => $"`{name}`")).Append(" |\n|---|---|---|---|---|\n");
        ChangeContext context = new(null, DiffOptions.Default);
        foreach (ChangeDefinition change in ChangeCatalog.All.Where(change => !change.Id.EndsWith("-not-compared", StringComparison.Ordinal) && change.Id != "part-not-read"))
        {
            Severity?[] severities = [.. profiles.Select(profile => profile.SeverityOf(change, null, ChangeCompatibility.BreakingProven, [context]))];
            if (severities.Any(severity => severity != change.Severity))
                table.Append("| `").Append(change.Id).Append("` | ").AppendJoin(" | ", severities.Prepend(change.Severity).Select(Word)).Append(" |\n");
        }

        Severity? Of(CompatibilityPolicy profile, ChangeCompatibility effect) =>
            profile.SeverityOf(ChangeCatalog.Get("request-body-type-changed"), null, effect, [context]);
        table.Append("| breaking by rule, not shown | error | ").AppendJoin(" | ", profiles.Select(profile => Word(Of(profile, ChangeCompatibility.BreakingByRule)))).Append(" |\n");
        table.Append("| not compared (`undecided`) | error | ").AppendJoin(" | ", profiles.Select(profile => Word(profile.SeverityOfUndecided([context])))).Append(" |\n");
        table.Append("| of a draft or alpha operation, at most | error | ").AppendJoin(" | ", profiles.Select(profile => Word(Draft(profile)))).Append(" |\n");
        return table.ToString();
    }

    private static Severity? Draft(CompatibilityPolicy profile)
    {
        ChangeContext context = new(Contracts.Operation("x-stability-level: draft").Operations[0], DiffOptions.Default);
        return ChangeCatalog.All.Min(change => profile.SeverityOf(change, null, ChangeCompatibility.BreakingProven, [context]));
    }

    private static string Word(Severity? severity) => severity is { } value ? Words<Severity>.Of(value) : "off";
}
