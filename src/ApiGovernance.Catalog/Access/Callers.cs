using System.Net;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Access.Tokens;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Catalog.Access;

/// <summary>
/// Says who calls. The admin token opens everything (break glass). With an <see cref="AccessPolicy"/> a token of its issuers has the roles
/// that the policy binds to it. Without either, callers on this machine are architects: the host listens on loopback only, then.
/// </summary>
internal sealed class Callers : IDisposable
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _admin;
    private readonly AccessPolicy? _policy;
    private readonly AccessTokens? _tokens;

    /// <exception cref="CatalogStartupException">The policy names an issuer that this control plane does not have.</exception>
    public Callers(CatalogOptions options, PolicySet policies, TimeProvider clock)
    {
        _admin = options.AdminToken is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
        _policy = policies.Access;
        if (_policy is null)
            return;
        IEnumerable<TokenIssuer> embedded = options.EmbeddedIssuer is { } issuer ? [issuer] : [];
        TokenIssuer[] known = [.. policies.Issuers, .. embedded];
        Issuers = [.. _policy.Issuers.Select(name => known.FirstOrDefault(candidate => candidate.Name == name) ?? throw Missing(name))];
        _tokens = new AccessTokens(Issuers, _policy.Audience, clock);
    }

    /// <summary>Whose tokens are taken.</summary>
    public IReadOnlyList<TokenIssuer> Issuers { get; } = [];

    /// <summary>The caller, or why it is not known. Both null: it has sent no token and needs one.</summary>
    public async ValueTask<(CatalogActor? Actor, Refusal? Refusal)> IdentifyAsync(HttpRequest request)
    {
        if (_admin is null && _policy is null)
            return IsLocal(request) ? (CatalogActor.Local, null) : (null, null);
        StringValues header = request.Headers.Authorization;
        if (header.Count == 0)
            return _policy is { AllowAnonymousLocal: true } && IsLocal(request) ? (CatalogActor.Local, null) : (null, null);
        // Of two credentials one system may read the first and another the last.
        if (header is not [{ } only] || !only.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return (null, NotAcceptable);
        string token = only[Scheme.Length..].Trim();
        if (IsAdmin(token))
            return (CatalogActor.Admin, null);
        if (_tokens is null)
            return (null, NotAcceptable);

        TokenCheck check = await _tokens.VerifyAsync(token);
        if (check.Token is { } verified)
            return (ActorOf(verified), null);
        return (null, check.Trouble == TokenTrouble.IssuerUnavailable
            ? new Refusal(CatalogProblemTypes.IssuerUnavailable, "The keys of the token's issuer could not be fetched. Try again shortly.")
            : NotAcceptable);
    }

    /// <summary>Bindings to teams that are not registered: they give nothing until the team is, and are mostly misspelt.</summary>
    public IEnumerable<Finding> UnknownTeams(CatalogState state) =>
        from binding in _policy?.Bindings ?? []
        from team in binding.Teams
        where team != CatalogActor.EveryTeam && state.Find("Team", team) is null
        select CatalogFindings.Policy(
            "access-unknown-team", $"The {RoleNames.Of(binding.Role)} binding is for the team `{team}`, which is not registered.",
            "Register the team, or correct its name.", binding.Place, $"{binding.Pointer}/teams", Severity.Warning);

    public void Dispose() => _tokens?.Dispose();

    private static Refusal NotAcceptable { get; } = new(CatalogProblemTypes.Unauthorized, "The access token is not acceptable.");

    private CatalogActor ActorOf(AccessToken token)
    {
        Dictionary<CatalogRole, IReadOnlySet<string>> roles = [];
        foreach (AccessBinding binding in _policy!.Bindings.Where(binding => binding.Issuer == token.Issuer && IsOf(binding, token)))
        {
            HashSet<string> teams = [.. roles.GetValueOrDefault(binding.Role, new HashSet<string>()), .. binding.Teams];
            roles[binding.Role] = teams;
        }

        return new CatalogActor(token.Name(_policy.NameClaim)) { Teams = roles };
    }

    private static bool IsOf(AccessBinding binding, AccessToken token) =>
        binding.ClientId is { } client ? token.Client == client : token.Has(binding.Claim!, binding.Value!);

    /// <summary>Compared by hash in constant time, so that neither content nor length leaks.</summary>
    private bool IsAdmin(string token) =>
        _admin is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), _admin);

    /// <summary>
    /// A person or program on this machine, and not a web page in its browser (another origin, or another name for this address), nor
    /// somebody behind a proxy on this machine.
    /// </summary>
    private static bool IsLocal(HttpRequest request)
    {
        IPAddress? address = request.HttpContext.Connection.RemoteIpAddress;
        if (address is null || !IPAddress.IsLoopback(address) || request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("X-Forwarded-For"))
            return false;
        string host = request.Host.Host.Trim('[', ']');
        bool named = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? written) && IPAddress.IsLoopback(written));
        string origin = request.Headers[HeaderNames.Origin].ToString();
        return named && (origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static CatalogStartupException Missing(string name) => new(
        "The access policy cannot be used:",
        [
            CatalogFindings.Policy(
                "access-issuer-missing", $"policies/access/access.yaml trusts the issuer `{name}`, which this control plane does not have.",
                name == ConsumerCredential.EmbeddedIssuer ? "Start without --no-embedded-authority, or take it out of `spec.issuers`." : "Add it to policies/traffic/issuers.yaml."),
        ]);
}
