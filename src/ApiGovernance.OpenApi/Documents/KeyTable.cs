using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Gives every distinct key of a document one string and one number; documents have few distinct keys and many uses of each.</summary>
internal sealed class KeyTable
{
    private int[] _buckets = new int[1024]; // 1-based numbers; 0 is empty
    private Entry[] _entries = new Entry[512];
    private int _count;

    public int Count => _count;

    public string this[int key] => _entries[key].Text;

    public int Add(string key)
    {
        Span<byte> buffer = key.Length <= 256 ? stackalloc byte[768] : new byte[Encoding.UTF8.GetMaxByteCount(key.Length)];
        return Add(buffer[..Encoding.UTF8.GetBytes(key, buffer)], key);
    }

    public int Add(ReadOnlySpan<byte> key) => Add(key, null);

    private int Add(ReadOnlySpan<byte> key, string? text)
    {
        int hash = Hash(key);
        for (int i = hash & (_buckets.Length - 1); ; i = (i + 1) & (_buckets.Length - 1))
        {
            int number = _buckets[i] - 1;
            if (number < 0)
            {
                _buckets[i] = ++_count;
                if (_count > _entries.Length)
                    Array.Resize(ref _entries, _entries.Length * 2);
                _entries[_count - 1] = new Entry(hash, key.ToArray(), text ?? Encoding.UTF8.GetString(key));
                if (_count * 2 > _buckets.Length)
                    Grow();
                return _count - 1;
            }

            if (_entries[number].Hash == hash && key.SequenceEqual(_entries[number].Utf8))
                return number;
        }
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (int number = 0; number < _count; number++)
        {
            int i = _entries[number].Hash & (_buckets.Length - 1);
            while (_buckets[i] != 0)
                i = (i + 1) & (_buckets.Length - 1);
            _buckets[i] = number + 1;
        }
    }

    // Seeded per process: a document cannot be made whose keys all fall together.
    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }

    private readonly record struct Entry(int Hash, byte[] Utf8, string Text);
}
