using System.Text;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Tests.Differential;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

/// <summary>What is found or called absent, against every text of at most four characters tried one by one.</summary>
public sealed class PatternLanguageSearchTests
{
    // Enough to tell apart what the patterns of the writer tell apart.
    private static readonly string[] s_alphabet = ["a", "b", "1", "-", " ", "é", "字", "😀"];

    private static readonly (string Text, byte[] Utf8, int Length)[] s_texts = [.. Texts()];

    [Fact]
    public void No_text_of_any_kind_speaks_against_an_answer()
    {
        var searches = new List<(PatternSampleOutcome Outcome, string Search)>();
        Samples.Check(
            Gen.Int[0, int.MaxValue],
            600,
            seed =>
            {
                Search search = Search.Of(seed);
                PatternSample sample = search.Run();
                searches.Add((sample.Outcome, search.ToString()));
                return search.Problem(sample);
            },
            static seed => $"search {Search.Of(seed)}");
        searches.Where(static s => s.Outcome == PatternSampleOutcome.Undecided).ShouldBeEmpty();
        foreach (PatternSampleOutcome outcome in (ReadOnlySpan<PatternSampleOutcome>)[PatternSampleOutcome.Found, PatternSampleOutcome.None])
            searches.Count(s => s.Outcome == outcome).ShouldBeGreaterThan(150, $"{outcome}");
    }

    [Fact]
    public void The_same_search_finds_the_same_text()
    {
        for (int seed = 0; seed < 100; seed++)
            Search.Of(seed).Run().ShouldBe(Search.Of(seed).Run());
    }

    private static IEnumerable<(string, byte[], int)> Texts()
    {
        string[] layer = [""];
        for (int length = 0; length <= 4; length++)
        {
            foreach (string text in layer)
                yield return (text, Encoding.UTF8.GetBytes(text), length);
            layer = [.. layer.SelectMany(static _ => s_alphabet, static (text, next) => text + next)];
        }
    }

    private sealed record Search(string[] Matching, string[] NotMatching, int Min, int? Max)
    {
        public static Search Of(int seed)
        {
            var random = new Random(seed);
            var writer = new PatternWriter(seed, lookaround: false);
            string[] matching = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Guarded(writer, random))];
            // Often a variation of what must match: two patterns by chance have little to do with each other.
            string[] not = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(2) == 0 ? Guarded(writer, random) : Varied(matching[0], random))];
            int min = random.Next(3) == 0 ? random.Next(5) : 0;
            return new Search(matching, not, min, random.Next(3) == 0 ? min + random.Next(3) : null);
        }

        public PatternSample Run() => PatternLanguage.Find(Matching, NotMatching, Min, Max);

        public string? Problem(PatternSample sample)
        {
            EcmaPattern[] matching = Array.ConvertAll(Matching, static p => EcmaPattern.TryCreate(p, out _)!);
            EcmaPattern[] not = Array.ConvertAll(NotMatching, static p => EcmaPattern.TryCreate(p, out _)!);
            bool Holds(byte[] utf8) =>
                Array.TrueForAll(matching, p => p.Match(utf8) == PatternMatch.Yes) && Array.TrueForAll(not, p => p.Match(utf8) == PatternMatch.No);

            int found = int.MaxValue;
            if (sample.Text is { } text)
            {
                found = text.EnumerateRunes().Count();
                if (found < Min || found > (Max ?? int.MaxValue))
                    return $"'{text}' has {found} characters";
                if (!Holds(Encoding.UTF8.GetBytes(text)))
                    return $"'{text}' is not what was asked for";
            }

            if (sample.Outcome == PatternSampleOutcome.Undecided)
                return null;
            foreach ((string candidate, byte[] utf8, int length) in s_texts)
            {
                if (length >= found)
                    break;
                if (length >= Min && length <= (Max ?? int.MaxValue) && Holds(utf8))
                    return sample.Text is null ? $"'{candidate}' was said not to be" : $"'{candidate}' is shorter than '{sample.Text}'";
            }

            return null;
        }

        public override string ToString() => $"/{string.Join("/ /", Matching)}/ not /{string.Join("/ /", NotMatching)}/ {Min}..{Max}";

        /// <summary>A pattern, some with lookahead at the start.</summary>
        private static string Guarded(PatternWriter writer, Random random) => random.Next(4) == 0
            ? $"^(?{(random.Next(2) == 0 ? '=' : '!')}{writer.Pattern()})(?:{writer.Pattern()})"
            : writer.Pattern();

        /// <summary>The pattern with an anchor added or (but before lookahead, which needs it) taken, or one quantifier for another.</summary>
        private static string Varied(string pattern, Random random) => random.Next(4) switch
        {
            0 => "^" + pattern.TrimStart('^'),
            1 when !pattern.StartsWith("^(?", StringComparison.Ordinal) => pattern.TrimStart('^'),
            2 => pattern.Replace('*', '+'),
            _ => pattern.Replace("{2}", "{1,2}", StringComparison.Ordinal),
        };
    }
}
