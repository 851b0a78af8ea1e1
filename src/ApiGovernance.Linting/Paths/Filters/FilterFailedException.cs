namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>A filter cannot be answered in bounded time; the rules that have it are given up.</summary>
/// <param name="key">The <see cref="PathCondition.Key"/> of the filter.</param>
internal sealed class FilterFailedException(string key, Exception cause) : Exception(cause.Message, cause)
{
    public string Key { get; } = key;
}
