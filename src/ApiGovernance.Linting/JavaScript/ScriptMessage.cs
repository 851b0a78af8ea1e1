using System.Text;
using System.Text.RegularExpressions;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>
/// Fills what functions leave open in their messages, as Spectral does: <c>{{property}}</c>, <c>#{{print("value")}}</c>, and sums of
/// such in <c>#{{...}}</c>.
/// </summary>
internal static partial class ScriptMessage
{
    /// <param name="path">Of the value that is spoken of, from the root; null for the target.</param>
    public static string Fill(string message, LintTarget target, IReadOnlyList<string>? path)
    {
        if (!message.Contains("{{", StringComparison.Ordinal))
            return message;
        Values values = new(message, target, path);
        return Placeholder().Replace(message, match => match.Value[0] == '#' ? values.Sum(match.Groups[1].Value) : values.Named(match.Groups[1].Value) ?? "");
    }

    [GeneratedRegex(@"#?\{\{([^}\n]+)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("""^print\(\s*(?:"(\w+)"|'(\w+)')\s*\)$""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Print();

    private sealed class Values
    {
        private readonly string _message;
        private readonly LintTarget _target;
        private readonly DocumentPlace _place;
        private readonly IReadOnlyList<string> _missing;

        public Values(string message, LintTarget target, IReadOnlyList<string>? path)
        {
            (_message, _target, _place, _missing) = (message, target, path is null ? target.Place : target.View.Root, path ?? target.Missing);
            for (int i = 0; path is not null && i <= path.Count; i++)
            {
                _missing = [.. path.Skip(i)];
                if (i == path.Count || _place.Child(path[i], target.View) is not { } next)
                    break;
                _place = next;
            }
        }

        private string Property => _missing.Count == 0 ? _place.Name : PrintedPath.Of(_place.Parent is null ? _missing : [_place.Name, .. _missing]);

        public string? Named(string name) => name switch
        {
            "property" => Property,
            "error" => _message,
            "path" => "#" + _place.Pointer,
            "description" => _target.Rule.Description,
            "value" => _missing.Count > 0 ? "undefined" : _place.Node.Kind is NodeKind.Object or NodeKind.Array ? PrintedValue.Of(_place.Node) : _place.Node.Text,
            _ => null,
        };

        public string Sum(string expression)
        {
            StringBuilder sum = new();
            foreach (string term in expression.Split('+', StringSplitOptions.TrimEntries))
            {
                bool upper = term.EndsWith(".toUpperCase()", StringComparison.Ordinal);
                string text = Term(upper ? term[..^".toUpperCase()".Length] : term);
                sum.Append(upper ? text.ToUpperInvariant() : text);
            }

            return sum.ToString();
        }

        private string Term(string term)
        {
            if (term.Length > 1 && term[0] is '"' or '\'' && term[^1] == term[0])
                return term[1..^1];
            Match print = Print().Match(term);
            if (!print.Success)
                return Named(term) ?? "";
            return (print.Groups[1].Value + print.Groups[2].Value) switch
            {
                "property" => Property.Length == 0 ? "The document " : $"\"{Property}\" property ",
                "value" => _missing.Count > 0 ? "undefined" : PrintedValue.Of(_place.Node),
                string name => Named(name) ?? "",
            };
        }
    }
}
