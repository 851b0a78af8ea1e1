using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

/// <summary>Our patterns against <c>new RegExp(pattern, 'u')</c> of node, which is what ajv takes.</summary>
public sealed class NodeRegExpTests(ITestOutputHelper output)
{
    private const string Script = """
        const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        console.log(JSON.stringify(cases.map(({ Pattern, Texts }) => {
          try {
            const regex = new RegExp(Pattern, 'u');
            return Texts.map(text => regex.test(text));
          } catch {
            return null;
          }
        })));
        """;

    private static readonly string[] s_texts =
    [
        "", "a", "A", "b", "ab", "aa", "aba", "abab", "a1", "1a", "x-y", "x_y", "é", "ab\n", "\n", "\r", "\u2028", "\uFEFF", "\u0085", "\u00A0",
        "😀", "😀😀", "a😀b", "٥", "5", "字", "Ω", "ω", "'a'", "'a\"", "foo bar", "{a}", "a{x}", "a-b", "k", "K", "\u212A", "ſ", "s", "\0", "\b", "]", "^",
        "administrator", "user", "Passw0rd", "password", "2026-01-31", "AB1234", "ab1234", "192.168.0.1", "a.b@c.de", "#fff", "-", "\\", "/", "aXbX", "bb", "aab",
    ];

    /// <summary>V8 looks for \B between the halves of a surrogate pair; the specification steps over it (22.2.7.2).</summary>
    private static readonly (string Pattern, string Text)[] s_mistakesOfNode = [("\\B", "a😀b")];

    [Fact]
    public async Task A_corpus_of_patterns_means_the_same_as_in_node()
    {
        string corpus = Path.Combine(AppContext.BaseDirectory, "Patterns", "corpus.txt");
        string[] patterns = [.. File.ReadAllLines(corpus).Where(static l => l.Length > 0 && !l.StartsWith("# ", StringComparison.Ordinal))];
        patterns.Length.ShouldBeGreaterThan(150);
        await CompareAsync([.. patterns.Select(static p => new Case(p, s_texts))]);
    }

    [Fact]
    public async Task Random_patterns_mean_the_same_as_in_node() =>
        await CompareAsync([.. Enumerable.Range(1, 3_000).Select(static seed =>
        {
            var writer = new PatternWriter(seed, lookaround: seed % 2 == 0);
            return new Case(writer.Pattern(), writer.Texts(8));
        })]);

    private async Task CompareAsync(Case[] cases)
    {
        bool[]?[] answers = await AskAsync(cases);
        var differences = new List<string>();
        int undecided = 0;
        foreach ((Case one, bool[]? answer) in cases.Zip(answers))
        {
            EcmaPattern? pattern = EcmaPattern.TryCreate(one.Pattern, out string? error);
            bool accepted = pattern is { Legacy: null };
            if (accepted != answer is not null)
                differences.Add($"/{one.Pattern}/ is {(accepted ? "accepted" : $"refused ({error ?? pattern?.Legacy})")}, node differs");
            for (int i = 0; accepted && answer is not null && i < answer.Length; i++)
            {
                PatternMatch match = pattern!.Match(Encoding.UTF8.GetBytes(one.Texts[i]));
                undecided += match == PatternMatch.Undecided ? 1 : 0;
                if (match != PatternMatch.Undecided && match == PatternMatch.Yes != answer[i] && !s_mistakesOfNode.Contains((one.Pattern, one.Texts[i])))
                    differences.Add($"/{one.Pattern}/ on {JsonSerializer.Serialize(one.Texts[i])}: node says {answer[i]} ({pattern.Engine})");
            }
        }

        output.WriteLine($"{cases.Length} patterns, {cases.Sum(static c => c.Texts.Length)} texts, {undecided} undecided");
        differences.ShouldBeEmpty(string.Join('\n', differences.Take(50)));
        undecided.ShouldBeLessThan(cases.Length / 100 + 1);
    }

    private static async Task<bool[]?[]> AskAsync(Case[] cases)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Script);
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed: nothing to compare with");
        }

        using Process node = started!;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> answer = node.StandardOutput.ReadToEndAsync(cancellation);
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, cases, cancellationToken: cancellation);
        node.StandardInput.Close();
        bool[]?[] parsed = JsonSerializer.Deserialize<bool[]?[]>(await answer).ShouldNotBeNull();
        await node.WaitForExitAsync(cancellation);
        parsed.Length.ShouldBe(cases.Length);
        return parsed;
    }

    private sealed record Case(string Pattern, string[] Texts);
}
