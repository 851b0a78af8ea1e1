namespace ApiGovernance.JsonSchema.Formats;

/// <summary>HTTP-date of RFC 9110, 5.6.7: IMF-fixdate, and the obsolete forms of RFC 850 and asctime that recipients accept.</summary>
internal static class HttpDateFormat
{
    private static readonly string[] s_days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] s_months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static bool IsHttpDate(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 24 or > 40)
            return false;
        int comma = text.IndexOf((byte)',');
        if (comma == 3)
            return text.Length == 29 && Day(text[..3], 3) && text[4] == ' ' && text[25..].SequenceEqual(" GMT"u8)
                && text[7] == ' ' && text[11] == ' ' && text[16] == ' '
                && Date(text.Slice(12, 4), text.Slice(8, 3), text.Slice(5, 2)) && Time(text.Slice(17, 8));
        if (comma < 0)
            return text.Length == 24 && Day(text[..3], 3) && text[3] == ' ' && text[7] == ' ' && text[10] == ' ' && text[19] == ' '
                && Date(text[20..], text.Slice(4, 3), text.Slice(8, 2)) && Time(text.Slice(11, 8));
        if (!Day(text[..comma], 9) || text.Length != comma + 24)
            return false;
        text = text[(comma + 1)..];
        return text[0] == ' ' && text[3] == '-' && text[7] == '-' && text[10] == ' ' && text[19..].SequenceEqual(" GMT"u8)
            && DateTimeFormats.Digits(text.Slice(8, 2)) >= 0 && Month(text.Slice(4, 3)) > 0
            && DateTimeFormats.Digits(text.Slice(1, 2)) is >= 1 and <= 31 && Time(text.Slice(11, 8));
    }

    private static bool Day(ReadOnlySpan<byte> text, int letters)
    {
        foreach (string day in s_days)
        {
            if (System.Text.Ascii.Equals(text, day.AsSpan(0, Math.Min(letters, day.Length))))
                return true;
        }

        return false;
    }

    private static int Month(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < s_months.Length; i++)
        {
            if (System.Text.Ascii.Equals(text, s_months[i]))
                return i + 1;
        }

        return 0;
    }

    private static bool Date(ReadOnlySpan<byte> year, ReadOnlySpan<byte> month, ReadOnlySpan<byte> day)
    {
        // asctime pads the day with a space.
        int d = DateTimeFormats.Digits(day[0] == ' ' ? day[1..] : day);
        int y = DateTimeFormats.Digits(year);
        int m = Month(month);
        return y >= 0 && m > 0 && d >= 1 && d <= DateTimeFormats.DaysInMonth(y, m);
    }

    private static bool Time(ReadOnlySpan<byte> text) =>
        text[2] == ':' && text[5] == ':'
        && DateTimeFormats.Digits(text[..2]) is >= 0 and <= 23
        && DateTimeFormats.Digits(text.Slice(3, 2)) is >= 0 and <= 59
        && DateTimeFormats.Digits(text.Slice(6, 2)) is >= 0 and <= 60;
}
