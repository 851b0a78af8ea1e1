using System.Text;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns.Automata;

/// <summary>The classes of code points a text can be written with, each with the most readable of its members; the most readable first.</summary>
internal static class ReadableSymbols
{
    // Quotes and the backslash, which must be escaped in JSON, and the space, which cannot be seen, come late.
    private const string Ascii =
        "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:/@#+*=,;!?$%&()[]{}<>|~^`'\"\\ ";

    // One of each script or kind a contract is likely to speak of.
    private const string Beyond = "éßÉäжЖλאبहあ中한€§£·–\u00A0😀";

    public static CodePointSet Surrogates { get; } = CodePointSet.Of((0xD800, 0xDFFF));

    /// <param name="classes">Which tell surrogates apart from everything else.</param>
    public static (int Class, Rune Member)[] Of(CodePointClasses classes)
    {
        var symbols = new List<(int, Rune)>();
        bool[] taken = new bool[classes.Count];
        foreach (Rune rune in (Ascii + Beyond).EnumerateRunes())
        {
            int symbol = rune.IsAscii ? classes.Ascii[rune.Value] : classes.Beyond(rune.Value);
            if (!taken[symbol])
                symbols.Add((symbol, rune));
            taken[symbol] = true;
        }

        int[] representatives = classes.Representatives();
        for (int symbol = 0; symbol < representatives.Length; symbol++)
        {
            if (!taken[symbol] && Rune.TryCreate(representatives[symbol], out Rune rune))
                symbols.Add((symbol, rune));
        }

        return [.. symbols];
    }
}
