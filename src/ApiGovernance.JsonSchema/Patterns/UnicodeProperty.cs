namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>The Unicode properties of ECMA-262 that .NET can express: the general categories.</summary>
internal static class UnicodeProperty
{
    private static readonly Dictionary<string, string> s_longNames = string.Concat(
            "Letter=L Cased_Letter=LC Lowercase_Letter=Ll Uppercase_Letter=Lu Titlecase_Letter=Lt Modifier_Letter=Lm ",
            "Other_Letter=Lo Mark=M Combining_Mark=M Nonspacing_Mark=Mn Spacing_Mark=Mc Enclosing_Mark=Me Number=N ",
            "Decimal_Number=Nd digit=Nd Letter_Number=Nl Other_Number=No Punctuation=P punct=P Connector_Punctuation=Pc ",
            "Dash_Punctuation=Pd Open_Punctuation=Ps Close_Punctuation=Pe Initial_Punctuation=Pi Final_Punctuation=Pf ",
            "Other_Punctuation=Po Symbol=S Math_Symbol=Sm Currency_Symbol=Sc Modifier_Symbol=Sk Other_Symbol=So ",
            "Separator=Z Space_Separator=Zs Line_Separator=Zl Paragraph_Separator=Zp Control=Cc cntrl=Cc Format=Cf ",
            "Private_Use=Co Lowercase=Ll Uppercase=Lu")
        .Split(' ')
        .Select(static pair => pair.Split('='))
        .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    private static readonly HashSet<string> s_shortNames = new(
        ["L", "Ll", "Lu", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
            "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "Cc", "Cf", "Co"],
        StringComparer.Ordinal);

    /// <summary>Content of a .NET character class for the property, or null when .NET has nothing equal.</summary>
    public static string? ToCategories(string name, bool negated)
    {
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && name[..equals] is "gc" or "General_Category")
            name = name[(equals + 1)..];
        if (s_longNames.TryGetValue(name, out string? category))
            name = category;
        char letter = negated ? 'P' : 'p';
        if (name == "LC" || (name == "Alphabetic" && !negated))
            return negated ? null : name == "LC" ? @"\p{Lu}\p{Ll}\p{Lt}" : @"\p{L}\p{Nl}";
        return s_shortNames.Contains(name) ? $@"\{letter}{{{name}}}" : null;
    }
}
