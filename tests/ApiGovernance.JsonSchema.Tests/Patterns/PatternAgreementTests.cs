using System.Text;
using System.Text.RegularExpressions;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Tests.Differential;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

/// <summary>The automata against .NET's regular expressions, over random patterns and texts.</summary>
public sealed class PatternAgreementTests
{
    [Fact]
    public void Our_matchers_say_what_dotnet_says_of_the_translated_pattern()
    {
        int own = 0;
        // Always the same patterns: .NET now and then takes an iteration of nothing for a match, and a build must not fail by that chance.
        Samples.Check(
            Gen.Int[0, int.MaxValue],
            4_000,
            seed =>
            {
                var writer = new PatternWriter(seed, lookaround: false, forDotNet: true);
                string source = writer.Pattern();
                EcmaPattern pattern = EcmaPattern.TryCreate(source, out string? error).ShouldNotBeNull($"{source}: {error}");
                var reference = new Regex(
                    DotNetTranslator.Translate(PatternParser.Parse(source, legacy: false, out _)!), RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
                if (pattern.Engine < PatternEngine.Backtracking)
                    own++;
                foreach (string text in writer.Texts(6))
                {
                    byte[] utf8 = Encoding.UTF8.GetBytes(text);
                    if (Answer(reference, text) is { } expected && pattern.Match(utf8) != expected)
                        return $"{expected} with .NET only: /{source}/ on '{text}'";
                }

                return null;
            },
            static seed => $"pattern seed {seed}");
        own.ShouldBeGreaterThan(3_900);
    }

    /// <summary>Null when backtracking takes too long: a few in ten thousand of these patterns explode.</summary>
    private static PatternMatch? Answer(Regex reference, string text)
    {
        try
        {
            return reference.IsMatch(text) ? PatternMatch.Yes : PatternMatch.No;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    [Theory]
    [InlineData("abc", PatternEngine.Literal)]
    [InlineData("^https://", PatternEngine.Literal)]
    [InlineData("^exactly this$", PatternEngine.Literal)]
    [InlineData("\\.json$", PatternEngine.Literal)]
    [InlineData("^[A-Z]{2}\\d{4}$", PatternEngine.Sequence)]
    [InlineData("^.{1,20}$", PatternEngine.Sequence)]
    [InlineData("^(a+)+$", PatternEngine.Sequence)]
    [InlineData("^a{1000000}$", PatternEngine.Sequence)]
    [InlineData("^((a{1000}){1000})$", PatternEngine.Sequence)]
    [InlineData("^[a-z][a-z0-9-]*$", PatternEngine.Sequence)]
    [InlineData("^\\d{4}-\\d{2}-\\d{2}$", PatternEngine.Sequence)]
    [InlineData("^(red|green|blue)$", PatternEngine.Automaton)]
    [InlineData("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", PatternEngine.Automaton)]
    [InlineData("\\bword\\b", PatternEngine.Automaton)]
    [InlineData("^(?=.*[A-Z])(?=.*\\d)(?!.*\\s).{8,}$", PatternEngine.Automaton)]
    [InlineData("^(x{1,100}y{1,100}){1,20}$", PatternEngine.Automaton)]
    [InlineData("^(x{1,1000}y{1,1000}){1,1000}$", PatternEngine.Backtracking)]
    [InlineData("^(?<q>['\"]).*\\k<q>$", PatternEngine.Backtracking)]
    [InlineData("(?<!a)b", PatternEngine.Backtracking)]
    public void The_cheapest_engine_that_can_decide_it_is_taken(string source, object engine) =>
        EcmaPattern.TryCreate(source, out _).ShouldNotBeNull().Engine.ShouldBe((PatternEngine)engine);
}
