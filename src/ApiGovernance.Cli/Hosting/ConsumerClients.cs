using ApiGovernance.Catalog;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Identity.Clients;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Hosting;

/// <summary>
/// The embedded authority's clients are the catalog's consumers: who has a credential of the issuer <c>embedded</c> may ask for the
/// scopes of its subscriptions. Its secrets are its keys, of which the catalog keeps hashes, and the one of the development secrets file
/// where there is such a file. Clients that the access policy names may ask for tokens for the control plane.
/// </summary>
/// <param name="secretsFile">Null where every secret is a key.</param>
internal sealed class ConsumerClients(string? secretsFile, Func<AccessPolicy?> access, Func<string, IReadOnlyList<ConsumerKey>> keysOf)
{
    public const string IssuerName = "embedded";

    /// <summary>The scope that makes a token one for the control plane.</summary>
    public const string ControlPlaneScope = CatalogCredential.EmbeddedScope;

    private readonly Lock _gate = new();
    private IReadOnlyDictionary<string, string> _secrets = new Dictionary<string, string>();

    /// <summary>Makes a secret for each client that has none yet.</summary>
    public void EnsureSecrets(IEnumerable<string> clientIds)
    {
        if (secretsFile is null)
            return;
        lock (_gate)
            _secrets = DevelopmentSecrets.LoadOrCreate(secretsFile, clientIds);
    }

    public IEnumerable<string> ClientIds(IEnumerable<ConsumerDescriptor> consumers) =>
        consumers.SelectMany(consumer => consumer.Spec.Credentials)
            .Where(credential => credential.Issuer == IssuerName)
            .Select(credential => credential.ClientId)
            .OfType<string>()
            .Concat(access()?.EmbeddedClients ?? []);

    public AuthorityClient? Find(string clientId, IEnumerable<ConsumerDescriptor> consumers)
    {
        ConsumerDescriptor? consumer = consumers.FirstOrDefault(candidate =>
            candidate.Spec.Credentials.Contains(new ConsumerCredential(IssuerName, clientId)));
        AccessPolicy? policy = access();
        bool controls = policy?.EmbeddedClients.Contains(clientId, StringComparer.Ordinal) == true;
        if (consumer is null && !controls)
            return null;
        // Registered while the process runs.
        if (!_secrets.ContainsKey(clientId))
            EnsureSecrets([clientId]);
        List<SecretHash> secrets = [.. (consumer is null ? [] : keysOf(consumer.Name)).Select(key => SecretHash.FromParts(key.Salt, key.Hash))];
        if (_secrets.TryGetValue(clientId, out string? secret))
            secrets.Add(ClientSecrets.Hash(secret));
        HashSet<string> scopes = [.. (consumer?.Spec.Subscriptions ?? []).SelectMany(subscription => subscription.Scopes)];
        return new AuthorityClient(clientId, secrets, scopes)
        {
            OtherAudiences = controls ? new Dictionary<string, string> { [ControlPlaneScope] = policy!.Audience } : new Dictionary<string, string>(),
        };
    }
}
