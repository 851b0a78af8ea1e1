using System.Globalization;
using System.Text;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>Writes a set of code points as a .NET expression over UTF-16 that matches exactly one of them.</summary>
internal static class Utf16Class
{
    private const int LastBmp = 0xFFFF;

    public static string Of(CodePointSet set)
    {
        var basic = new StringBuilder();
        var parts = new List<string>();
        for (int i = 0; i < set.Bounds.Length; i += 2)
        {
            int low = set.Bounds[i];
            int high = set.Bounds[i + 1];

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

    private static string Escape(int unit) => "\\u" + unit.ToString("X4", CultureInfo.InvariantCulture);

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
            if ((low & 0x3FF) == 0 && high - low >= 0x3FF)
            {
                // Whole blocks of 1024 share every low surrogate.
                int blocks = (high - low + 1) / 0x400;
                parts.Add($"[{Escape(first[0])}-{Escape(first[0] + blocks - 1)}][\\uDC00-\\uDFFF]");
                low += blocks * 0x400;
                continue;
            }

            int lastOfLead = Math.Min(high, low | 0x3FF);
            parts.Add($"{Escape(first[0])}[{Escape(first[1])}-{Escape(char.ConvertFromUtf32(lastOfLead)[1])}]");
            low = lastOfLead + 1;
        }
    }
}
