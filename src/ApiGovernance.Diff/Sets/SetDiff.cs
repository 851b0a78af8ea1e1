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
        // Schemas come last: one that a description names is a part of it.
        foreach ((SetDocument? was, SetDocument? now) in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(path => (was: before.GetValueOrDefault(path), now: after.GetValueOrDefault(path)))
            .OrderBy(pair => pair.was?.Kind == DocumentKind.JsonSchema || pair.now?.Kind == DocumentKind.JsonSchema))
        {
            bool isOld = was is not null && IsDocument(was), isNew = now is not null && IsDocument(now);
            if (isOld && isNew)
                Pair(was!, now!);
            else if (isOld)
                gone.Add(was!);
            else if (isNew)
                added.Add(now!);
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

    /// <summary>Notes what is none, and the parts of what is one.</summary>
    private bool IsDocument(SetDocument document)
    {
        bool isPart = document.Kind == DocumentKind.JsonSchema && _parts.Contains(document.Path);
        if (!document.IsDescription)
            _others.Add(document.Path);
        else if (!isPart && document.Kind != DocumentKind.JsonSchema)
            _parts.UnionWith(document.Parts);
        return document.IsDescription && !isPart;
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
        else if (before.Kind != after.Kind)
        {
            Add(before, after, DiffResults.Of([DocumentChanges.NotCompared(_policy, _options, after)]));
        }
        else if (before.Contract is { } was && after.Contract is { } now)
        {
            Add(before, after, ContractDiff.Compare(was, now, _policy, _options));
        }
        else
        {
            DocumentDiffResult result = DocumentDiff.Compare(before.Bundle!, after.Bundle!, _policy, _options);
            _isIncomplete |= result.Result is null;
            Add(before, after, result.Result ?? DiffResults.Of(result.Refusals));
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
        bool Same(SetDocument other) => was.Title.Length > 0 && other.Title == was.Title && other.Kind == was.Kind;
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

        public string Title => (After ?? Before)!.Title;

        public ComparedContract Named(string name) => new()
        {
            Name = name,
            VersionBefore = Before?.Version,
            VersionAfter = After?.Version,
            Result = Result with
            {
                Findings = [.. Result.Findings.Select(finding => finding with { Api = name })],
                NotCompared = [.. Result.NotCompared.Select(finding => finding with { Api = name })],
            },
        };
    }
}
