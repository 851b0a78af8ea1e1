using System.Text;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using Jint;

namespace ApiGovernance.Linting.Tests.Paths;

/// <summary>Filters against JavaScript itself: random expressions over random values hold where an engine says so, and where it throws they do not.</summary>
public sealed class FilterSemanticsTests
{
    private static readonly string[] Names = ["a", "b", "c-d", "length"];

    private static readonly string[] Literals = ["0", "1", "-1", "2.5", "'1'", "''", "'a'", "\"b c\"", "null", "void 0", "undefined", "true", "false", "['a', 1, null]", "'x-y'"];

    [Fact]
    public void A_filter_holds_where_JavaScript_says_so()
    {
        Random random = new(20261128);
        Engine engine = new(options => options.TimeoutInterval(TimeSpan.FromSeconds(30)));
        int held = 0, threw = 0;
        for (int round = 0; round < 4_000; round++)
        {
            string json = "{" + string.Join(',', Enumerable.Range(0, 4).Select(i => $"\"k{i}\":{Value(random, 2)}")) + "}";
            string expression = Boolean(random, 3);
            string script = expression.Replace("@property", "p", StringComparison.Ordinal).Replace("@", "v", StringComparison.Ordinal);
            // Of nothing JavaScript throws; a filter does not match then.
            string[] expected = [.. engine.Evaluate($$"""
                (() => {
                  const document = {{json}}, held = [];
                  for (const p of Object.keys(document)) {
                    const v = document[p];
                    try { if ({{script}}) held.push(p); } catch (e) { if (!(e instanceof TypeError)) throw e; held.push('!' + p); }
                  }
                  return held.join(',');
                })()
                """).AsString().Split(',', StringSplitOptions.RemoveEmptyEntries)];
            DocumentView view = new(DocumentBundle.FromBytes("doc.json", Encoding.UTF8.GetBytes(json)), resolved: true);

            string[] found = [.. PathParser.Parse($"$[?({expression})]").Evaluate(view).Select(match => match.Place.Name)];

            found.ShouldBe(expected.Where(name => name[0] != '!'), $"{expression} on {json}");
            held += found.Length;
            threw += expected.Count(name => name[0] == '!');
        }

        held.ShouldBeGreaterThan(3_000);
        threw.ShouldBeGreaterThan(1_000);
    }

    private static string Boolean(Random random, int depth) => (depth == 0 ? 0 : random.Next(9)) switch
    {
        0 or 1 or 2 => Comparison(random),
        3 => Operand(random),
        4 => $"!{Primary(random)}",
        5 => $"({Boolean(random, depth - 1)} && {Boolean(random, depth - 1)})",
        6 => $"({Boolean(random, depth - 1)} || {Boolean(random, depth - 1)})",
        7 => $"({Boolean(random, depth - 1)} ? {Boolean(random, depth - 1)} : {Boolean(random, depth - 1)})",
        _ => Call(random),
    };

    private static string Comparison(Random random) =>
        $"{Operand(random)} {Pick(random, "===", "!==", "==", "!=", "<", "<=", ">", ">=")} {Operand(random)}";

    private static string Operand(Random random) => random.Next(6) switch
    {
        0 => $"{Primary(random)} {Pick(random, "+", "-", "*", "%")} {Pick(random, "1", "2", "@property", "@")}",
        1 => $"typeof {Primary(random)}",
        2 or 3 => Pick(random, Literals),
        _ => Primary(random),
    };

    private static string Primary(Random random) => random.Next(5) switch
    {
        0 => "@",
        1 => "@property",
        2 => $"@.{Pick(random, "a", "b", "length", "constructor.name")}",
        3 => $"@['{Pick(random, Names)}']",
        _ => $"@.{Pick(random, "a", "b")}.{Pick(random, "a", "length")}",
    };

    private static string Call(Random random) => random.Next(8) switch
    {
        0 => $"{Primary(random)}.includes('a')",
        1 => $"{Primary(random)}.indexOf('b') >= 0",
        2 => $"{Pick(random, "@", "@property", "@.a")}.startsWith('k')",
        3 => $"{Pick(random, "@", "@property", "@.a")}.match(/^[ak]\\d?$/)",
        4 => $"/[bk]/i.test({Pick(random, "@", "@property", "@.a", "@.b")})",
        5 => $"{Pick(random, "@", "@property", "@.a")}.toUpperCase() === 'A'",
        6 => $"{Pick(random, "@", "@property", "@.a")}.slice(-1) === '1'",
        _ => $"['a', 'k1', 1, null].includes({Primary(random)})",
    };

    private static string Pick(Random random, params string[] options) => options[random.Next(options.Length)];

    private static string Value(Random random, int depth) => (depth == 0 ? random.Next(3, 10) : random.Next(10)) switch
    {
        0 or 1 => "{" + string.Join(',', new[] { "a", "b", "c-d" }.Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\":{Value(random, depth - 1)}")) + "}",
        2 => "[" + string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, 0))) + "]",
        3 => "null",
        4 => "true",
        5 => "false",
        6 => Pick(random, "0", "1", "-1", "2.5", "1e3"),
        _ => Pick(random, "\"\"", "\"1\"", "\"a\"", "\"b c\"", "\"k1\"", "\"x-y\"", "\" 2 \""),
    };
}
