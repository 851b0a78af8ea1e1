using System.Globalization;
using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// Names that spell out where in an object their values stand: <c>a[b][c]=v</c>. OpenAPI defines one level only; deeper ones are what
/// clients and servers agree on in practice (qs, Rack, PHP): further brackets for objects, and for arrays a name that is repeated,
/// that ends with <c>[]</c>, or whose brackets hold 0, 1, 2 and so on in this order.
/// </summary>
internal sealed class FieldTree
{
    public const int MaxDepth = 16;

    private Node[] _nodes = new Node[16];
    private int _count;
    private PairIndex _pairs = null!;

    [StructLayout(LayoutKind.Auto)]
    private struct Node
    {
        public int NameStart;
        public int NameLength;
        public int FirstChild;
        public int LastChild;
        public int Next;
        public int FirstValue;
        public int LastValue;
        public bool Brackets;
    }

    /// <summary>Begins anew with a root that has no name.</summary>
    public void Begin(PairIndex pairs)
    {
        _pairs = pairs;
        _count = 0;
        Append(0, 0);
    }

    /// <summary>The whole name is that of a property of the root.</summary>
    public void AddProperty(int pair)
    {
        ref Pair p = ref _pairs.Pairs[pair];
        AddValue(Below(0, p.NameStart, p.NameLength), pair);
    }

    /// <summary>The name from an offset on is brackets; with <paramref name="top"/> what stands before them is the first key.</summary>
    /// <returns>False when the brackets are not balanced or nest too deep.</returns>
    public bool AddBrackets(int pair, int offset, bool top)
    {
        ReadOnlySpan<byte> name = _pairs.Name(pair);
        int start = _pairs.Pairs[pair].NameStart;
        int node = top ? Below(0, start, offset) : 0;
        for (int depth = 0; offset < name.Length; depth++)
        {
            int close = name[offset..].IndexOf((byte)']');
            if (name[offset] != '[' || close < 0 || depth == MaxDepth || name.Slice(offset + 1, close - 1).Contains((byte)'['))
                return false;
            if (close > 1)
                node = Below(node, start + offset + 1, close - 1);
            else if (offset + 2 == name.Length)
                _nodes[node].Brackets = true;
            else
                return false;
            offset += close + 1;
        }

        AddValue(node, pair);
        return true;
    }

    /// <summary>Writes a node, the root being 0, as the JSON its shape asks for.</summary>
    /// <param name="reader">Has a problem when this is not possible.</param>
    /// <param name="text">What the pairs' values stand in.</param>
    /// <param name="node">The node.</param>
    /// <param name="shape">What is known of its value.</param>
    public bool Write(ref ValueReader reader, ReadOnlySpan<char> text, int node, ValueShape shape)
    {
        Node n = _nodes[node];
        bool mayBeArray = (shape.Types & JsonTypes.Array) != 0;
        if (n.FirstChild >= 0 || n.FirstValue < 0)
        {
            if (n.FirstValue >= 0)
                return Fail(ref reader, "gives one name both a value and properties");
            bool mayBeObject = (shape.Types & JsonTypes.Object) != 0;
            return mayBeArray && n.FirstChild >= 0 && (!mayBeObject || HasIndexes(n))
                ? WriteItems(ref reader, text, n, shape)
                : WriteProperties(ref reader, text, n, shape);
        }

        bool several = n.FirstValue != n.LastValue;
        if (!(n.Brackets || (mayBeArray && (several || (shape.Types & ~JsonTypes.Array) == 0))))
            return several ? Fail(ref reader, "gives a property more than once") : WriteValue(ref reader, text, n.FirstValue, shape);
        int array = reader.Tape.Append(JsonKind.Array, 0, 0);
        int count = 0;
        for (int pair = n.FirstValue; pair >= 0; pair = _pairs.Pairs[pair].Next, count++)
        {
            if (!WriteValue(ref reader, text, pair, shape.Items))
                return false;
        }

        reader.Tape.Close(array, count);
        return true;
    }

    /// <summary>The children of the root, for whoever writes each in a way of its own.</summary>
    public IEnumerable<(int Node, int FirstPair, bool HasChildren)> TopLevel()
    {
        for (int child = _nodes[0].FirstChild; child >= 0; child = _nodes[child].Next)
            yield return (child, _nodes[child].FirstValue, _nodes[child].FirstChild >= 0);
    }

    public ReadOnlySpan<byte> Name(int node) => _pairs.NameAt(_nodes[node].NameStart, _nodes[node].NameLength);

    private bool WriteProperties(ref ValueReader reader, ReadOnlySpan<char> text, Node n, ValueShape shape)
    {
        int obj = reader.Tape.Append(JsonKind.Object, 0, 0);
        int count = 0;
        for (int child = n.FirstChild; child >= 0; child = _nodes[child].Next, count++)
        {
            reader.Tape.Append(JsonKind.String, reader.Tape.AppendText(Name(child)), _nodes[child].NameLength);
            if (!Write(ref reader, text, child, shape.Property(Name(child))))
                return false;
        }

        reader.Tape.Close(obj, count);
        return true;
    }

    private bool WriteItems(ref ValueReader reader, ReadOnlySpan<char> text, Node n, ValueShape shape)
    {
        if (!HasIndexes(n))
            return Fail(ref reader, "numbers the items of an array other than 0, 1, 2, in this order");
        int array = reader.Tape.Append(JsonKind.Array, 0, 0);
        int count = 0;
        for (int child = n.FirstChild; child >= 0; child = _nodes[child].Next, count++)
        {
            if (!Write(ref reader, text, child, shape.Items))
                return false;
        }

        reader.Tape.Close(array, count);
        return true;
    }

    private bool WriteValue(ref ValueReader reader, ReadOnlySpan<char> text, int pair, ValueShape shape)
    {
        ReadOnlySpan<char> value = text.Slice(_pairs.Pairs[pair].ValueStart, _pairs.Pairs[pair].ValueLength);
        reader.Whole = value;
        return reader.Scalar(value, shape);
    }

    private bool HasIndexes(Node n)
    {
        Span<byte> digits = stackalloc byte[10];
        int index = 0;
        for (int child = n.FirstChild; child >= 0; child = _nodes[child].Next, index++)
        {
            index.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
            if (!Name(child).SequenceEqual(digits[..length]))
                return false;
        }

        return true;
    }

    private int Below(int parent, int nameStart, int nameLength)
    {
        ReadOnlySpan<byte> name = _pairs.NameAt(nameStart, nameLength);
        for (int child = _nodes[parent].FirstChild; child >= 0; child = _nodes[child].Next)
        {
            if (_nodes[child].NameLength == nameLength && Name(child).SequenceEqual(name))
                return child;
        }

        int added = Append(nameStart, nameLength);
        ref Node p = ref _nodes[parent];
        if (p.FirstChild < 0)
            p.FirstChild = added;
        else
            _nodes[p.LastChild].Next = added;
        p.LastChild = added;
        return added;
    }

    private void AddValue(int node, int pair)
    {
        ref Node n = ref _nodes[node];
        _pairs.Pairs[pair].Next = -1;
        if (n.FirstValue < 0)
            n.FirstValue = pair;
        else
            _pairs.Pairs[n.LastValue].Next = pair;
        n.LastValue = pair;
    }

    private int Append(int nameStart, int nameLength)
    {
        if (_count == _nodes.Length)
            Array.Resize(ref _nodes, _count * 2);
        _nodes[_count] = new Node { NameStart = nameStart, NameLength = nameLength, FirstChild = -1, LastChild = -1, Next = -1, FirstValue = -1, LastValue = -1 };
        return _count++;
    }

    private static bool Fail(ref ValueReader reader, string problem)
    {
        reader.Problem = problem;
        return false;
    }
}
