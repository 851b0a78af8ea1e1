using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.Linting.Rulesets.Overrides;

/// <summary>Writes a pattern of one name as a regular expression.</summary>
internal sealed class GlobRegex(string glob)
{
    private readonly StringBuilder _regex = new();
    private int _at;

    /// <exception cref="NotSupportedException">It has <c>!(...)</c>.</exception>
    public string Write()
    {
        Stack<string> closings = new();
        for (; _at < glob.Length; _at++)
        {
            char c = glob[_at];
            if (_at + 1 < glob.Length && glob[_at + 1] == '(' && c is '@' or '?' or '*' or '+' or '!')
                closings.Push(Open(c));
            else if (c == ')' && closings.TryPop(out string? closing))
                _regex.Append(closing);
            else if (c == '|' && closings.Count > 0)
                _regex.Append('|');
            else
                One(c);
        }

        return _regex.ToString();
    }

    private string Open(char kind)
    {
        if (kind == '!')
            throw new NotSupportedException();
        _at++;
        _regex.Append("(?:");
        return kind == '@' ? ")" : ")" + kind;
    }

    private void One(char c)
    {
        if (c == '*')
            _regex.Append(".*");
        else if (c == '?')
            _regex.Append('.');
        else if (c == '\\' && _at + 1 < glob.Length)
            _regex.Append(Regex.Escape(glob[++_at].ToString()));
        else if (c == '[' && glob.IndexOf(']', Math.Min(_at + 2, glob.Length)) is > 0 and var close)
            Class(close);
        else
            _regex.Append(Regex.Escape(c.ToString()));
    }

    private void Class(int close)
    {
        string inside = glob[(_at + 1)..close];
        bool negated = inside[0] is '!' or '^';
        _regex.Append(negated ? "[^" : "[").Append((negated ? inside[1..] : inside).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
        _at = close;
    }
}
