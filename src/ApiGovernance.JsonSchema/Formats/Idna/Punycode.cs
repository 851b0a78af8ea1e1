namespace ApiGovernance.JsonSchema.Formats.Idna;

/// <summary>The bootstring encoding of RFC 3492 with the parameters of Punycode, for labels of at most 63 octets.</summary>
internal static class Punycode
{
    public const int MaxLabel = 63;

    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;

    /// <summary>Decodes lower-case Punycode (without <c>xn--</c>); false when it is not well formed.</summary>
    /// <param name="encoded">The octets.</param>
    /// <param name="output">At least <see cref="MaxLabel"/> long.</param>
    /// <param name="length">Code points written.</param>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, Span<int> output, out int length)
    {
        int delimiter = encoded.LastIndexOf((byte)'-');
        length = 0;
        if (delimiter > 0)
        {
            foreach (byte b in encoded[..delimiter])
                output[length++] = b;
        }

        int n = 128;
        long i = 0;
        int bias = 72;
        int pos = delimiter > 0 ? delimiter + 1 : 0;
        while (pos < encoded.Length)
        {
            long before = i;
            long weight = 1;
            for (int k = Base; ; k += Base)
            {
                int digit = pos < encoded.Length ? Digit(encoded[pos++]) : -1;
                if (digit < 0)
                    return false;
                i += digit * weight;
                int threshold = Threshold(k, bias);
                if (i > int.MaxValue)
                    return false;
                if (digit < threshold)
                    break;
                weight *= Base - threshold;
                if (weight > int.MaxValue)
                    return false;
            }

            length++;
            bias = Adapt(i - before, length, before == 0);
            long codePoint = n + (i / length);
            i %= length;
            if (codePoint > 0x10FFFF || codePoint is >= 0xD800 and <= 0xDFFF || length > output.Length)
                return false;
            n = (int)codePoint;
            output[(int)i..(length - 1)].CopyTo(output[((int)i + 1)..]);
            output[(int)i++] = n;
        }

        return true;
    }

    /// <summary>Encodes a label; false when the result is longer than the output.</summary>
    public static bool TryEncode(ReadOnlySpan<int> label, Span<byte> output, out int length)
    {
        length = 0;
        int basic = 0;
        foreach (int c in label)
        {
            if (c >= 128)
                continue;
            if (length == output.Length)
                return false;
            output[length++] = (byte)c;
            basic++;
        }

        int handled = basic;
        if (basic > 0 && !Append((byte)'-', output, ref length))
            return false;
        int n = 128;
        long delta = 0;
        int bias = 72;
        while (handled < label.Length)
        {
            int next = int.MaxValue;
            foreach (int c in label)
                next = c >= n && c < next ? c : next;
            delta += (long)(next - n) * (handled + 1);
            n = next;
            foreach (int c in label)
            {
                delta += c < n ? 1 : 0;
                if (c != n)
                    continue;
                if (!AppendDelta(delta, bias, output, ref length))
                    return false;
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            n++;
        }

        return true;
    }

    private static bool AppendDelta(long delta, int bias, Span<byte> output, ref int length)
    {
        long q = delta;
        for (int k = Base; ; k += Base)
        {
            int threshold = Threshold(k, bias);
            if (q < threshold)
                return Append(Symbol((int)q), output, ref length);
            if (!Append(Symbol((int)(threshold + ((q - threshold) % (Base - threshold)))), output, ref length))
                return false;
            q = (q - threshold) / (Base - threshold);
        }
    }

    private static bool Append(byte b, Span<byte> output, ref int length)
    {
        if (length == output.Length)
            return false;
        output[length++] = b;
        return true;
    }

    private static byte Symbol(int digit) => (byte)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static int Digit(byte b) => b is >= (byte)'a' and <= (byte)'z' ? b - 'a' : b is >= (byte)'0' and <= (byte)'9' ? b - '0' + 26 : -1;

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, TMin, TMax);

    private static int Adapt(long delta, int points, bool first)
    {
        delta = first ? delta / 700 : delta / 2;
        delta += delta / points;
        int k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
            delta /= Base - TMin;
        return (int)(k + ((Base - TMin + 1) * delta / (delta + 38)));
    }
}
