using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Rulesets.Overrides;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>Patterns of files, as minimatch 3 with `matchBase` decides them (each line was asked there, but for `./`).</summary>
public sealed class FileGlobTests
{
    [Theory]
    [InlineData("a.yaml", "a.yaml x/a.yaml", "b.yaml a.yaml/b")]
    [InlineData("./a.yaml", "a.yaml", "x/b.yaml")]
    [InlineData("*.yaml", "a.yaml x/y/a.yaml", "a.yml .a.yaml a.yaml.x")]
    [InlineData("x/*.yaml", "x/a.yaml", "a.yaml x/y/a.yaml y/x/a.yaml")]
    [InlineData("**/a.yaml", "a.yaml x/a.yaml x/y/a.yaml", "a.yml .x/a.yaml x/.y/a.yaml")]
    [InlineData("x/**/a.yaml", "x/a.yaml x/y/z/a.yaml", "a.yaml y/x/a.yaml x/.y/a.yaml")]
    [InlineData("x/**", "x/a x/y/b.yaml", "x y/x/a x/.a x/y/.b")]
    [InlineData("**", "a x/y ../a x/.y/a", ".a x/.y")]
    [InlineData("**/**/a", "a x/a x/y/a", "b")]
    [InlineData("**/[.a]*/**/b", "a/b x/a/y/b", "x/y/b a/.x/b")]
    [InlineData("v?/a", "v1/a", "v/a v12/a")]
    [InlineData("v[1-3]/a", "v1/a v3/a", "v4/a v-/a")]
    [InlineData("v[!1-3]/a", "v4/a", "v1/a")]
    [InlineData("v{1,2}/*.{yaml,json}", "v1/a.yaml v2/a.json", "v3/a.yaml v1/a.yml")]
    [InlineData("v{1..3}/a", "v1/a v2/a v3/a", "v4/a v{1..3}/a")]
    [InlineData("{a,b{c,d}}.x", "a.x bc.x bd.x", "b.x bcd.x")]
    [InlineData("a{b}.x", "a{b}.x", "ab.x")]
    [InlineData("@(a|b)?(c).x", "a.x bc.x", "c.x abc.x acc.x")]
    [InlineData("+(ab)*(c).x", "ab.x abab.x abcc.x", "c.x .x")]
    [InlineData("!a.yaml", "b.yaml x/b.yaml", "a.yaml x/a.yaml")]
    [InlineData("!x/**", "a y/a", "x/a")]
    [InlineData("!!a.yaml", "a.yaml", "b.yaml")]
    [InlineData(".*", ".a x/.b", "a")]
    [InlineData(".github/*.yaml", ".github/a.yaml", "github/a.yaml")]
    [InlineData("../*.yaml", "../a.yaml", "a.yaml")]
    [InlineData("a+b (1).x", "a+b (1).x", "aab (1).x")]
    [InlineData("\\*.x", "*.x", "a.x")]
    [InlineData("A.yaml", "A.yaml", "a.yaml")]
    public void A_pattern_matches_as_minimatch_does(string pattern, string matching, string others)
    {
        FileGlob glob = FileGlob.Parse(pattern);
        foreach (string path in Paths(matching))
            glob.Matches(path).ShouldBeTrue($"{pattern} should match {path}");
        foreach (string path in Paths(others))
            glob.Matches(path).ShouldBeFalse($"{pattern} should not match {path}");
    }

    [Fact]
    public void A_pattern_costs_no_more_than_it_is_long()
    {
        string deep = string.Join('/', Enumerable.Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 40));
        FileGlob.Parse(string.Concat(Enumerable.Repeat("**/*a*a*a*a*a*/", 12)) + "b").Matches(deep).ShouldBeFalse();
        Should.Throw<RulesetValueException>(() => FileGlob.Parse(string.Concat(Enumerable.Repeat("{a,b,c,d}", 10)))).Message.ShouldContain("more than 1000");
    }

    // A name in these lists has no blank, but for one pattern that has.
    private static string[] Paths(string list) => list.Contains("(1)", StringComparison.Ordinal) ? [list] : list.Split(' ');
}
