using System.Globalization;
using System.Text;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>A set of Unicode code points, written as a .NET expression over UTF-16 that matches exactly one of them.</summary>
internal sealed class CodePointSet
{
    private const int LastBmp = 0xFFFF;
    private const int Last = 0x10FFFF;

    private readonly List<(int Low, int High)> _ranges = [];

    public static CodePointSet Digit() => Of((0x30, 0x39));

    public static CodePointSet Word() => Of((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A));

    /// <summary>WhiteSpace and LineTerminator of ECMA-262, 12.2 and 12.3.</summary>
    public static CodePointSet Space() => Of(
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
        (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public static CodePointSet LineTerminators() => Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029));

    public static CodePointSet Of(params ReadOnlySpan<(int Low, int High)> ranges)
    {
        var set = new CodePointSet();
        set._ranges.AddRange(ranges);
        return set;
    }

    public void Add(int low, int high) => _ranges.Add((low, high));

    public void Add(CodePointSet other) => _ranges.AddRange(other._ranges);

    public CodePointSet Complement()
    {
        var result = new CodePointSet();
        int next = 0;
        foreach ((int low, int high) in _ranges.OrderBy(static r => r.Low))
        {
            if (low > next)
                result.Add(next, low - 1);
            next = Math.Max(next, high + 1);
        }

        if (next <= Last)
            result.Add(next, Last);
        return result;
    }

    /// <param name="categories">Unicode categories of .NET to add, such as <c>\p{L}</c>; they cover the basic plane only.</param>
    public string ToRegex(string categories = "")
    {
        var basic = new StringBuilder(categories);
        var parts = new List<string>();
        foreach ((int low, int high) in _ranges)
        {
            // Halves of surrogate pairs never stand alone in the input: a class must not match one.
            AppendBasic(basic, low, Math.Min(high, 0xD7FF));
            AppendBasic(basic, Math.Max(low, 0xE000), Math.Min(high, LastBmp));
            AddAstral(parts, Math.Max(low, LastBmp + 1), high);
        }

        if (basic.Length > 0)
            parts.Insert(0, $"[{basic}]");
        return parts.Count switch
        {
            0 => @"[^\w\W]",
            1 when basic.Length > 0 => parts[0],
            _ => $"(?:{string.Join('|', parts)})",
        };
    }

    public static string Escape(int unit) => "\\u" + unit.ToString("X4", CultureInfo.InvariantCulture);

    private static void AppendBasic(StringBuilder text, int low, int high)
    {
        if (low > high)
            return;
        text.Append(Escape(low));
        if (high > low)
            text.Append('-').Append(Escape(high));
    }

    private static void AddAstral(List<string> parts, int low, int high)
    {
        while (low <= high)
        {
            string first = char.ConvertFromUtf32(low);
            int lastOfLead = Math.Min(high, low | 0x3FF);
            if ((low & 0x3FF) == 0 && high - low >= 0x3FF)
            {
                // Whole blocks of 1024 share every low surrogate.
                int blocks = (high - low + 1) / 0x400;
                parts.Add($"[{Escape(first[0])}-{Escape(first[0] + blocks - 1)}][\\uDC00-\\uDFFF]");
                low += blocks * 0x400;
                continue;
            }

            parts.Add($"{Escape(first[0])}[{Escape(first[1])}-{Escape(char.ConvertFromUtf32(lastOfLead)[1])}]");
            low = lastOfLead + 1;
        }
    }
}
