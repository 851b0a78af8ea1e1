using ApiGovernance.Diff.Reports;

namespace ApiGovernance.Diff.Sets;

/// <summary>
/// Compares two sets of documents: those of one path with each other, and of what is left those of one title, because a file that moved
/// is still the same API.
/// </summary>
public sealed class SetDiff
{
    private readonly CompatibilityPolicy _policy;
    private readonly DiffOptions _options;
    private readonly List<Compared> _compared = [];
    private readonly List<string> _moves = [];
    private readonly SortedSet<string> _others = new(StringComparer.Ordinal);
    private readonly HashSet<string> _parts = new(StringComparer.Ordinal);
    private bool _isIncomplete;

    private SetDiff(CompatibilityPolicy policy, DiffOptions options) => (_policy, _options) = (policy, options);

    public static SetResult Compare(
        IEnumerable<SetDocument> before, IEnumerable<SetDocument> after, CompatibilityPolicy policy, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(policy);
        SetDiff diff = new(policy, options ?? DiffOptions.Default);
        diff.Run(before.ToDictionary(d => d.Path, StringComparer.Ordinal), after.ToDictionary(d => d.Path, StringComparer.Ordinal));
        return diff.Result();
    }

    private void Run(Dictionary<string, SetDocument> before, Dictionary<string, SetDocument> after)
    {
        List<SetDocument> gone = [], added = [];
        foreach (string path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            SetDocument? was = before.GetValueOrDefault(path), now = after.GetValueOrDefault(path);
            foreach (SetDocument document in new[] { was, now }.OfType<SetDocument>().Distinct())
                Note(document);
            if (was is { Kind: not SetDocumentKind.None } && now is { Kind: not SetDocumentKind.None })
                Pair(was, now);
            else if (was is { Kind: not SetDocumentKind.None })
                gone.Add(was);
            else if (now is { Kind: not SetDocumentKind.None })
                added.Add(now);
        }

        foreach (SetDocument was in gone)
        {
            if (Moved(was, gone, added) is { } now)
            {
                _moves.Add($"`{was.Path}` is `{now.Path}` now.");
                added.Remove(now);
                Pair(was, now);
            }
            else
            {
                One(was, DocumentChanges.Removed);
            }
        }

        foreach (SetDocument now in added)
            One(now, DocumentChanges.Added);
    }

    private void Note(SetDocument document)
    {
        if (document.Kind == SetDocumentKind.None)
            _others.Add(document.Path);
        else
            _parts.UnionWith(document.Parts);
    }

    private void Pair(SetDocument before, SetDocument after)
    {
        if (ReferenceEquals(before, after))
        {
            Add(before, after, DiffResults.Of([]));
        }
        else if (before.IsUnreadable || after.IsUnreadable)
        {
            // Even where the text is the same on both sides: nobody knows what its callers rely on.
            _isIncomplete = true;
            Add(before, after, DiffResults.Of([.. new[] { before, after }.Where(d => d.IsUnreadable).Select(d => d.Reason).Distinct()]));
        }
        else if (before.Contract is { } was && after.Contract is { } now)
        {
            Add(before, after, ContractDiff.Compare(was, now, _policy, _options));
        }
        else
        {
            bool differ = !before.Bundle!.ToSingleDocument().AsSpan().SequenceEqual(after.Bundle!.ToSingleDocument());
            Add(before, after, DiffResults.Of(differ ? [DocumentChanges.NotCompared(_policy, _options, after)] : []));
        }
    }

    private void One(SetDocument document, string id)
    {
        if (document.IsUnreadable)
        {
            _isIncomplete = true;
            Add(document, document, DiffResults.Of([document.Reason]));
            return;
        }

        bool isGone = id == DocumentChanges.Removed;
        Add(isGone ? document : null, isGone ? null : document, DocumentChanges.Of(_policy, _options, document, id));
    }

    private static SetDocument? Moved(SetDocument was, List<SetDocument> gone, List<SetDocument> added)
    {
        bool Same(SetDocument other) => was.Contract is { Title.Length: > 0 } contract && other.Contract?.Title == contract.Title;
        // A title that two of them have does not say which is which.
        return gone.Count(Same) == 1 && added.Count(Same) == 1 ? added.First(Same) : null;
    }

    private void Add(SetDocument? before, SetDocument? after, DiffResult result) => _compared.Add(new Compared(before, after, result));

    private SetResult Result()
    {
        ILookup<string, Compared> byTitle = _compared.ToLookup(pair => pair.Title, StringComparer.Ordinal);
        return new SetResult
        {
            Contracts =
            [
                .. _compared.OrderBy(pair => pair.Path, StringComparer.Ordinal).Select(pair =>
                    pair.Named(pair.Title.Length > 0 && byTitle[pair.Title].Count() == 1 ? pair.Title : pair.Path)),
            ],
            Moves = _moves,
            Others = [.. _others.Where(path => !_parts.Contains(path)).Select(path => $"`{path}` is no description of an API and was not compared.")],
            IsIncomplete = _isIncomplete,
        };
    }

    private sealed record Compared(SetDocument? Before, SetDocument? After, DiffResult Result)
    {
        public string Path => (After ?? Before)!.Path;

        public string Title => (After?.Contract ?? Before?.Contract)?.Title ?? "";

        public ComparedContract Named(string name) => new()
        {
            Name = name,
            VersionBefore = Before?.Contract?.Version,
            VersionAfter = After?.Contract?.Version,
            Result = Result with
            {
                Findings = [.. Result.Findings.Select(finding => finding with { Api = name })],
                NotCompared = [.. Result.NotCompared.Select(finding => finding with { Api = name })],
            },
        };
    }
}
