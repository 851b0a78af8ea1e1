using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Which operation of the revision is which of the base: by method and URL, so that a base path which moves between servers and paths, a
/// renamed path parameter or a trailing slash is one change and not a removal; what is left over by method and path, for a base path that
/// really is another one.
/// </summary>
internal sealed class OperationMatching
{
    public OperationMatching(ContractPair contracts)
    {
        List<Keyed> old = [.. contracts.Before.Operations.Select(operation => new Keyed(operation))];
        List<Keyed> left = [.. contracts.After.Operations.Select(operation => new Keyed(operation))];
        Dictionary<Keyed, (Keyed After, BasePathChange Change)> matched = [];
        foreach ((Func<Keyed, IEnumerable<string>> keys, BasePathChange change) in Steps())
            Match(old, left, matched, keys, change);

        Pairs = [.. old.Where(matched.ContainsKey).Select(key => new OperationPair(contracts, key.Operation, matched[key].After.Operation, matched[key].Change))];
        HashSet<Keyed> used = [.. matched.Values.Select(pair => pair.After)];
        Removed = Unmatched(old, matched.ContainsKey, inBase: true);
        Added = Unmatched(left, used.Contains, inBase: false);
        RevisionUrls = left.SelectMany(key => key.Shapes.Select(shape => $"{key.Operation.Method} {shape}")).ToHashSet(StringComparer.Ordinal);
        RevisionPaths = left.SelectMany(key => key.Shapes).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>In the order of the base.</summary>
    public IReadOnlyList<OperationPair> Pairs { get; }

    public IReadOnlyList<ApiOperation> Removed { get; }

    public IReadOnlyList<ApiOperation> Added { get; }

    /// <summary>Operations that match the same requests as another one of their document, and have no partner of their own spelling.</summary>
    public IReadOnlyList<(ApiOperation Double, ApiOperation First, bool InBase)> Doubles => _doubles;

    /// <summary>The shapes of all URLs of the revision.</summary>
    public IReadOnlySet<string> RevisionPaths { get; }

    /// <summary>The same with the method of each.</summary>
    public IReadOnlySet<string> RevisionUrls { get; }

    private readonly List<(ApiOperation, ApiOperation, bool)> _doubles = [];

    /// <summary>From the closest likeness to the farthest.</summary>
    private static IEnumerable<(Func<Keyed, IEnumerable<string>>, BasePathChange)> Steps()
    {
        yield return (key => key.Shapes.Select(shape => $"{key.Operation} {shape}"), BasePathChange.None);
        yield return (key => key.Shapes.Select(shape => $"{key.Operation.Method} {key.PathShape} {shape}"), BasePathChange.None);
        yield return (key => key.Shapes.Select(shape => $"{key.Operation.Method} {shape}"), BasePathChange.Moved);
        yield return (key => [key.Operation.ToString()], BasePathChange.Changed);
        yield return (key => [$"{key.Operation.Method} {key.PathShape}"], BasePathChange.Changed);
    }

    private static void Match(
        List<Keyed> old, List<Keyed> revision, Dictionary<Keyed, (Keyed, BasePathChange)> matched, Func<Keyed, IEnumerable<string>> keys, BasePathChange change)
    {
        if (matched.Count == old.Count)
            return;
        HashSet<Keyed> used = [.. matched.Values.Select(pair => pair.Item1)];
        Dictionary<string, Queue<Keyed>> byKey = new(StringComparer.Ordinal);
        foreach (Keyed candidate in revision.Where(candidate => !used.Contains(candidate)))
        {
            foreach (string key in keys(candidate))
            {
                if (!byKey.TryGetValue(key, out Queue<Keyed>? queue))
                    byKey[key] = queue = [];
                queue.Enqueue(candidate);
            }
        }

        foreach (Keyed one in old.Where(one => !matched.ContainsKey(one)))
        {
            foreach (string key in keys(one))
            {
                Keyed? partner = null;
                while (partner is null && byKey.TryGetValue(key, out Queue<Keyed>? queue) && queue.TryDequeue(out Keyed? candidate))
                    partner = used.Add(candidate) ? candidate : null;
                if (partner is null)
                    continue;
                matched[one] = (partner, change);
                break;
            }
        }
    }

    private List<ApiOperation> Unmatched(List<Keyed> side, Func<Keyed, bool> isMatched, bool inBase)
    {
        Dictionary<string, ApiOperation> first = new(StringComparer.Ordinal);
        List<ApiOperation> unmatched = [];
        // Those that are compared come first: beside them the others are the doubles.
        foreach (Keyed key in side.OrderBy(key => !isMatched(key)))
        {
            ApiOperation? other = key.Shapes.Select(shape => first.GetValueOrDefault($"{key.Operation.Method} {shape}")).FirstOrDefault(found => found is not null);
            foreach (string shape in key.Shapes)
                first.TryAdd($"{key.Operation.Method} {shape}", key.Operation);
            if (isMatched(key))
                continue;
            if (other is null)
                unmatched.Add(key.Operation);
            else
                _doubles.Add((key.Operation, other, inBase));
        }

        return unmatched;
    }

    /// <summary>Equal only to itself: an operation as a key of a table would be hashed with everything in it.</summary>
    private sealed class Keyed(ApiOperation operation)
    {
        public ApiOperation Operation => operation;

        public string PathShape { get; } = UrlPath.Shape(operation.Path);

        /// <summary>Of the URL on each server, without the host.</summary>
        public IReadOnlyList<string> Shapes { get; } = [.. BasePaths.Of(operation).Select(path => path.Path + operation.Path).Concat(operation.EffectivePaths).Select(UrlPath.Shape).Distinct(StringComparer.Ordinal)];
    }
}
