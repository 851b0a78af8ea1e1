using System.Globalization;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>The numbers of a contract's version, or of what a caller asks for: <c>2.1</c> means any <c>2.1.x</c>.</summary>
/// <param name="Patch">-1 where it is not said.</param>
internal readonly record struct ContractNumber(int Major, int Minor, int Patch)
{
    /// <summary>Whether this contract is one that was asked for.</summary>
    public bool Answers(ContractNumber asked) => Major == asked.Major && Minor == asked.Minor && (asked.Patch < 0 || Math.Max(Patch, 0) == asked.Patch);

    public bool IsBefore(ContractNumber other) =>
        (Major, Minor, Math.Max(Patch, 0)).CompareTo((other.Major, other.Minor, other.Patch < 0 ? int.MaxValue : other.Patch)) < 0;

    /// <summary>Two or three numbers with dots, with or without a <c>v</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContractNumber number)
    {
        number = default;
        if (text.Length > 0 && (text[0] | 0x20) == 'v')
            text = text[1..];
        Span<Range> parts = stackalloc Range[4];
        int count = text.Split(parts, '.');
        if (count is not (2 or 3))
            return false;
        int patch = -1;
        if (!TryParsePart(text[parts[0]], out int major) || !TryParsePart(text[parts[1]], out int minor) || (count == 3 && !TryParsePart(text[parts[2]], out patch)))
            return false;
        number = new ContractNumber(major, minor, patch);
        return true;
    }

    /// <summary>An <c>info.version</c>; what follows the numbers in Semantic Versioning does not count.</summary>
    public static ContractNumber? OfContract(string version)
    {
        int end = version.AsSpan().IndexOfAny('-', '+');
        return TryParse(end < 0 ? version : version.AsSpan(0, end), out ContractNumber number) ? number : null;
    }

    public override string ToString() => Patch < 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}")
        : string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static bool TryParsePart(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && text.Length <= 6;
}
