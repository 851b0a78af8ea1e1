using System.Text;

namespace ApiGovernance.Diff.Reports;

/// <summary>Text that ends before a limit: a comment that is too long is refused as a whole. What did not fit is counted.</summary>
public sealed class BoundedText(int limit, int reserve)
{
    private readonly StringBuilder _text = new();
    private int _bytes;

    /// <summary>How many pieces did not fit.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Adds a piece when it fits and the reserve stays free; counts it as left out otherwise.</summary>
    public bool TryAdd(string piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        int bytes = Encoding.UTF8.GetByteCount(piece);
        if (_bytes + bytes > limit - reserve)
        {
            LeftOut++;
            return false;
        }

        _bytes += bytes;
        _text.Append(piece);
        return true;
    }

    /// <summary>Adds what must be there, e.g. the end of what was begun, out of the reserve.</summary>
    public void Add(string piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        _bytes += Encoding.UTF8.GetByteCount(piece);
        _text.Append(piece);
    }

    public override string ToString() => _text.ToString();
}
