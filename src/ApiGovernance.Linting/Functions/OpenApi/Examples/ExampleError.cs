namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>A keyword that refuses a part of an example.</summary>
/// <param name="Way">Names from the example to the part.</param>
/// <param name="Message">A sentence.</param>
internal sealed record ExampleError(IReadOnlyList<string> Way, string Keyword, string Message);
