namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Which formats have every value of another, by their definitions; those that follow from others are left out.</summary>
internal static class FormatInclusions
{
    private static readonly Dictionary<string, string[]> s_texts = new(StringComparer.Ordinal)
    {
        ["email"] = ["idn-email"],
        ["hostname"] = ["idn-hostname", "uri-reference"],
        ["ipv4"] = ["hostname"],
        ["uuid"] = ["hostname"],
        ["uri"] = ["uri-reference", "iri"],
        ["uri-reference"] = ["iri-reference"],
        ["iri"] = ["iri-reference"],
        ["iri-reference"] = ["uri-template"],
        ["int64"] = ["unixtime", "decimal128"],
        ["uint64"] = ["unixtime", "decimal128"],
        ["unixtime"] = ["decimal"],
        ["decimal128"] = ["decimal"],
    };

    private static readonly Dictionary<string, string[]> s_numbers = new(StringComparer.Ordinal)
    {
        ["int8"] = ["int16"],
        ["int16"] = ["int32"],
        ["int32"] = ["sf-integer", "sf-decimal"],
        ["uint8"] = ["int16", "uint16"],
        ["uint16"] = ["int32", "uint32"],
        ["uint32"] = ["uint64", "sf-integer", "sf-decimal"],
        ["sf-integer"] = ["double-int"],
        ["double-int"] = ["int64"],
        ["int64"] = ["unixtime", "decimal128", "float"],
        ["uint64"] = ["unixtime", "decimal128", "float"],
        ["sf-decimal"] = ["decimal128", "float"],
        ["float"] = ["double"],
        ["double"] = ["decimal"],
        ["decimal128"] = ["decimal"],
        ["unixtime"] = ["decimal"],
    };

    public static bool Holds(string wide, string narrow, bool ofNumber) =>
        wide == narrow || Array.Exists((ofNumber ? s_numbers : s_texts).GetValueOrDefault(narrow, []), wider => Holds(wide, wider, ofNumber));
}
