using ApiGovernance.JsonSchema.Patterns.Automata;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// A compiled pattern of ECMA-262. Linear in the length of the text, or, where lookaround or backreferences forbid that, bounded
/// in time. Safe for concurrent use.
/// </summary>
internal sealed class EcmaPattern
{
    // Beyond this many places one character can cost too much, and the states take too much memory. What takes them are repeats
    // that unroll: a pattern that is long because it lists many words is in few of its places at a time.
    private const int MaxPlaces = 20_000;

    private readonly PatternMatcher _matcher;

    private EcmaPattern(string source, PatternMatcher matcher, string? legacy)
    {
        Source = source;
        _matcher = matcher;
        Legacy = legacy;
    }

    public string Source { get; }

    /// <summary>How it is decided.</summary>
    public PatternEngine Engine => _matcher.Engine;

    /// <summary>Whether a text can take longer than allowed: nothing may then be concluded from its not matching.</summary>
    public bool CanBeUndecided => _matcher.CanBeUndecided;

    /// <summary>Why it is not a pattern of ECMA-262 with the flag u, though it could be read without that flag; else null.</summary>
    public string? Legacy { get; }

    /// <summary>Null, with the reason and the place, when the source is not a regular expression.</summary>
    /// <param name="source">The pattern.</param>
    /// <param name="error">What is wrong and where.</param>
    public static EcmaPattern? TryCreate(string source, out string? error)
    {
        PatternMatcher? matcher = TryCreateMatcher(source, ignoreCase: false, out error, out string? strict);
        return matcher is null ? null : new EcmaPattern(source, matcher, strict);
    }

    /// <summary>What decides a pattern, blind to case if asked; null, with the reason, when the source is not a regular expression.</summary>
    public static PatternMatcher? TryCreateMatcher(string source, bool ignoreCase, out string? error) => TryCreateMatcher(source, ignoreCase, out error, out _);

    private static PatternMatcher? TryCreateMatcher(string source, bool ignoreCase, out string? error, out string? strict)
    {
        ParsedPattern? parsed = PatternParser.Parse(source, legacy: false, out error);
        strict = error;
        parsed ??= PatternParser.Parse(source, legacy: true, out error);
        if (parsed is null)
        {
            error = strict;
            return null;
        }

        if (ignoreCase)
            parsed = parsed with { Root = CaseFolding.Fold(parsed.Root) };
        PatternMatcher? matcher = Own(parsed, MaxPlacesOf(source)) ?? DotNetMatcher.TryCreate(parsed);
        error = matcher is null ? "it is too large" : null;
        return matcher;
    }

    /// <summary>Whether the source is a regular expression of ECMA-262 with the flag u.</summary>
    public static bool IsWellFormed(string source) => PatternParser.Parse(source, legacy: false, out _) is not null;

    /// <summary>Places the automata of a pattern may have.</summary>
    public static int MaxPlacesOf(string source) => Math.Max(MaxPlaces, source.Length * 2);

    public PatternMatch Match(ReadOnlySpan<byte> utf8) => _matcher.Match(utf8);

    private static PatternMatcher? Own(ParsedPattern parsed, int maxPlaces)
    {
        if (parsed.Referenced.Count > 0)
            return null;
        PatternNode root = PatternSimplifier.Simplify(parsed.Root);
        return parsed.HasLook ? LookaheadMatcher.TryCreate(root, node => OfRegular(node, maxPlaces)) : OfRegular(root, maxPlaces);
    }

    private static PatternMatcher? OfRegular(PatternNode node, int maxPlaces)
    {
        PatternNode root = PatternSimplifier.Simplify(node);
        ReadOnlySpan<PatternNode> items = root is SequenceNode ? root.Parts : [root];
        PatternMatcher? simple = LiteralMatcher.TryCreate(items) ?? (PatternMatcher?)SequenceMatcher.TryCreate(items);
        return simple ?? (NfaProgram.TryBuild(root, maxPlaces) is { } program ? new LazyAutomaton(program) : null);
    }
}
