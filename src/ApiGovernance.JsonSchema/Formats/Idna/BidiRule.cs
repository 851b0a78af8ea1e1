using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Formats.Idna;

/// <summary>The Bidi rule of RFC 5893, section 2.</summary>
internal static class BidiRule
{
    private static readonly Lazy<CodePointSet> s_left = Class("L");
    private static readonly Lazy<CodePointSet> s_right = Class("R", "AL");
    private static readonly Lazy<CodePointSet> s_rightToLeft = Class("R", "AL", "AN");
    private static readonly Lazy<CodePointSet> s_european = Class("EN");
    private static readonly Lazy<CodePointSet> s_arabic = Class("AN");
    private static readonly Lazy<CodePointSet> s_nonspacing = Class("NSM");
    private static readonly Lazy<CodePointSet> s_inRight = Class("R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM");
    private static readonly Lazy<CodePointSet> s_inLeft = Class("L", "EN", "ES", "CS", "ET", "ON", "BN", "NSM");

    /// <summary>Whether a label with this makes the whole name a Bidi domain name.</summary>
    public static bool IsRightToLeft(ReadOnlySpan<int> label)
    {
        foreach (int c in label)
        {
            if (c >= 0x590 && s_rightToLeft.Value.Contains(c))
                return true;
        }

        return false;
    }

    /// <summary>Whether a label of a Bidi domain name satisfies the rule.</summary>
    public static bool IsSatisfied(ReadOnlySpan<int> label)
    {
        bool right = s_right.Value.Contains(label[0]);
        if (!right && !s_left.Value.Contains(label[0]))
            return false;
        int last = label.Length - 1;
        while (last > 0 && s_nonspacing.Value.Contains(label[last]))
            last--;
        bool european = false;
        bool arabic = false;
        foreach (int c in label)
        {
            if (!(right ? s_inRight : s_inLeft).Value.Contains(c))
                return false;
            european |= s_european.Value.Contains(c);
            arabic |= s_arabic.Value.Contains(c);
        }

        return right
            ? (s_rightToLeft.Value.Contains(label[last]) || s_european.Value.Contains(label[last])) && !(european && arabic)
            : s_left.Value.Contains(label[last]) || s_european.Value.Contains(label[last]);
    }

    private static Lazy<CodePointSet> Class(params string[] classes) =>
        new(() => CodePointSet.Union([.. classes.Select(static c => UnicodeSets.Get("bc=" + c))]));
}
