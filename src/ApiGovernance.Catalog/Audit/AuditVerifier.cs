using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Audit;

/// <summary>
/// Works the chain of an audit out again, entry by entry, and says where it does not fit: an entry that was changed, taken out, put in or
/// moved, and entries missing at the end.
/// </summary>
/// <param name="remembered">An earlier head; without one a chain that somebody has made anew from some entry on fits together.</param>
public sealed class AuditVerifier(AuditHead? remembered)
{
    private readonly List<AuditFault> _faults = [];
    private string _previous = AuditChain.Beginning;
    private AuditHead? _head;
    private long _last;
    private long _entries;

    /// <summary>The next entry, oldest first.</summary>
    public void Add(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entries++;
        bool follows = Follows(entry.Sequence);
        AuditRecord record = Record(entry);
        if (entry.Hash.Length == 0 && _head is null)
        {
            if (entry.Sequence == remembered?.Sequence)
                Fault(entry.Sequence, "has no hash, and the remembered head is its hash: the hashes were taken away up to here");
            // From before the chain began; the first linked entry follows a hash over all of them.
            _previous = AuditChain.HashOf(record with { PreviousHash = _entries == 1 ? AuditChain.Unlinked : _previous });
            return;
        }

        if (entry.Hash.Length == 0)
        {
            Fault(entry.Sequence, "has no hash, although the chain began before it: it was put in or changed");
            return;
        }

        if (entry.PreviousHash != _previous && follows)
        {
            Fault(entry.Sequence, _last == 1
                ? "is the first and names an entry before it: entries were taken out, or it was changed"
                : $"does not follow entry {_last - 1} as it is: that one or this one was changed, put in, taken out or moved");
        }

        if (AuditChain.HashOf(record) != entry.Hash)
            Fault(entry.Sequence, "was changed after it was written: its hash is another than that of its content");
        if (remembered is not null && entry.Sequence == remembered.Sequence && entry.Hash != remembered.Hash)
            Fault(entry.Sequence, "has another hash than the remembered head: the chain was made anew up to here");
        _previous = entry.Hash;
        _head = new AuditHead(entry.Sequence, entry.Hash);
    }

    /// <summary>An entry that is there and cannot be read.</summary>
    public void AddUnreadable(long sequence, string reason)
    {
        _entries++;
        Follows(sequence);
        Fault(sequence, $"cannot be read: {reason}");
    }

    /// <param name="highest">The highest sequence that was ever given, where the store knows it.</param>
    public AuditReport Complete(long? highest = null)
    {
        // One who takes away every hash must not pass as one who has none yet.
        if (_head is null && _entries > 0 && _faults.Count == 0)
            Fault(1, "and all after it have no hash: they are from before the chain began, or their hashes were taken away; nothing can be said of them");
        long end = Math.Max(highest ?? 0, remembered?.Sequence ?? 0);
        if (end > _last)
            Fault(_last + 1, end == _last + 1 ? "is missing at the end" : $"and all up to {end} are missing at the end");
        return new AuditReport(_entries, _head, _faults);
    }

    /// <returns>Whether it is the number after the last.</returns>
    private bool Follows(long sequence)
    {
        bool follows = sequence == _last + 1;
        if (sequence <= _last)
            Fault(sequence, $"comes after entry {_last}: it is there twice or was moved");
        else if (!follows)
            Fault(_last + 1, sequence == _last + 2 ? "is missing" : $"and all up to {sequence - 1} are missing");
        _last = Math.Max(_last, sequence);
        return follows;
    }

    private void Fault(long sequence, string what) => _faults.Add(new AuditFault(sequence, what));

    private static AuditRecord Record(AuditEntry entry) => new(
        entry.Sequence, entry.At, entry.Actor, entry.Origin, entry.Action, entry.Object, entry.Why, entry.Detail, entry.Before, entry.After,
        entry.PreviousHash, entry.Hash);
}
