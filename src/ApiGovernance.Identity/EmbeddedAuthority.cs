using System.Security.Cryptography;
using ApiGovernance.Identity.Keys;
using ApiGovernance.Identity.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ApiGovernance.Identity;

/// <summary>
/// The embedded token authority: the OAuth 2.0 client credentials grant (RFC 6749 section 4.4) answered with JWT access
/// tokens (RFC 9068) signed with RS256. Token endpoint <c>/connect/token</c>, discovery at
/// <c>/.well-known/openid-configuration</c> and <c>/.well-known/oauth-authorization-server</c> (RFC 8414).
/// It keeps no state but its signing key: a token is valid until it expires and cannot be revoked.
/// </summary>
public static class EmbeddedAuthority
{
    /// <summary>Where a client asks for a token, relative to the issuer.</summary>
    public const string TokenEndpoint = "connect/token";

    /// <summary>Adds the authority, reading the signing key or making it on the first start.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable; every reason is listed.</exception>
    /// <exception cref="AuthorityKeyException">The signing key cannot be read or written.</exception>
    public static IServiceCollection AddEmbeddedAuthority(this IServiceCollection services, Action<EmbeddedAuthorityOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new EmbeddedAuthorityOptions();
        configure(options);
        if (options.Validate() is { Count: > 0 } errors)
            throw new OptionsValidationException(nameof(EmbeddedAuthority), typeof(EmbeddedAuthorityOptions), errors);

        var signingKey = SigningKeyFile.LoadOrCreate(options.KeyDirectory);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<TokenIssuance>();
        services.AddOpenIddict().AddServer(server => Configure(server, options, signingKey));
        return services;
    }

    /// <summary>
    /// Answers the authority's paths. Place it before anything that authorizes requests or falls back to a page:
    /// a request for another path passes on untouched.
    /// </summary>
    public static IApplicationBuilder UseEmbeddedAuthority(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseAuthentication();
    }

    private static void Configure(OpenIddictServerBuilder server, EmbeddedAuthorityOptions options, SecurityKey signingKey)
    {
        server.SetIssuer(options.Issuer!)
            .SetTokenEndpointUris(TokenEndpoint)
            .SetAccessTokenLifetime(options.TokenLifetime)
            .AllowClientCredentialsFlow()
            // No stores: clients come from the catalog, tokens are self-contained.
            .EnableDegradedMode()
            // Scopes belong to the client (see ClientAuthentication), there is no registry of them.
            .DisableScopeValidation()
            // Any gateway must be able to read the token, so it is signed only.
            .DisableAccessTokenEncryption()
            .AddSigningCredentials(new SigningCredentials(signingKey, SecurityAlgorithms.RsaSha256))
            // OpenIddict insists on an encryption key; nothing here is ever encrypted, so it may die with the process.
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));

        server.Configure(settings =>
        {
            // Discovery promises what is served: no login, hence no openid scope, no prompts, no client assertions.
            settings.Scopes.Clear();
            settings.PromptValues.Clear();
            settings.ClientAuthenticationMethods.IntersectWith([
                OpenIddictConstants.ClientAuthenticationMethods.ClientSecretBasic,
                OpenIddictConstants.ClientAuthenticationMethods.ClientSecretPost,
            ]);
        });

        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ClientAuthentication>());
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<TokenIssuance>());

        var host = server.UseAspNetCore();
        if (options.Issuer!.Scheme == Uri.UriSchemeHttp)
            host.DisableTransportSecurityRequirement();
    }
}
