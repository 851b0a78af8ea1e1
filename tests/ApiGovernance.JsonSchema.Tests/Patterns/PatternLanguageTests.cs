using System.Diagnostics;
using System.Text;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

public sealed class PatternLanguageTests
{
    [Theory]
    [InlineData("^[A-Z]{2,4}$", "^[A-Z]{3}$", "AA")]
    [InlineData("^[A-Z]{3}$", "^[A-Z]{2,4}$", null)]
    [InlineData("^[a-z]+$", "^[a-y]+$", "z")]
    [InlineData("^\\w+$", "^[A-Za-z0-9_]+$", null)]
    [InlineData("^\\w+$", "^[A-Za-z0-9]+$", "_")]
    [InlineData("^\\d+$", "^[0-8]*$", "9")]
    [InlineData("abc", "b", null)]
    [InlineData("b", "abc", "b")]
    [InlineData("^(red|green|blue)$", "^(red|green)$", "blue")]
    [InlineData("^(red|green)$", "^(blue|green|red)$", null)]
    [InlineData("^(ab)+$", "^(ab){1,3}$", "abababab")]
    [InlineData("^(a|b)*abb$", "^[ab]*bb$", null)]
    [InlineData("^[ab]*bb$", "^(a|b)*abb$", "bb")]
    [InlineData("a$", "^a", "ba")]
    [InlineData("^a|b$", "^a", "b")]
    [InlineData("\\bcat\\b", "^cat$", "cat-")]
    [InlineData("\\bcat\\b", "cat", null)]
    [InlineData("cat", "\\bcat\\b", "acat")]
    [InlineData("a\\Bb", "\\Ba|b\\B", "ab")]
    [InlineData("^.$", "^[\\s\\S]$", null)]
    [InlineData("^[^]$", "^.$", "\n")]
    [InlineData("^\\p{L}+$", "^[A-Za-z]+$", "é")]
    [InlineData("^\\p{Lu}$", "^\\p{L}$", null)]
    [InlineData("^\\p{Script=Cyrillic}$", "^\\p{Lu}$", "ж")]
    [InlineData("^[😀-😂]$", "^😀$", "😁")]
    [InlineData("^[\\uD800-\\uDFFF]$", "^x$", null)]
    [InlineData("^[^]{2}$", "^[^\\uD800-\\uDFFF]{2}$", null)]
    [InlineData("^[]$", "^x$", null)]
    [InlineData("^(a+)+$", "^a*$", null)]
    public void A_text_of_one_pattern_that_is_not_of_another_is_found_or_proven_absent(string matching, string notMatching, string? text)
    {
        PatternSample sample = PatternLanguage.Find([matching], [notMatching]);
        sample.ShouldBe(new PatternSample(text is null ? PatternSampleOutcome.None : PatternSampleOutcome.Found, text));
    }

    [Fact]
    public void Several_patterns_must_match_at_once_and_several_must_not()
    {
        PatternLanguage.Find(["^[a-z]+$", "^.{3}$", "b"], ["^a", "c"]).Text.ShouldBe("baa");
        PatternLanguage.Find(["^a", "b$", "c"], []).Text.ShouldBe("acb");
        PatternLanguage.Find(["^a+$", "^b+$"], []).Outcome.ShouldBe(PatternSampleOutcome.None);
        PatternLanguage.Find(["^[ab]+$"], ["^a+$", "^b+$"]).Text.ShouldBe("ab");
        PatternLanguage.Find(["^[ab]+$"], ["a", "b"]).Outcome.ShouldBe(PatternSampleOutcome.None);
    }

    [Theory]
    [InlineData("^a*$", "^(aaa)*$", 0, null, "a")]
    [InlineData("^a*$", "^(aaa)*$", 2, null, "aa")]
    [InlineData("^a*$", "^(aaa)*$", 3, null, "aaaa")]
    [InlineData("^a*$", "^(aaa)*$", 3, 3, null)]
    [InlineData("^a*$", "^.{0,5}$", 0, 5, null)]
    [InlineData("^a*$", "^.{0,5}$", 0, 6, "aaaaaa")]
    [InlineData("^(abc)*$", "x", 4, 5, null)]
    [InlineData("^(abc)*$", "x", 4, 6, "abcabc")]
    [InlineData("a", "b", 3, null, "aaa")]
    [InlineData("^x", "y", 4, 4, "xaaa")]
    [InlineData("^😀+$", "a", 2, 2, "😀😀")]
    [InlineData("a", "b", 3, 2, null)]
    [InlineData("^[a-c]{2}$", "x", 3, null, null)]
    public void A_length_is_of_code_points_and_within_its_bounds(string matching, string notMatching, int min, int? max, string? text) =>
        PatternLanguage.Find([matching], [notMatching], min, max)
            .ShouldBe(new PatternSample(text is null ? PatternSampleOutcome.None : PatternSampleOutcome.Found, text));

    [Fact]
    public void Without_patterns_the_length_alone_decides()
    {
        PatternLanguage.Find([], []).Text.ShouldBe("");
        PatternLanguage.Find([], [], 3, 3).Text.ShouldBe("aaa");
        PatternLanguage.Find([], [], -1).Text.ShouldBe("");
        PatternLanguage.Find([], [], 4, 3).Outcome.ShouldBe(PatternSampleOutcome.None);
        PatternLanguage.Find([], [], 0, -1).Outcome.ShouldBe(PatternSampleOutcome.None);
        PatternLanguage.Find([], [], int.MaxValue).Outcome.ShouldBe(PatternSampleOutcome.Undecided);
    }

    /// <summary>Layers that repeat are not walked one by one: bounds as contracts have them stay far below the steps allowed.</summary>
    [Theory]
    [InlineData("^[a-z]+$", "^-", 65_537, 1)]
    [InlineData("^([a-z]{3}-)*[a-z]{3}$", "--", 100_000, 4)]
    [InlineData("^(abcde|abc)+$", "^b", 70_001, 1)]
    [InlineData("^((aa|b{7})c)*$", "^b", 70_001, 1)]
    public void A_great_least_length_is_reached_by_going_round(string matching, string notMatching, int min, int period)
    {
        PatternSample sample = PatternLanguage.Find([matching], [notMatching], min, maxSteps: 2_000);
        string text = sample.Text.ShouldNotBeNull();
        text.Length.ShouldBeInRange(min, min + period - 1);
        PatternTrial.Matches(matching, text).ShouldBeTrue();
        PatternTrial.Matches(notMatching, text).ShouldBeFalse();
    }

    [Fact]
    public void Where_no_length_in_the_bounds_is_possible_a_great_least_length_does_not_hide_it() =>
        PatternLanguage.Find(["^(ab)*$"], ["^b"], 99_999, 99_999).Outcome.ShouldBe(PatternSampleOutcome.None);

    [Theory]
    [InlineData("(?<=a)b")]
    [InlineData("a(?!b)c")]
    [InlineData("^(?<q>['\"]).*\\k<q>$")]
    [InlineData("^(a)\\1$")]
    [InlineData("(")]
    [InlineData("[z-a]")]
    public void What_no_automaton_decides_is_undecided(string pattern) =>
        PatternLanguage.Find([pattern], []).ShouldBe(new PatternSample(PatternSampleOutcome.Undecided, null));

    [Fact]
    public void A_pattern_that_no_automaton_decides_does_not_hide_what_the_others_prove()
    {
        const string Quoted = "^(['\"])a*\\1$";
        PatternLanguage.Find([Quoted], [Quoted]).Outcome.ShouldBe(PatternSampleOutcome.None);
        PatternLanguage.Find([Quoted, "^a+$"], ["^a{1,3}$", "a{4}"]).Outcome.ShouldBe(PatternSampleOutcome.None);
        PatternLanguage.Find(["^'a*'$"], ["^(['\"])aa\\1$"]).Text.ShouldBe("''");
        PatternLanguage.Find(["^'a*'$"], [Quoted]).Outcome.ShouldBe(PatternSampleOutcome.Undecided);
        PatternLanguage.Find(["^a$", "("], ["^a$"]).Outcome.ShouldBe(PatternSampleOutcome.Undecided);
    }

    [Theory]
    [InlineData("^(?=.*[A-Z])(?=.*\\d).{8,}$", "^.{8,}$", null)]
    [InlineData("^.{8,}$", "^(?=.*[A-Z])(?=.*\\d).{8,}$", "aaaaaaaa")]
    [InlineData("^(?=.*[A-Z])(?=.*\\d).{4,}$", "[a-z]", "000A")]
    [InlineData("^(?!admin)[a-z]+$", "^(?!a)[a-z]+$", "a")]
    [InlineData("^(?!a)[a-z]+$", "^(?!admin)[a-z]+$", null)]
    [InlineData("^[a-z]+$", "^(?!admin)[a-z]+$", "admin")]
    public void Lookahead_at_the_start_is_decided(string matching, string notMatching, string? text) =>
        PatternLanguage.Find([matching], [notMatching])
            .ShouldBe(new PatternSample(text is null ? PatternSampleOutcome.None : PatternSampleOutcome.Found, text));

    [Fact]
    public void What_can_be_read_is_preferred()
    {
        PatternLanguage.Find(["^[^]$"], []).Text.ShouldBe("a");
        PatternLanguage.Find(["^[^]$"], ["[a-z]"]).Text.ShouldBe("0");
        PatternLanguage.Find(["^[^]$"], ["[a-z\\d]"]).Text.ShouldBe("A");
        PatternLanguage.Find(["^[^]$"], ["\\w"]).Text.ShouldBe("-");
        PatternLanguage.Find(["^[^]$"], ["[!-~]"]).Text.ShouldBe(" ");
        PatternLanguage.Find(["^[^]$"], ["[ -~]"]).Text.ShouldBe("é");
        PatternLanguage.Find(["^[^]$"], ["[^\\0-\\x1F]"]).Text.ShouldBe("\0");
    }

    [Theory]
    [InlineData("(a|b)*a(a|b){20}", "^b")]
    [InlineData("^(a|b)*a(a|b){20}$", "^(a|b)*b(a|b){19}$")]
    [InlineData("^(x{1,100}y{1,100}){1,20}$", "^(x{1,99}y{1,101}){1,20}$")]
    [InlineData("^(a?){2000}a{2000}$", "^a{1999,4001}$")]
    [InlineData("(.*a.*b.*c.*){200}", "(.*c.*b.*a.*){200}")]
    [InlineData("^((((a{1,20}){1,20}){1,20})b)+$", "^((a{1,30}b){1,30}c?){1,20}$")]
    [InlineData("(\\p{L}|\\d){1,4000}\\b.{3000}", "(\\w|\\P{Lu}){5000}")]
    [InlineData("^(a|aa|aaa){1,3000}$", "^(b|bb|bbb){1,3000}$|^(a|aa|aaaa){1,2500}$")]
    public void A_pattern_that_explodes_ends_in_good_time(string matching, string notMatching)
    {
        long start = Stopwatch.GetTimestamp();
        PatternSample sample = PatternLanguage.Find([matching], [notMatching]);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        if (sample.Text is { } text)
        {
            PatternTrial.Matches(matching, text).ShouldBeTrue();
            PatternTrial.Matches(notMatching, text).ShouldBeFalse();
        }
    }

    [Fact]
    public void The_steps_allowed_are_a_bound()
    {
        PatternLanguage.Find(["^a{100}$"], ["b"], maxSteps: 50).Outcome.ShouldBe(PatternSampleOutcome.Undecided);
        PatternLanguage.Find(["^a{100}$"], ["b"], maxSteps: 101).Text.ShouldBe(new string('a', 100));
    }
}

/// <summary>What the matchers of the validator say of a text.</summary>
internal static class PatternTrial
{
    public static bool Matches(string pattern, string text) =>
        EcmaPattern.TryCreate(pattern, out string? error).ShouldNotBeNull(error).Match(Encoding.UTF8.GetBytes(text)) == PatternMatch.Yes;
}
