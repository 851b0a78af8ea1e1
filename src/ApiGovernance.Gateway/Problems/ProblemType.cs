namespace ApiGovernance.Gateway.Problems;

/// <summary>A kind of refusal (RFC 9457). The table is <see cref="ProblemTypes"/>.</summary>
/// <param name="Id">Kebab-case name, also the value of the <c>problem</c> tag in metrics.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="Meaning">When the gateway answers so and what a client can do; goes into the reference.</param>
public sealed record ProblemType(string Id, int Status, string Title, string Meaning)
{
    /// <summary>Who can mend it.</summary>
    public ProblemSide Side { get; init; } = Status switch
    {
        < 500 => ProblemSide.Client,
        502 or 504 => ProblemSide.Backend,
        _ => ProblemSide.Gateway,
    };

    /// <summary>
    /// Whether the same request may come again without doing a thing twice. It may where nothing reached the back end; where something
    /// may have, it depends on the method, and an occurrence can say more than its type.
    /// </summary>
    public bool RetrySafe { get; init; } = Status is not (500 or 502 or 504);

    /// <summary>
    /// The error of RFC 9209, 2.3, by which a client tells the gateway's answers from the back end's: a 404 of the one means another path, of the other another order.
    /// </summary>
    public string ProxyError { get; init; } = Status switch
    {
        401 or 403 or 429 => "http_request_denied",
        < 500 => "http_request_error",
        _ => "proxy_internal_response",
    };

    /// <summary>The value of <c>type</c>.</summary>
    public string Uri { get; init; } = "https://apigovernance.dev/problems/" + Id;
}
