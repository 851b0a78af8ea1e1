using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Formats.Idna;

/// <summary>What a label in Unicode may consist of: RFC 5891, 4.2, with the derived property and contextual rules of RFC 5892.</summary>
internal static class IdnaLabel
{
    private static readonly Lazy<CodePointSet> s_valid = new(Derive);
    private static readonly Lazy<CodePointSet> s_mark = new(static () => UnicodeSets.Get("gc=M"));
    private static readonly Lazy<CodePointSet> s_virama = new(static () => UnicodeSets.Get("ccc=9"));
    private static readonly Lazy<CodePointSet> s_greek = new(static () => UnicodeSets.Get("sc=Grek"));
    private static readonly Lazy<CodePointSet> s_hebrew = new(static () => UnicodeSets.Get("sc=Hebr"));
    private static readonly Lazy<CodePointSet> s_kana = new(
        static () => CodePointSet.Union(UnicodeSets.Get("sc=Hira"), UnicodeSets.Get("sc=Kana"), UnicodeSets.Get("sc=Hani")));
    private static readonly Lazy<CodePointSet> s_transparent = new(static () => UnicodeSets.Get("jt=T"));
    private static readonly Lazy<CodePointSet> s_joinsLeft = new(static () => CodePointSet.Union(UnicodeSets.Get("jt=L"), UnicodeSets.Get("jt=D")));
    private static readonly Lazy<CodePointSet> s_joinsRight = new(static () => CodePointSet.Union(UnicodeSets.Get("jt=R"), UnicodeSets.Get("jt=D")));

    public static bool IsValid(ReadOnlySpan<int> label)
    {
        if (label.Length == 0 || label[0] == '-' || label[^1] == '-' || (label.Length >= 4 && label[2] == '-' && label[3] == '-'))
            return false;
        if (s_mark.Value.Contains(label[0]))
            return false;
        for (int i = 0; i < label.Length; i++)
        {
            if (!s_valid.Value.Contains(label[i]) && !IsAllowedHere(label, i))
                return false;
        }

        return true;
    }

    /// <summary>CONTEXTJ and CONTEXTO: RFC 5892, appendix A.</summary>
    private static bool IsAllowedHere(ReadOnlySpan<int> label, int i)
    {
        int before = i > 0 ? label[i - 1] : -1;
        int after = i + 1 < label.Length ? label[i + 1] : -1;
        return label[i] switch
        {
            0x200C => s_virama.Value.Contains(before) || Joins(label, i),
            0x200D => s_virama.Value.Contains(before),
            0x00B7 => before == 'l' && after == 'l',
            0x0375 => s_greek.Value.Contains(after),
            0x05F3 or 0x05F4 => s_hebrew.Value.Contains(before),
            0x30FB => label.ContainsAnyInSet(s_kana.Value),
            >= 0x0660 and <= 0x0669 => !label.ContainsAnyInRange(0x06F0, 0x06F9),
            >= 0x06F0 and <= 0x06F9 => !label.ContainsAnyInRange(0x0660, 0x0669),
            _ => false,
        };
    }

    private static bool ContainsAnyInSet(this ReadOnlySpan<int> label, CodePointSet set)
    {
        foreach (int c in label)
        {
            if (set.Contains(c))
                return true;
        }

        return false;
    }

    /// <summary>(Joining_Type:{L,D})(Joining_Type:T)*U+200C(Joining_Type:T)*(Joining_Type:{R,D})</summary>
    private static bool Joins(ReadOnlySpan<int> label, int i)
    {
        int left = i - 1;
        while (left >= 0 && s_transparent.Value.Contains(label[left]))
            left--;
        int right = i + 1;
        while (right < label.Length && s_transparent.Value.Contains(label[right]))
            right++;
        return left >= 0 && s_joinsLeft.Value.Contains(label[left]) && right < label.Length && s_joinsRight.Value.Contains(label[right]);
    }

    /// <summary>PVALID of RFC 5892, section 3.</summary>
    private static CodePointSet Derive()
    {
        CodePointSet letterDigits = CodePointSet.Union(
            UnicodeSets.Get("gc=Ll"), UnicodeSets.Get("gc=Lu"), UnicodeSets.Get("gc=Lo"), UnicodeSets.Get("gc=Nd"),
            UnicodeSets.Get("gc=Lm"), UnicodeSets.Get("gc=Mn"), UnicodeSets.Get("gc=Mc"));
        CodePointSet disallowed = CodePointSet.Union(
            // Unstable under NFKC and case folding; IgnorableProperties.
            UnicodeSets.Get("Changes_When_NFKC_Casefolded"),
            UnicodeSets.Get("Default_Ignorable_Code_Point"),
            UnicodeSets.Get("White_Space"),
            // IgnorableBlocks: combining marks for symbols, musical symbols, ancient Greek musical notation.
            CodePointSet.Of((0x20D0, 0x20FF), (0x1D100, 0x1D1FF), (0x1D200, 0x1D24F)),
            // OldHangulJamo.
            CodePointSet.Of((0x1100, 0x11FF), (0xA960, 0xA97C), (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB)),
            // Exceptions: the disallowed ones, and the ones that context decides.
            CodePointSet.Of((0x0640, 0x0640), (0x07FA, 0x07FA), (0x302E, 0x302F), (0x3031, 0x3035), (0x303B, 0x303B)),
            CodePointSet.Of((0x00B7, 0x00B7), (0x0375, 0x0375), (0x05F3, 0x05F4), (0x30FB, 0x30FB), (0x0660, 0x0669), (0x06F0, 0x06F9)));
        CodePointSet always = CodePointSet.Of(
            ('-', '-'), ('0', '9'), ('a', 'z'), (0x00DF, 0x00DF), (0x03C2, 0x03C2), (0x06FD, 0x06FE), (0x0F0B, 0x0F0B), (0x3007, 0x3007));
        return CodePointSet.Union(letterDigits.Except(disallowed), always);
    }
}
