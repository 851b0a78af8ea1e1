namespace ApiGovernance.Linting.JavaScript;

/// <summary>What the JavaScript of a ruleset may cost. Past a bound its rule is given up, nothing else.</summary>
internal sealed record ScriptLimits
{
    public static ScriptLimits Default { get; } = new();

    /// <summary>Of the loading of a module with all that it imports.</summary>
    public TimeSpan LoadTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Of one call of a function.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Of all calls of one rule on one document.</summary>
    public TimeSpan RuleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Statements of one call.</summary>
    public int Statements { get; init; } = 50_000_000;

    /// <summary>Bytes that one call may ask for, whether they are still in use or not.</summary>
    public long Memory { get; init; } = 256L * 1024 * 1024;

    /// <summary>Calls within calls.</summary>
    public int Recursion { get; init; } = 2_000;

    /// <summary>Items of one array, and characters that one built-in function makes at once.</summary>
    public uint Length { get; init; } = 4_000_000;
}
