using System.Collections.Frozen;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>How well a name says that a schema is an entity.</summary>
internal enum NameFit
{
    None,

    /// <summary>It ends with the entity's name: <c>EcommerceOrder</c>.</summary>
    Suffix,

    /// <summary>It is another name of the entity, but for words that say what the schema is for.</summary>
    Alias,

    /// <summary>It is the entity's own name, but for words that say what the schema is for.</summary>
    Exact,
}

/// <summary>A schema's name with the words taken off that say what the schema is for: <c>CreateOrderRequest</c> is <c>order</c>.</summary>
internal sealed record EntityName
{
    private static readonly FrozenSet<string> Before =
        new[] { "create", "new", "update", "patch", "replace", "get", "post", "put", "api", "base", "full", "the", "add", "upsert", "linked", "import" }
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> After =
        new[]
        {
            "request", "response", "input", "output", "dto", "model", "resource", "body", "payload", "entity", "details", "detail", "submission", "create",
            "update", "patch", "read", "write", "base", "schema", "object", "replacement", "record", "view", "representation", "summary", "brief", "preview",
            "short", "compact", "full", "draft", "result", "import",
        }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Short = new[] { "summary", "brief", "preview", "short", "compact" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Partial = new[] { "patch", "update" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _words;

    private readonly string _key;

    private readonly string _coreKey;

    private readonly string[] _suffixes;

    private EntityName(IReadOnlyList<string> words, IReadOnlyList<string> core)
    {
        (_words, _key, _coreKey) = (words, NameWords.Key(words), NameWords.Key(core));
        _suffixes = [.. Enumerable.Range(1, Math.Max(core.Count - 1, 0)).Select(i => NameWords.Key([.. core.Skip(i)]))];
    }

    public bool IsSummary => _words.Any(Short.Contains);

    public bool IsPartial => _words.Any(Partial.Contains);

    public static EntityName Of(string name)
    {
        // Generated names have dots and versions in them: com.example.v2.OrderV2.
        IReadOnlyList<string> words = [.. NameWords.Split(name[(name.LastIndexOf('.') + 1)..]).Select(WithoutVersion).Where(w => w.Length > 0)];
        int start = 0;
        int end = words.Count;
        while (end - start > 1 && After.Contains(words[end - 1]))
            end--;
        while (end - start > 1 && Before.Contains(words[start]))
            start++;
        return new EntityName(words, [.. words.Skip(start).Take(end - start)]);
    }

    public NameFit Fit(CanonicalEntity entity)
    {
        if (_coreKey == entity.Key)
            return NameFit.Exact;
        if (entity.NameKeys.Contains(_coreKey) || entity.NameKeys.Contains(_key))
            return NameFit.Alias;
        return _suffixes.Contains(entity.Key) ? NameFit.Suffix : NameFit.None;
    }

    private static string WithoutVersion(string word) =>
        word.Length is > 1 and < 5 && word[0] == 'v' && word.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false ? "" : word;
}
