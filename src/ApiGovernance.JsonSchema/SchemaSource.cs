namespace ApiGovernance.JsonSchema;

/// <summary>Where a part of a schema is written, as its author sees it: a file as it was submitted, not the JSON made of it.</summary>
/// <param name="File">Path or name to show.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
public sealed record SchemaSource(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>, as compilers and editors write it.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>
/// Tells where what a JSON pointer names in one registered document is written: the key of a member, an item of an array. It is asked
/// for errors and problems only, never for what is valid. Null where it does not know.
/// </summary>
/// <param name="pointer">JSON pointer (RFC 6901) into the document, in the form of a string, not of a URI fragment.</param>
public delegate SchemaSource? SchemaSourceLookup(string pointer);
