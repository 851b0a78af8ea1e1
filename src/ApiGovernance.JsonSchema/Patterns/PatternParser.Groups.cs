using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

internal sealed partial class PatternParser
{
    private PatternNode? Group(out bool quantifiable)
    {
        quantifiable = true;
        int start = _pos;
        if (!At("(?"))
        {
            _pos++;
            int number = ++_groups;
            return Close(start) is { } captured ? new GroupNode(captured, number) : null;
        }

        if (At("(?:"))
        {
            _pos += 3;
            return Close(start);
        }

        bool behind = At("(?<=") || At("(?<!");
        if (behind || At("(?=") || At("(?!"))
        {
            quantifiable = false;
            _hasLook = true;
            _pos += behind ? 4 : 3;
            bool negated = source[_pos - 1] == '!';
            return Close(start) is { } looked ? new LookNode(looked, behind, negated) : null;
        }

        if (!At("(?<"))
            return Fail("it uses a group that ECMA-262 does not have", start);
        _pos += 3;
        int named = ++_groups;
        if (GroupName() is not { } name)
            return null;
        if (!_names.TryAdd(name, named))
            return Fail($"there are two groups named '{name}'", start);
        return Close(start) is { } group ? new GroupNode(group, named) : null;
    }

    private PatternNode? Close(int start)
    {
        PatternNode inner = Disjunction();
        if (_error is not null)
            return null;
        if (Peek() != ')')
            return Fail("a ')' is missing for this '('", start);
        _pos++;
        return inner;
    }

    private string? GroupName()
    {
        int start = _pos;
        while (_pos < source.Length && source[_pos] != '>')
        {
            int at = _pos;
            int c = Literal();
            bool first = at == start;
            bool valid = c < 128
                ? char.IsAsciiLetter((char)c) || c is '$' or '_' || (!first && char.IsAsciiDigit((char)c))
                : UnicodeSets.Get(first ? "ID_Start" : "ID_Continue").Contains(c) || (!first && c is 0x200C or 0x200D);
            if (!valid)
            {
                Fail("the name of the group is not an identifier", start);
                return null;
            }
        }

        if (_pos == source.Length || _pos == start)
        {
            Fail(_pos == start ? "the name of the group is empty" : "a '>' is missing after the name of the group", start);
            return null;
        }

        return source[start.._pos++];
    }

    private PatternNode? AtomEscape(out bool quantifiable)
    {
        quantifiable = true;
        int start = _pos;
        int c = _pos + 1 < source.Length ? source[_pos + 1] : -1;
        switch (c)
        {
            case -1:
                return Fail("it ends in a lone backslash", start);
            case 'b' or 'B':
                quantifiable = false;
                _pos += 2;
                return new AssertionNode(c == 'b' ? AssertionKind.WordBoundary : AssertionKind.NotWordBoundary);
            case >= '1' and <= '9':
                _pos++;
                TryNumber(ref _pos, out int number);
                _references.Add((number, start));
                return new BackreferenceNode(number);
            case 'k':
                _pos += 2;
                if (Peek() != '<')
                    return Fail("\\k needs the name of a group in angle brackets", start);
                _pos++;
                return GroupName() is { } name ? NamedReference(name, start) : null;
        }

        if (ClassEscape() is { } set)
            return new SetNode(set);
        return _error is null && CharacterEscape(inClass: false) is { } codePoint ? new SetNode(CodePointSet.Of(codePoint)) : null;
    }

    /// <summary>The group may stand further on: its number is found by counting the openings before it.</summary>
    private BackreferenceNode NamedReference(string name, int start)
    {
        _namedReferences.Add((name, start));
        int number = _names.TryGetValue(name, out int known) ? known : NumberOf(name);
        _references.Add((number, start));
        return new BackreferenceNode(number);
    }

    private int NumberOf(string name)
    {
        int number = 0;
        bool inClass = false;
        for (int i = 0; i < source.Length; i++)
        {
            char c = source[i];
            if (c == '\\')
                i++;
            else if (c is '[' or ']')
                inClass = c == '[' || (inClass && c != ']');
            else if (c == '(' && !inClass && IsCapturing(i, out bool named))
            {
                number++;
                if (named && string.CompareOrdinal(source, i + 3, name + ">", 0, name.Length + 1) == 0)
                    return number;
            }
        }

        return 0;
    }

    private bool IsCapturing(int at, out bool named)
    {
        named = at + 3 < source.Length && source[at + 1] == '?' && source[at + 2] == '<' && source[at + 3] is not ('=' or '!');
        return named || at + 1 >= source.Length || source[at + 1] != '?';
    }
}
