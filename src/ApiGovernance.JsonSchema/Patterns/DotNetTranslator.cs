using System.Globalization;
using System.Text;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// Writes a pattern in the dialect of .NET. They look alike and differ in what \d, \w, \s, \b, '.', '$' and code points above
/// U+FFFF mean, in the numbers of named groups, in what a backreference to a group matches that has not matched yet, and in
/// whether a group keeps what it matched in an earlier round of a repeat.
/// </summary>
internal sealed class DotNetTranslator
{
    private readonly StringBuilder _output = new();
    private readonly IReadOnlySet<int> _referenced;

    private DotNetTranslator(IReadOnlySet<int> referenced) => _referenced = referenced;

    public static string Translate(ParsedPattern pattern)
    {
        var translator = new DotNetTranslator(pattern.Referenced);
        translator.Write(pattern.Root);
        return translator._output.ToString();
    }

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case SetNode set:
                _output.Append(Utf16Class.Of(set.Set));
                break;
            case ChoiceNode:
                Open("(?:");
                for (int i = 0; i < node.Parts.Length; i++)
                {
                    if (i > 0)
                        _output.Append('|');
                    Write(node.Parts[i]);
                }

                _output.Append(')');
                break;
            case RepeatNode repeat:
                Repeat(repeat);
                break;
            case GroupNode group:
                Enclose(_referenced.Contains(group.Number) ? $"(?<{Number(group.Number)}>" : "(?:", group.Item);
                break;
            case LookNode look:
                Enclose((look.Behind ? "(?<" : "(?") + (look.Negated ? "!" : "="), look.Item);
                break;
            case BackreferenceNode reference:
                // In ECMA-262 a group that has not matched is empty; in .NET a reference to it fails.
                string number = Number(reference.Number);
                _output.Append("(?(").Append(number).Append(")\\").Append(number).Append("|)");
                break;
            case AssertionNode assertion:
                _output.Append(Assertion(assertion.Kind));
                break;
            default:
                foreach (PatternNode part in node.Parts)
                    Write(part);
                break;
        }
    }

    private void Repeat(RepeatNode repeat)
    {
        Open("(?:");
        Forget(repeat.Item);
        Write(repeat.Item);
        _output.Append(')');
        _output.Append((repeat.Min, repeat.Max) switch
        {
            (0, int.MaxValue) => "*",
            (1, int.MaxValue) => "+",
            (0, 1) => "?",
            (_, int.MaxValue) => $"{{{Number(repeat.Min)},}}",
            _ => $"{{{Number(repeat.Min)},{Number(repeat.Max)}}}",
        });
        if (repeat.Lazy)
            _output.Append('?');
    }

    /// <summary>In ECMA-262 every round of a repeat begins with its groups unmatched; .NET has to be told to drop their captures.</summary>
    private void Forget(PatternNode item)
    {
        if (item is GroupNode { Number: var group } && _referenced.Contains(group))
        {
            string number = Number(group);
            _output.Append("(?(").Append(number).Append(")(?<-").Append(number).Append(">)|)");
        }

        foreach (PatternNode part in item.Parts)
            Forget(part);
    }

    private void Enclose(string opening, PatternNode item)
    {
        Open(opening);
        Write(item);
        _output.Append(')');
    }

    private void Open(string opening) => _output.Append(opening);

    private static string Assertion(AssertionKind kind)
    {
        const string word = "[0-9A-Za-z_]";
        return kind switch
        {
            AssertionKind.Start => "\\A",
            AssertionKind.End => "\\z",
            AssertionKind.WordBoundary => $"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))",
            _ => $"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))",
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
