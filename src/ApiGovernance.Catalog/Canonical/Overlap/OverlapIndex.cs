using System.Globalization;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// The footprints of an estate, ready to be compared with one more. Adding and removing keep it up to date: what it says is what a new
/// index over the same footprints would say. Safe for many threads.
/// </summary>
public sealed class OverlapIndex
{
    private readonly Lock _lock = new();
    private readonly WordWeights _words = new();
    private readonly Dictionary<(string Api, string Version), IndexedFootprint> _footprints = [];

    public static OverlapIndex Of(IEnumerable<ApiFootprint> footprints)
    {
        ArgumentNullException.ThrowIfNull(footprints);
        var index = new OverlapIndex();
        foreach (ApiFootprint footprint in footprints)
            index.Set(footprint);
        return index;
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _footprints.Count;
        }
    }

    /// <summary>Adds a footprint, in the place of the one of the same API and version.</summary>
    public void Set(ApiFootprint footprint)
    {
        ArgumentNullException.ThrowIfNull(footprint);
        lock (_lock)
        {
            Take(footprint.Api, footprint.Version);
            IndexedFootprint indexed = IndexedFootprint.Of(footprint, _words);
            _footprints.Add((footprint.Api, footprint.Version), indexed);
            _words.Add(footprint.Api, indexed);
        }
    }

    /// <returns>False when there was none.</returns>
    public bool Remove(string api, string version)
    {
        lock (_lock)
            return Take(api, version);
    }

    /// <summary>Which APIs of the index offer what this one offers; its own versions are never among them.</summary>
    public OverlapReport Compare(ApiFootprint proposed)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        lock (_lock)
        {
            int known = _words.Count;
            IndexedFootprint own = IndexedFootprint.Of(proposed, _words);
            IndexedFootprint[] others = [.. _footprints.Values.Where(other => other.Api != proposed.Api)];
            OverlapReport report = new()
            {
                Api = proposed.Api,
                Version = proposed.Version,
                Entity = proposed.Entity,
                Operations = proposed.Operations.Count,
                Compared = others.Select(other => other.Api).Distinct(StringComparer.Ordinal).Count(),
                NotCompared = NotComparedOf(proposed),
                Overlaps = proposed.Operations.Count == 0 ? [] : OverlapAnalysis.Overlaps(own, others, _words),
            };
            _words.ForgetFrom(known);
            return report;
        }
    }

    /// <summary>How alike two footprints are in the estate of this index, whether or not that is reported.</summary>
    public OverlapScore Score(ApiFootprint first, ApiFootprint second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        lock (_lock)
        {
            int known = _words.Count;
            IndexedFootprint a = IndexedFootprint.Of(first, _words);
            IndexedFootprint b = IndexedFootprint.Of(second, _words);
            Weighing weighing = _words.Weighing();
            OverlapScore score = OverlapScore.OfNames(a, b, weighing).WithFields(a, b, weighing).With(a, b, OperationMatching.Pairs(a, b, weighing).Sum(pair => pair.Likeness));
            _words.ForgetFrom(known);
            return score;
        }
    }

    private static string? NotComparedOf(ApiFootprint proposed) => proposed switch
    {
        { Operations.Count: 0 } => "The contract has no operations, so there is nothing to compare.",
        { Omitted: > 0 } => string.Create(
            CultureInfo.InvariantCulture, $"Only the first {proposed.Operations.Count} of its {proposed.Operations.Count + proposed.Omitted} operations were compared."),
        _ => null,
    };

    private bool Take(string api, string version)
    {
        if (!_footprints.Remove((api, version), out IndexedFootprint? old))
            return false;
        _words.Remove(api, old);
        return true;
    }
}
