namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>The texts of a request as they were sent: not decoded, because a delimiter that is encoded is data.</summary>
public readonly ref struct RawRequest
{
    /// <summary>The text that <see cref="PathValues"/> point into.</summary>
    public ReadOnlySpan<char> Path { get; init; }

    /// <summary>Where the values of the template's parameters stand in <see cref="Path"/>, in the template's order.</summary>
    public ReadOnlySpan<Range> PathValues { get; init; }

    /// <summary>The query, with or without its question mark.</summary>
    public ReadOnlySpan<char> Query { get; init; }
}

/// <summary>The header fields of a request. A struct of the caller's, so that asking costs no allocation.</summary>
public interface IHeaderFields
{
    /// <summary>How many lines the field has, and the first one's value. The name has no case.</summary>
    int Find(string name, out ReadOnlySpan<char> first);

    /// <summary>The value of a later line.</summary>
    ReadOnlySpan<char> Line(string name, int index);
}

/// <summary>No header fields at all.</summary>
public readonly record struct NoHeaderFields : IHeaderFields
{
    /// <inheritdoc/>
    public int Find(string name, out ReadOnlySpan<char> first)
    {
        first = default;
        return 0;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Line(string name, int index) => default;
}
