using System.Text;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Paths.Automata;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Tests.Paths;

/// <summary>What the automaton reaches in one walk without copies, a slow and obvious evaluation reaches on the fully expanded document.</summary>
public sealed class PathPropertyTests
{
    private static readonly string[] Names = ["a", "b", "c", "dd", "x-e"];

    [Fact]
    public void An_automaton_reaches_what_the_slow_evaluation_reaches()
    {
        Random random = new(20261128);
        RandomPaths paths = new(random, Names);
        int reached = 0, shared = 0;
        for (int round = 0; round < 1_500; round++)
        {
            string text = Document(random);
            DocumentBundle bundle = DocumentBundle.FromBytes("doc.json", Encoding.UTF8.GetBytes(text));
            foreach (bool resolved in new[] { true, false })
            {
                DocumentView view = new(bundle, resolved);
                ExpandedNode expanded = ExpandedNode.Of(bundle.Root.Root, resolved);
                ReferencePath[] asked = [.. Enumerable.Range(0, 8).Select(_ => paths.Next())];
                HashSet<string>[] found = [.. asked.Select(_ => new HashSet<string>())];
                // All paths at once: they must not disturb one another.
                PathAutomaton automaton = new([.. asked.Select(path => PathParser.Parse(path.Text))]);
                new PathWalker(view, automaton, (path, place, isKey) => found[path].Add(isKey ? $"~{place.Name}@{place.Pointer}" : place.Pointer)).Walk(view.Root);
                for (int i = 0; i < asked.Length; i++)
                {
                    HashSet<string> expected = asked[i].Evaluate(expanded);
                    found[i].Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal), $"{asked[i].Text} (resolved {resolved}) on {text}");
                    PathParser.Parse(asked[i].Text).Evaluate(view).Select(match => match.Place.Pointer).Distinct().Order(StringComparer.Ordinal)
                        .ShouldBe(expected.Select(one => one[(one.StartsWith('~') ? one.IndexOf('@', StringComparison.Ordinal) + 1 : 0)..]).Distinct().Order(StringComparer.Ordinal), asked[i].Text);
                    reached += expected.Count;
                }

                shared += resolved && text.Contains("$ref", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        // The comparison is of something.
        reached.ShouldBeGreaterThan(10_000);
        shared.ShouldBeGreaterThan(500);
    }

    private static string Document(Random random)
    {
        // Parts refer only to later parts, so that the expansion ends.
        int parts = random.Next(0, 4);
        StringBuilder text = new("{\"parts\":{");
        for (int i = 0; i < parts; i++)
            text.Append(i > 0 ? "," : "").Append(System.Globalization.CultureInfo.InvariantCulture, $"\"p{i}\":").Append(Value(random, 2, i + 1, parts));
        return text.Append("},\"a\":").Append(Value(random, 4, 0, parts)).Append(",\"b\":").Append(Value(random, 3, 0, parts)).Append('}').ToString();
    }

    private static string Value(Random random, int depth, int from, int parts)
    {
        if (from < parts && random.Next(5) == 0)
            return $"{{\"$ref\":\"#/parts/p{random.Next(from, parts)}\"}}";
        switch (depth == 0 ? random.Next(4, 10) : random.Next(10))
        {
            case 0 or 1 or 2:
                return "{" + string.Join(',', Names.Append("0").Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\":{Value(random, depth - 1, from, parts)}")) + "}";
            case 3:
                return "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1, from, parts))) + "]";
            case 4:
                return "null";
            case 5:
                return random.Next(2) == 0 ? "true" : "false";
            case 6:
                return random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture);
            default:
                return new[] { "\"\"", "\"1\"", "\"abc\"", "\"b\"" }[random.Next(4)];
        }
    }
}
