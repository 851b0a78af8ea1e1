namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>Decodes what has been found well encoded: RFC 4648.</summary>
internal static class ContentDecoder
{
    public static byte[] Decode(ContentEncoding encoding, ReadOnlySpan<byte> text) => encoding switch
    {
        ContentEncoding.Base64 => Bits(text, 6, static b => SixBits(b, (byte)'+', (byte)'/')),
        ContentEncoding.Base64Url => Bits(text, 6, static b => SixBits(b, (byte)'-', (byte)'_')),
        ContentEncoding.Base32 => Bits(text, 5, static b => b <= '7' ? b - '2' + 26 : b - 'A'),
        _ => Bits(text, 4, static b => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10),
    };

    private static int SixBits(byte b, byte plus, byte slash) =>
        b == plus ? 62 : b == slash ? 63 : b <= '9' ? b - '0' + 52 : b <= 'Z' ? b - 'A' : b - 'a' + 26;

    private static byte[] Bits(ReadOnlySpan<byte> text, int width, Func<byte, int> value)
    {
        text = text.TrimEnd((byte)'=');
        byte[] result = new byte[text.Length * width / 8];
        int bits = 0;
        int held = 0;
        int written = 0;
        foreach (byte b in text)
        {
            held = (held << width) | value(b);
            bits += width;
            if (bits < 8)
                continue;
            bits -= 8;
            result[written++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }

        return result;
    }
}
