using System.Globalization;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Which of two versions comes first, what precedes a release included (Semantic Versioning 2.0.0, 11).</summary>
internal static class Prerelease
{
    /// <summary>What stands behind the hyphen; null for a release.</summary>
    public static string? Of(string version)
    {
        string plain = version.Split('+')[0];
        int at = plain.IndexOf('-', StringComparison.Ordinal);
        return at < 0 ? null : plain[(at + 1)..];
    }

    /// <summary>Above zero when the second comes later.</summary>
    public static int Order((UInt128[] Numbers, string Text) before, (UInt128[] Numbers, string Text) after)
    {
        for (int i = 0; i < before.Numbers.Length; i++)
        {
            if (after.Numbers[i] != before.Numbers[i])
                return after.Numbers[i].CompareTo(before.Numbers[i]);
        }

        return (Of(before.Text), Of(after.Text)) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ } old, { } now) => Order(old.Split('.'), now.Split('.')),
        };
    }

    private static int Order(string[] before, string[] after)
    {
        for (int i = 0; i < Math.Min(before.Length, after.Length); i++)
        {
            int order = (Number(before[i]), Number(after[i])) switch
            {
                ({ } old, { } now) => now.CompareTo(old),
                ({ }, null) => 1,
                (null, { }) => -1,
                _ => string.CompareOrdinal(after[i], before[i]),
            };
            if (order != 0)
                return order;
        }

        return after.Length.CompareTo(before.Length);
    }

    private static UInt128? Number(string identifier) =>
        UInt128.TryParse(identifier, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 number) ? number : null;
}
