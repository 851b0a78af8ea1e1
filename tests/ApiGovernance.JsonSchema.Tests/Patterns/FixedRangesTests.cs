using System.Text;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

/// <summary>Patterns of one length are compared as vectors: every place, both ends of its range, and every length.</summary>
public sealed class FixedRangesTests
{
    [Fact]
    public void Every_place_is_compared_with_both_ends_of_its_range()
    {
        for (int length = 1; length <= 20; length++)
        {
            EcmaPattern pattern = EcmaPattern.TryCreate($"^[B-Y]{{{length}}}$", out _).ShouldNotBeNull();
            string good = string.Concat(Enumerable.Range(0, length).Select(static i => (char)('B' + (i % 24))));
            Match(pattern, good).ShouldBe(PatternMatch.Yes);
            Match(pattern, good + "B").ShouldBe(PatternMatch.No);
            Match(pattern, good[1..]).ShouldBe(PatternMatch.No);
            for (int place = 0; place < length; place++)
            {
                foreach (char other in "BY")
                    Match(pattern, good[..place] + other + good[(place + 1)..]).ShouldBe(PatternMatch.Yes);
                foreach (char other in "AZ\0\u007Fé")
                    Match(pattern, good[..place] + other + good[(place + 1)..]).ShouldBe(PatternMatch.No);
            }
        }
    }

    [Theory]
    [InlineData("^[A-Z]{3}-[0-9]{6}$", "WID-007919", "WID-00791", "WID_007919", "wID-007919", "WID-00791é")]
    [InlineData("^\\d{4}$", "2026", "202", "20266", "202a", "20é")]
    [InlineData("^[\\x00-\\x7F]{4}$", "ab\0\u007F", "abc", "abcé", "aé", "éé")]
    public void Identifiers_are_told_from_what_is_nearly_one(string source, string good, params string[] bad)
    {
        EcmaPattern pattern = EcmaPattern.TryCreate(source, out _).ShouldNotBeNull();
        Match(pattern, good).ShouldBe(PatternMatch.Yes);
        foreach (string text in bad)
            Match(pattern, text).ShouldBe(PatternMatch.No, text);
    }

    private static PatternMatch Match(EcmaPattern pattern, string text) => pattern.Match(Encoding.UTF8.GetBytes(text));
}
