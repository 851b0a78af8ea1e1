namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Language-Tag of RFC 5646, 2.1: well-formed, not looked up in the registry of subtags.</summary>
internal static class LanguageTagFormat
{
    private static readonly string[] s_irregular =
    [
        "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo", "i-pwn",
        "i-tao", "i-tay", "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE",
    ];

    public static bool IsLanguageTag(ReadOnlySpan<byte> text)
    {
        foreach (string irregular in s_irregular)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text, irregular))
                return true;
        }

        var tag = new Subtags(text);
        if (Is(tag.Current, 'x'))
            return IsPrivateUse(tag);
        int language = tag.Current.Length;
        if (!Letters(tag.Current, 2, 8))
            return false;
        tag.MoveNext();
        for (int extended = 0; extended < 3 && language <= 3 && Letters(tag.Current, 3, 3); extended++)
            tag.MoveNext();
        if (Letters(tag.Current, 4, 4))
            tag.MoveNext();
        if (Letters(tag.Current, 2, 2) || (tag.Current.Length == 3 && !tag.Current.ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            tag.MoveNext();
        while (Alphanumeric(tag.Current, 5, 8) || (Alphanumeric(tag.Current, 4, 4) && char.IsAsciiDigit((char)tag.Current[0])))
            tag.MoveNext();
        while (Alphanumeric(tag.Current, 1, 1) && !Is(tag.Current, 'x'))
        {
            tag.MoveNext();
            if (!Alphanumeric(tag.Current, 2, 8))
                return false;
            while (Alphanumeric(tag.Current, 2, 8))
                tag.MoveNext();
        }

        return tag.AtEnd || (Is(tag.Current, 'x') && IsPrivateUse(tag));
    }

    /// <summary>The rest after <c>x</c>.</summary>
    private static bool IsPrivateUse(Subtags tag)
    {
        tag.MoveNext();
        bool any = false;
        for (; Alphanumeric(tag.Current, 1, 8); any = true)
            tag.MoveNext();
        return any && tag.AtEnd;
    }

    private static bool Is(ReadOnlySpan<byte> subtag, char letter) => subtag.Length == 1 && (subtag[0] | 0x20) == letter;

    private static bool Letters(ReadOnlySpan<byte> subtag, int min, int max)
    {
        foreach (byte b in subtag)
        {
            if (!char.IsAsciiLetter((char)b))
                return false;
        }

        return subtag.Length >= min && subtag.Length <= max;
    }

    private static bool Alphanumeric(ReadOnlySpan<byte> subtag, int min, int max)
    {
        foreach (byte b in subtag)
        {
            if (!char.IsAsciiLetterOrDigit((char)b))
                return false;
        }

        return subtag.Length >= min && subtag.Length <= max;
    }

    /// <summary>Walks over what stands between hyphens; an empty subtag is one that nothing accepts.</summary>
    private ref struct Subtags
    {
        private ReadOnlySpan<byte> _rest;
        private bool _last;

        public Subtags(ReadOnlySpan<byte> text)
        {
            _rest = text;
            MoveNext();
        }

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool AtEnd { get; private set; }

        public void MoveNext()
        {
            AtEnd = _last;
            int dash = _rest.IndexOf((byte)'-');
            Current = _last ? [] : dash < 0 ? _rest : _rest[..dash];
            _last |= dash < 0;
            _rest = dash < 0 ? [] : _rest[(dash + 1)..];
        }
    }
}
