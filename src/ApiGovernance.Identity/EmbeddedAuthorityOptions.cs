using ApiGovernance.Identity.Clients;

namespace ApiGovernance.Identity;

/// <summary>What the embedded token authority is told by its host. Checked as a whole when it is added.</summary>
public sealed class EmbeddedAuthorityOptions
{
    /// <summary>The shortest token lifetime accepted.</summary>
    public static readonly TimeSpan MinTokenLifetime = TimeSpan.FromMinutes(1);

    /// <summary>The longest token lifetime accepted: a token cannot be revoked, so its life bounds the damage of a leak.</summary>
    public static readonly TimeSpan MaxTokenLifetime = TimeSpan.FromHours(24);

    /// <summary>
    /// The issuer, as it appears in the <c>iss</c> claim and the discovery document, e.g. <c>http://127.0.0.1:8081/</c>.
    /// An absolute URI without query or fragment; <c>https</c>, or <c>http</c> when the host is loopback.
    /// </summary>
    public Uri? Issuer { get; set; }

    /// <summary>The folder that holds the signing key, made on the first start. Only the running user may read the key.</summary>
    public string KeyDirectory { get; set; } = "";

    /// <summary>The audience (<c>aud</c>) of every token: the name by which the gateway knows itself.</summary>
    public string Audience { get; set; } = "apigov-gateway";

    /// <summary>How long a token is valid, from one minute to 24 hours.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Looks a client up by its id; <c>null</c> when there is none. Called once per token request.</summary>
    public Func<string, CancellationToken, ValueTask<AuthorityClient?>>? FindClient { get; set; }

    /// <summary>Everything wrong with these options, each with how to put it right; empty when they are usable.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        ValidateIssuer(errors);
        if (string.IsNullOrWhiteSpace(KeyDirectory))
            errors.Add("KeyDirectory is missing: name the folder in which the signing key is kept.");
        if (string.IsNullOrWhiteSpace(Audience))
            errors.Add("Audience is empty: name the audience that the gateway expects in a token.");
        if (TokenLifetime < MinTokenLifetime || TokenLifetime > MaxTokenLifetime)
            errors.Add($"TokenLifetime is {TokenLifetime:c}: it must lie between {MinTokenLifetime:c} and {MaxTokenLifetime:c}.");
        if (FindClient is null)
            errors.Add("FindClient is missing: give the look-up of clients by id.");
        return errors;
    }

    private void ValidateIssuer(List<string> errors)
    {
        if (Issuer is null || !Issuer.IsAbsoluteUri)
            errors.Add($"Issuer '{Issuer}' is not an absolute URI: give one such as http://127.0.0.1:8081/.");
        else if (Issuer.Scheme != Uri.UriSchemeHttp && Issuer.Scheme != Uri.UriSchemeHttps)
            errors.Add($"Issuer '{Issuer}' is neither http nor https.");
        else if (Issuer.Scheme == Uri.UriSchemeHttp && !Issuer.IsLoopback)
            errors.Add($"Issuer '{Issuer}' is plain http on a host that is not loopback: secrets and tokens would cross the "
                + "network in clear text. Use https, or bind the authority to 127.0.0.1.");
        else if (Issuer.Query.Length > 0 || Issuer.Fragment.Length > 0)
            errors.Add($"Issuer '{Issuer}' has a query or a fragment, which RFC 8414 section 2 does not allow.");
    }
}
