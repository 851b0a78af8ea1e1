namespace ApiGovernance.JsonSchema.Formats;

/// <summary>duration of RFC 3339, appendix A: PnYnMnDTnHnMnS or PnW, no unit skipped between two that are given.</summary>
internal static class DurationFormat
{
    public static bool IsDuration(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != 'P')
            return false;
        text = text[1..];
        if (text[^1] == 'W')
            return Units(text, "W"u8);
        int time = text.IndexOf((byte)'T');
        if (time < 0)
            return Units(text, "YMD"u8);
        return (time == 0 || Units(text[..time], "YMD"u8)) && Units(text[(time + 1)..], "HMS"u8);
    }

    private static bool Units(ReadOnlySpan<byte> text, ReadOnlySpan<byte> units)
    {
        int last = -1;
        int pos = 0;
        while (pos < text.Length)
        {
            int start = pos;
            while (pos < text.Length && char.IsAsciiDigit((char)text[pos]))
                pos++;
            int unit = pos == start || pos == text.Length ? -1 : units.IndexOf(text[pos]);
            if (unit < 0 || (last >= 0 && unit != last + 1))
                return false;
            last = unit;
            pos++;
        }

        return last >= 0;
    }
}
