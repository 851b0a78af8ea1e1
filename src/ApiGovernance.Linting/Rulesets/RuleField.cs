using System.Globalization;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>
/// `field` of a rule's `then`: which part of a matched value a function is run on. `@key`: each key; a path that begins with `$`: what it
/// reaches below the value; else members by lodash's spelling, `a.b[0]`.
/// </summary>
internal abstract record RuleField
{
    public static RuleField Parse(string written) => written switch
    {
        "@key" => new KeyField(),
        _ when written.StartsWith('$') => new PathField(PathParser.Parse(written)),
        _ => new MemberField(written, Split(written)),
    };

    /// <summary>The targets of a value that is an object or array; a field of any other value is the value itself.</summary>
    public abstract IEnumerable<LintTarget> Of(LintRule rule, DocumentView view, DocumentPlace place);

    /// <summary>lodash's <c>toPath</c>: names between dots, and in brackets with or without quotes.</summary>
    private static List<string> Split(string written)
    {
        List<string> names = [];
        int at = 0;
        while (at < written.Length)
        {
            if (written[at] == '[' && written.IndexOf(']', at) is > 0 and var close)
            {
                string inside = written[(at + 1)..close];
                names.Add(inside.Length > 1 && inside[0] is '\'' or '"' && inside[^1] == inside[0] ? inside[1..^1] : inside);
                at = close + 1;
                if (at < written.Length && written[at] == '.')
                    at++;
                continue;
            }

            // A bracket that is never closed is part of a name.
            int end = written.IndexOfAny(['.', '['], written[at] == '[' ? at + 1 : at);
            names.Add(written[at..(end < 0 ? written.Length : end)]);
            at = end < 0 ? written.Length : written[end] == '.' ? end + 1 : end;
        }

        return names;
    }

    private sealed record KeyField : RuleField
    {
        public override IEnumerable<LintTarget> Of(LintRule rule, DocumentView view, DocumentPlace place)
        {
            foreach (DocumentPlace child in place.Children(view))
                yield return new LintTarget(rule, view, child, DocumentNode.String(child.Span(view, key: true), child.Name)) { IsKey = true };
        }
    }

    private sealed record PathField(JsonPath Path) : RuleField
    {
        public override IEnumerable<LintTarget> Of(LintRule rule, DocumentView view, DocumentPlace place)
        {
            bool any = false;
            foreach (PathMatch match in Path.Evaluate(view, place))
            {
                any = true;
                yield return new LintTarget(rule, view, match.Place, match.Value(view)) { IsKey = match.IsKey };
            }

            // Nothing reached: the function is asked once, about nothing.
            if (!any)
                yield return new LintTarget(rule, view, place, null);
        }
    }

    private sealed record MemberField(string Written, IReadOnlyList<string> Names) : RuleField
    {
        public override IEnumerable<LintTarget> Of(LintRule rule, DocumentView view, DocumentPlace place)
        {
            // lodash takes a member whose own name is the whole text first: `application/json` has a dot in many a media type.
            if (place.Child(Written, view) is { } whole)
                return [new LintTarget(rule, view, whole, whole.Node)];
            DocumentPlace at = place;
            for (int i = 0; i < Names.Count; i++)
            {
                if (at.Child(Names[i], view) is not { } next)
                    return [Missing(rule, view, at, i)];
                at = next;
            }

            return [new LintTarget(rule, view, at, at.Node)];
        }

        private LintTarget Missing(LintRule rule, DocumentView view, DocumentPlace at, int from)
        {
            // As JavaScript has it, a list and a text have a `length`.
            DocumentNode? length = Names[from] == "length" && from == Names.Count - 1
                ? at.Node switch
                {
                    { IsArray: true } => DocumentNode.Number(at.Node.Span, at.Node.Items.Count.ToString(CultureInfo.InvariantCulture)),
                    { Kind: NodeKind.String } => DocumentNode.Number(at.Node.Span, at.Node.Text!.Length.ToString(CultureInfo.InvariantCulture)),
                    _ => null,
                }
                : null;
            return new LintTarget(rule, view, at, length) { Missing = [.. Names.Skip(from)] };
        }
    }
}
