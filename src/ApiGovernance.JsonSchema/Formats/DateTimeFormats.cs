namespace ApiGovernance.JsonSchema.Formats;

/// <summary>full-date, full-time and date-time of RFC 3339, 5.6, with its rule for leap seconds.</summary>
internal static class DateTimeFormats
{
    private const int MinutesPerDay = 24 * 60;

    public static bool IsDate(ReadOnlySpan<byte> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        int year = Digits(text[..4]);
        int month = Digits(text.Slice(5, 2));
        int day = Digits(text.Slice(8, 2));
        return year >= 0 && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month);
    }

    public static bool IsDateTime(ReadOnlySpan<byte> text) =>
        text.Length > 11 && text[10] is (byte)'T' or (byte)'t' && IsDate(text[..10]) && IsTime(text[11..]);

    /// <summary>date-time without offset, RFC 9557, 4.1.</summary>
    public static bool IsLocalDateTime(ReadOnlySpan<byte> text) =>
        text.Length > 11 && text[10] is (byte)'T' or (byte)'t' && IsDate(text[..10]) && IsLocalTime(text[11..]);

    public static bool IsTime(ReadOnlySpan<byte> text) =>
        IsPartialTime(text, out int length, out int minutes, out bool leap)
        && Offset(text[length..], out int offset)
        // A leap second is inserted at 23:59:60 UTC.
        && (!leap || (((minutes - offset) % MinutesPerDay) + MinutesPerDay) % MinutesPerDay == MinutesPerDay - 1);

    /// <summary>partial-time. Without an offset a leap second can be anywhere offsets can put one: in the last minute of a quarter.</summary>
    public static bool IsLocalTime(ReadOnlySpan<byte> text) =>
        IsPartialTime(text, out int length, out int minutes, out bool leap) && length == text.Length && (!leap || minutes % 15 == 14);

    private static bool IsPartialTime(ReadOnlySpan<byte> text, out int length, out int minutes, out bool leap)
    {
        length = 8;
        minutes = 0;
        leap = false;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
            return false;
        int hour = Digits(text[..2]);
        int minute = Digits(text.Slice(3, 2));
        int second = Digits(text.Slice(6, 2));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
            return false;
        minutes = (hour * 60) + minute;
        leap = second == 60;
        if (text.Length == 8 || text[8] != '.')
            return true;
        int start = ++length;
        while (length < text.Length && char.IsAsciiDigit((char)text[length]))
            length++;
        return length > start;
    }

    private static bool Offset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
            return false;
        int hour = Digits(text.Slice(1, 2));
        int minute = Digits(text.Slice(4, 2));
        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59;
    }

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static int Digits(ReadOnlySpan<byte> text)
    {
        int value = 0;
        foreach (byte b in text)
        {
            if (!char.IsAsciiDigit((char)b))
                return -1;
            value = (value * 10) + (b - '0');
        }

        return value;
    }
}
