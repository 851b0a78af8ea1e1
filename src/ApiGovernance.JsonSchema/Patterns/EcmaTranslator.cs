using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// Rewrites a regular expression of ECMA-262 (with the flag u) into the dialect of .NET. They look alike and differ in
/// what \d, \w, \s, '.', '$' and code points above U+FFFF mean, and in several escapes.
/// </summary>
internal sealed partial class EcmaTranslator(string source)
{
    private readonly StringBuilder _output = new(source.Length + 16);
    private int _pos;
    private string? _error;

    /// <summary>The .NET expression, or null with what is wrong.</summary>
    public static string? Translate(string source, out string? error)
    {
        var translator = new EcmaTranslator(source);
        translator.Run();
        error = translator._error;
        return error is null ? translator._output.ToString() : null;
    }

    [GeneratedRegex(@"\G\{[0-9]+(,[0-9]*)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Quantifier();

    private void Run()
    {
        while (_pos < source.Length && _error is null)
        {
            char c = source[_pos];
            switch (c)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    _pos++;
                    CharacterClass();
                    break;
                case '$':
                    Emit("\\z", 1);
                    break;
                case '.':
                    Emit(CodePointSet.LineTerminators().Complement().ToRegex(), 1);
                    break;
                case '(':
                    Group();
                    break;
                case '{':
                    bool isQuantifier = Quantifier().IsMatch(source, _pos);
                    Emit(isQuantifier ? "{" : "\\{", 1);
                    if (isQuantifier)
                        CopyUntil('}');
                    break;
                case '}' or ']':
                    Emit("\\" + c, 1);
                    break;
                default:
                    Literal();
                    break;
            }
        }
    }

    private void Literal()
    {
        if (char.IsHighSurrogate(source[_pos]) && _pos + 1 < source.Length)
            Emit(OneCodePoint(char.ConvertToUtf32(source[_pos], source[_pos + 1])), 2);
        else
            Emit(source[_pos].ToString(), 1);
    }

    private void Group()
    {
        if (!At("(?"))
        {
            Emit("(", 1);
            return;
        }

        foreach (string opening in (ReadOnlySpan<string>)["(?:", "(?=", "(?!", "(?<=", "(?<!"])
        {
            if (At(opening))
            {
                Emit(opening, opening.Length);
                return;
            }
        }

        if (At("(?<"))
            CopyUntil('>');
        else
            _error = "it uses a group that ECMA-262 does not have";
    }

    private void Escape()
    {
        if (_pos + 1 == source.Length)
        {
            _error = "it ends in a lone backslash";
            return;
        }

        char c = source[_pos + 1];
        if (c is 'b' or 'B')
        {
            Emit("\\" + c, 2);
        }
        else if (c is >= '1' and <= '9')
        {
            _pos++;
            int start = _pos;
            while (_pos < source.Length && char.IsAsciiDigit(source[_pos]))
                _pos++;
            _output.Append("(?:\\").Append(source, start, _pos - start).Append(')');
        }
        else if (c == 'k')
        {
            CopyUntil('>');
        }
        else if (ClassEscape(out CodePointSet? set, out string categories))
        {
            _output.Append(set is null ? $"[{categories}]" : set.ToRegex());
        }
        else if (CharacterEscape() is { } codePoint)
        {
            _output.Append(OneCodePoint(codePoint));
        }
    }

    private static string OneCodePoint(int codePoint)
    {
        if (codePoint <= 0xFFFF)
            return CodePointSet.Escape(codePoint);
        string pair = char.ConvertFromUtf32(codePoint);
        return $"(?:{CodePointSet.Escape(pair[0])}{CodePointSet.Escape(pair[1])})";
    }

    private void CopyUntil(char end)
    {
        int stop = source.IndexOf(end, _pos);
        if (stop < 0)
        {
            _error = $"a '{end}' is missing";
            return;
        }

        _output.Append(source, _pos, stop + 1 - _pos);
        _pos = stop + 1;
    }

    private bool At(string text) => string.CompareOrdinal(source, _pos, text, 0, text.Length) == 0;

    private void Emit(string text, int consumed)
    {
        _output.Append(text);
        _pos += consumed;
    }
}
