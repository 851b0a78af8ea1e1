namespace ApiGovernance.Cli.Inputs;

/// <summary>What is shown to the catalog: a token, or a client's secret for which the token endpoint gives one.</summary>
internal sealed record CatalogCredential
{
    public const string TokenVariable = "APIGOV_TOKEN";
    public const string ClientVariable = "APIGOV_CLIENT_ID";
    public const string SecretVariable = "APIGOV_CLIENT_SECRET";
    public const string EndpointVariable = "APIGOV_TOKEN_URL";
    public const string ScopeVariable = "APIGOV_TOKEN_SCOPE";

    /// <summary>The scope by which the embedded authority makes a token one for the control plane.</summary>
    public const string EmbeddedScope = "control-plane";

    /// <summary>Null when a client asks for one.</summary>
    public string? Token { get; init; }

    public Uri? TokenEndpoint { get; init; }

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>Null: the issuer's default for the client.</summary>
    public string? Scope { get; init; }

    /// <summary>The environment's: an access token, else a client, else the admin token; null when there is none of them.</summary>
    /// <exception cref="CommandRefusal">Half a client, or an address that is none.</exception>
    public static CatalogCredential? OfEnvironment(Uri catalog)
    {
        if (Variable(TokenVariable) is { } token)
            return new CatalogCredential { Token = token };
        string? client = Variable(ClientVariable);
        string? secret = Variable(SecretVariable);
        if (client is null != secret is null)
        {
            throw new CommandRefusal(
                ExitCodes.Usage, $"{(client is null ? SecretVariable : ClientVariable)} is set, {(client is null ? ClientVariable : SecretVariable)} is not.", "Set both, or neither.");
        }

        if (client is null)
            return Variable(CatalogConnection.AdminTokenVariable) is { } admin ? new CatalogCredential { Token = admin } : null;
        string? endpoint = Variable(EndpointVariable);
        return new CatalogCredential
        {
            TokenEndpoint = endpoint is null ? new Uri(catalog, "connect/token") : Address(endpoint),
            ClientId = client,
            ClientSecret = secret!,
            Scope = Variable(ScopeVariable) ?? (endpoint is null ? EmbeddedScope : null),
        };
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new CommandRefusal(ExitCodes.Usage, $"{EndpointVariable} is `{text}`, which is no https address.", "Give the issuer's token endpoint, e.g. https://login.example.com/token.");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
