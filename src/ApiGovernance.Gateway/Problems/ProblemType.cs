namespace ApiGovernance.Gateway.Problems;

/// <summary>A kind of refusal (RFC 9457). The table is <see cref="ProblemTypes"/>.</summary>
/// <param name="Id">Kebab-case name, also the value of the <c>problem</c> tag in metrics.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="Meaning">When the gateway answers so and what a client can do; goes into the reference.</param>
public sealed record ProblemType(string Id, int Status, string Title, string Meaning)
{
    /// <summary>The value of <c>type</c>.</summary>
    public string Uri { get; init; } = "https://apigovernance.dev/problems/" + Id;
}
