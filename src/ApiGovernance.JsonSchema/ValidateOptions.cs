namespace ApiGovernance.JsonSchema;

/// <summary>What a validation is to tell beside yes or no.</summary>
public sealed record ValidateOptions
{
    /// <summary>Used when none are given.</summary>
    public static ValidateOptions Default { get; } = new();

    /// <summary>All that an output format of the specification shows: annotations, and the errors of every alternative.</summary>
    public static ValidateOptions ForOutput { get; } = new() { Annotations = true, EveryAlternative = true };

    /// <summary>Errors to gather at most; less than 1 counts as 1.</summary>
    public int MaxErrors { get; init; } = 20;

    /// <summary>What the text may be.</summary>
    public JsonInputLimits Limits { get; init; } = JsonInputLimits.Default;

    /// <summary>Whether to gather annotations of a valid text. Costs a second run over it.</summary>
    public bool Annotations { get; init; }

    /// <summary>Whether to tell the errors of every alternative of an anyOf or oneOf that fails, not those of the closest alone.</summary>
    public bool EveryAlternative { get; init; }
}
