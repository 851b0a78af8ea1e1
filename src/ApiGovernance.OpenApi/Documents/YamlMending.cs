namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Finds the places of a text that the parser refuses and common tools read, and what to change there. It walks the text by lines and
/// knows just enough of YAML to tell keys, quotes, brackets and block scalars apart.
/// </summary>
internal sealed class YamlMending(string text)
{
    private readonly List<TextChange> _changes = [];
    private readonly Stack<int> _columns = new(); // of the keys and dashes around the line, 0-based
    private int _at;

    public IReadOnlyList<TextChange> Run()
    {
        while (_at < text.Length)
            Line();
        return _changes;
    }

    private int Around => _columns.TryPeek(out int column) ? column : -1;

    private void Line()
    {
        int start = _at;
        int end = LineEnd(start);
        int indentation = YamlCharacters.Indentation(text.AsSpan(start..end));
        int first = start + Math.Max(indentation, 0);
        if (indentation < 0 || text[first] is '\t' or '#' || (text[first] == '%' && indentation == 0))
        {
            Blank(start, end, indentation);
            return;
        }

        while (_columns.TryPeek(out int column) && column >= indentation)
            _columns.Pop();
        _at = first;
        if (indentation == 0 && (text.AsSpan(start).StartsWith("---", StringComparison.Ordinal) || text.AsSpan(start).StartsWith("...", StringComparison.Ordinal)))
            _at += 3;
        Content(start);
    }

    // White space may hold tabs where nothing follows but a comment (YAML 1.2, 6.6); the parser takes them for indentation.
    private void Blank(int start, int end, int indentation)
    {
        int filled = start + text.AsSpan(start..end).IndexOfAnyExcept(' ', '\t', '\r');
        bool comment = filled >= start && text[filled] == '#';
        if (indentation < 0 || comment)
        {
            int to = comment ? filled : start + text.AsSpan(start..end).TrimEnd('\r').Length;
            if (text.AsSpan(start..to).Contains('\t'))
                _changes.Add(new TextChange(start, to - start, ""));
        }

        _at = Next(end);
    }

    /// <summary>What stands in a line from <see cref="_at"/> on; values of several lines are walked to their end.</summary>
    private void Content(int line)
    {
        while (true)
        {
            SkipBlanks();
            char here = _at < text.Length ? text[_at] : '\n';
            if (here is '\n' or '\r' or '#')
                break;
            if (here is '-' or '?' or ':' && IsBlank(_at + 1))
            {
                _columns.Push(_at++ - line);
            }
            else if (here is '&' or '!' or '*')
            {
                while (!IsBlank(_at))
                    _at++;
            }
            else if (here is '|' or '>')
            {
                BlockScalar();
                return;
            }
            else if (!Value(line, here))
            {
                return;
            }
        }

        _at = Next(LineEnd(_at));
    }

    /// <returns>False when the line, and what continues it, is done with.</returns>
    private bool Value(int line, char here)
    {
        int start = _at;
        if (here is '"' or '\'' or '[' or '{')
        {
            if (here is '"' or '\'')
                Quoted(here);
            else
                Brackets();
            if (_at < text.Length && text[_at] == '#' && here is '"' or '\'')
                _changes.Add(new TextChange(_at, 0, " "));
            SkipBlanks();
            if (_at < text.Length && text[_at] == ':' && start >= line)
            {
                _columns.Push(start - line);
                _at++;
            }

            return true;
        }

        int end = LineEnd(_at);
        for (; _at < end && !(text[_at] == '#' && IsBlank(_at - 1)); _at++)
        {
            if (text[_at] == ':' && IsBlank(_at + 1))
            {
                _columns.Push(start - line);
                _at++;
                return true;
            }
        }

        PlainContinuation(end);
        return false;
    }

    private void PlainContinuation(int end)
    {
        _at = Next(end);
        while (_at < text.Length)
        {
            end = LineEnd(_at);
            int indentation = YamlCharacters.Indentation(text.AsSpan(_at..end));
            if (indentation <= Around || text[_at + indentation] == '#' || Around < 0)
                return; // blank lines, too: they may hold tabs
            _at = Next(end);
        }
    }

    private void Quoted(char quote)
    {
        for (_at++; _at < text.Length; _at++)
        {
            char here = text[_at];
            if (here == '\n')
                IndentLine();
            else if (quote == '"' && here == '\\')
                _at++;
            else if (here == quote && quote == '\'' && _at + 1 < text.Length && text[_at + 1] == '\'')
                _at++;
            else if (here == quote)
                break;
            if (_at < text.Length && text[_at] == '\n' && here == '\\')
                IndentLine();
        }

        _at = Math.Min(_at + 1, text.Length);
    }

    private void Brackets()
    {
        int depth = 0;
        for (; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '[' or '{':
                    depth++;
                    break;
                case ']' or '}' when --depth == 0:
                    _at++;
                    return;
                case '"' or '\'' when text[_at - 1] is ' ' or '\t' or '\n' or ',' or '[' or '{' or ':':
                    Quoted(text[_at]);
                    _at--;
                    break;
                case '#' when IsBlank(_at - 1):
                    _at = LineEnd(_at) - 1;
                    break;
                case '\n':
                    IndentLine();
                    break;
            }
        }
    }

    /// <summary>At the line feed before a line inside quotes or brackets: it must stand to the right of what is around.</summary>
    private void IndentLine()
    {
        int start = _at + 1;
        ReadOnlySpan<char> line = text.AsSpan(start..LineEnd(start));
        int indentation = YamlCharacters.Indentation(line);
        // A document marker ends the document wherever it stands.
        if (indentation >= 0 && indentation <= Around && line is not (['-', '-', '-', ..] or ['.', '.', '.', ..]))
            _changes.Add(new TextChange(start, 0, new string(' ', Around + 1 - indentation)));
    }

    private void BlockScalar()
    {
        int header = _at;
        int end = LineEnd(header);
        ReadOnlySpan<char> signs = YamlCharacters.Header(text.AsSpan(header..end));
        int indicator = signs.IndexOfAnyInRange('1', '9');
        int first = Next(end);
        int content = first;
        while (content < text.Length && YamlCharacters.Indentation(text.AsSpan(content..LineEnd(content))) < 0)
            content = Next(LineEnd(content));

        int indentation = content < text.Length ? YamlCharacters.Indentation(text.AsSpan(content..LineEnd(content))) : -1;
        if (indicator >= 0)
            indentation = Math.Max(Around, 0) + signs[indicator] - '0';
        TrimBlankLines(first, content, indicator >= 0 ? indentation : int.MaxValue);

        _at = indicator >= 0 ? first : content;
        while (indentation > Around && _at < text.Length)
        {
            int next = YamlCharacters.Indentation(text.AsSpan(_at..LineEnd(_at)));
            if (next >= 0 && next < indentation)
                break;
            _at = Next(LineEnd(_at));
        }
    }

    // They count as empty, whatever spaces they have; the parser refuses any.
    private void TrimBlankLines(int line, int end, int longest)
    {
        while (line < end)
        {
            int stop = line + text.AsSpan(line..LineEnd(line)).TrimEnd('\r').Length;
            if (stop > line && stop - line <= longest)
                _changes.Add(new TextChange(line, stop - line, ""));
            line = Next(LineEnd(line));
        }
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
            _at++;
    }

    private bool IsBlank(int at) => at >= text.Length || text[at] is ' ' or '\t' or '\n' or '\r';

    private int LineEnd(int from)
    {
        int feed = from >= text.Length ? -1 : text.AsSpan(from).IndexOf('\n');
        return feed < 0 ? text.Length : from + feed;
    }

    private int Next(int lineEnd) => Math.Min(lineEnd + 1, text.Length);
}
