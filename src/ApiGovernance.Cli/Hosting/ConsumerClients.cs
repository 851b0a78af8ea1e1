using ApiGovernance.Identity.Clients;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Hosting;

/// <summary>
/// The embedded authority's clients are the catalog's consumers: who has a credential of the issuer <c>embedded</c> may ask for the
/// scopes of its subscriptions, with the secret of the development secrets file.
/// </summary>
internal sealed class ConsumerClients(string secretsFile)
{
    public const string IssuerName = "embedded";

    private readonly Lock _gate = new();
    private IReadOnlyDictionary<string, string> _secrets = new Dictionary<string, string>();

    /// <summary>Makes a secret for each client that has none yet.</summary>
    public void EnsureSecrets(IEnumerable<string> clientIds)
    {
        lock (_gate)
            _secrets = DevelopmentSecrets.LoadOrCreate(secretsFile, clientIds);
    }

    public static IEnumerable<string> ClientIds(IEnumerable<ConsumerDescriptor> consumers) =>
        consumers.SelectMany(consumer => consumer.Spec.Credentials)
            .Where(credential => credential.Issuer == IssuerName)
            .Select(credential => credential.ClientId)
            .OfType<string>();

    public AuthorityClient? Find(string clientId, IEnumerable<ConsumerDescriptor> consumers)
    {
        ConsumerDescriptor? consumer = consumers.FirstOrDefault(candidate =>
            candidate.Spec.Credentials.Contains(new ConsumerCredential(IssuerName, clientId)));
        if (consumer is null)
            return null;
        if (!_secrets.TryGetValue(clientId, out string? secret))
        {
            // Registered while the process runs.
            EnsureSecrets([clientId]);
            secret = _secrets[clientId];
        }

        HashSet<string> scopes = [.. consumer.Spec.Subscriptions.SelectMany(subscription => subscription.Scopes)];
        return new AuthorityClient(clientId, ClientSecrets.Hash(secret), scopes);
    }
}
