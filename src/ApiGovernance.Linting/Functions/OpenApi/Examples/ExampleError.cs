using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>A keyword that refuses a part of an example.</summary>
/// <param name="Way">Names from the example to the part.</param>
/// <param name="Message">A sentence.</param>
internal sealed record ExampleError(IReadOnlyList<string> Way, string Keyword, string Message)
{
    /// <summary>The values of the enum that refuses.</summary>
    public IReadOnlyList<DocumentNode> Allowed { get; init; } = [];
}
