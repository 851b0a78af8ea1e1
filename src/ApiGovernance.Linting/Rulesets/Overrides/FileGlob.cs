using System.Buffers;
using System.Text.RegularExpressions;

namespace ApiGovernance.Linting.Rulesets.Overrides;

/// <summary>
/// A pattern of file names as overrides write them: `*` and `?` within a name, `**` for folders, `[a-z]`, `{a,b}`, `@(a|b)` and its
/// like, and `!` before all of it for every file that does not match. A pattern without a slash is one of the file's own name.
/// A name that begins with a dot is matched only by a pattern that says the dot.
/// </summary>
internal sealed class FileGlob
{
    private readonly IReadOnlyList<IReadOnlyList<GlobSegment>> _alternatives;
    private readonly bool _negated;

    private FileGlob(IReadOnlyList<IReadOnlyList<GlobSegment>> alternatives, bool negated) => (_alternatives, _negated) = (alternatives, negated);

    /// <exception cref="RulesetValueException">The pattern cannot be read.</exception>
    public static FileGlob Parse(string pattern)
    {
        bool negated = false;
        while (pattern.StartsWith('!') && !pattern.StartsWith("!(", StringComparison.Ordinal))
            (pattern, negated) = (pattern[1..], !negated);
        if (pattern.StartsWith("./", StringComparison.Ordinal))
            pattern = pattern[2..];
        return new FileGlob([.. GlobBraces.Expand(pattern).Select(one => (IReadOnlyList<GlobSegment>)[.. one.Split('/').Select(GlobSegment.Parse)])], negated);
    }

    /// <param name="path">From the ruleset's folder, with forward slashes.</param>
    public bool Matches(string path)
    {
        string[] names = path.Split('/');
        return _alternatives.Any(segments => segments.Count == 1 ? segments[0].Matches(names[^1]) : Matches(segments, names)) != _negated;
    }

    /// <summary>Goes through the parts once, with every number of names that they can have taken so far.</summary>
    private static bool Matches(IReadOnlyList<GlobSegment> segments, string[] names)
    {
        bool[] taken = new bool[names.Length + 1];
        taken[0] = true;
        for (int i = 0; i < segments.Count; i++)
        {
            bool[] next = new bool[names.Length + 1];
            // At its end, a pattern means something in the folder, not the folder.
            if (segments[i].IsAnyFolders && i + 1 < segments.Count)
                next[0] = taken[0];
            for (int at = 0; at < names.Length; at++)
            {
                if (segments[i].IsAnyFolders)
                    next[at + 1] = ((taken[at] || next[at]) && !names[at].StartsWith('.')) || (taken[at + 1] && i + 1 < segments.Count);
                else
                    next[at + 1] = taken[at] && segments[i].Matches(names[at]);
            }

            taken = next;
        }

        return taken[^1];
    }
}

/// <summary>The part of a pattern between two slashes.</summary>
internal sealed class GlobSegment
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("*?[]()+@!\\");

    private readonly Regex? _regex;
    private readonly string _text;

    private GlobSegment(string text, Regex? regex) => (_text, _regex) = (text, regex);

    public bool IsAnyFolders => _text == "**";

    public static GlobSegment Parse(string text) => new(text, text == "**" || !text.AsSpan().ContainsAny(Signs) ? null : Compile(text));

    public bool Matches(string name) => IsAnyFolders ? !name.StartsWith('.')
        : _regex is null ? name == _text : (!name.StartsWith('.') || _text.StartsWith('.')) && _regex.IsMatch(name);

    // Without backtracking: a pattern costs the length of the name, whatever it is.
    private static Regex Compile(string text)
    {
        try
        {
            return new Regex($"^(?:{new GlobRegex(text).Write()})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new RulesetValueException($"`{text}` is no pattern of file names that can be used here.");
        }
    }
}
