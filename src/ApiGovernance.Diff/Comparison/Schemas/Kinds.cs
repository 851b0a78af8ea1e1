namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>The kinds of JSON values, disjoint: a number is either whole or it has a fraction.</summary>
[Flags]
internal enum Kinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    String = 16,
    Array = 32,
    Object = 64,
    Number = Integer | Fraction,
    Any = Null | Boolean | Number | String | Array | Object,
}

internal static class KindNames
{
    /// <summary>In the order in which people list them.</summary>
    public static readonly Kinds[] Each = [Kinds.String, Kinds.Integer, Kinds.Fraction, Kinds.Boolean, Kinds.Array, Kinds.Object, Kinds.Null];

    public static Kinds Parse(string type) => type switch
    {
        "null" => Kinds.Null,
        "boolean" => Kinds.Boolean,
        "integer" => Kinds.Integer,
        "number" => Kinds.Number,
        "string" or "file" => Kinds.String,
        "array" => Kinds.Array,
        "object" => Kinds.Object,
        _ => Kinds.None,
    };

    /// <summary>As a schema writes them, null left out unless it is the only one: <c>integer or string</c>.</summary>
    public static string Words(Kinds kinds)
    {
        if ((kinds | Kinds.Null) == Kinds.Any)
            return "anything";
        if (kinds == Kinds.None)
            return "nothing";
        List<string> names = [];
        foreach (Kinds kind in Each)
        {
            if (!kinds.HasFlag(kind) || (kind == Kinds.Null && names.Count > 0) || (kind == Kinds.Fraction && kinds.HasFlag(Kinds.Integer)))
                continue;
            names.Add(kind switch
            {
                Kinds.Integer => kinds.HasFlag(Kinds.Fraction) ? "number" : "integer",
                Kinds.Fraction => "number with a fraction",
                _ => kind.ToString().ToLowerInvariant(),
            });
        }

        return string.Join(" or ", names);
    }
}
