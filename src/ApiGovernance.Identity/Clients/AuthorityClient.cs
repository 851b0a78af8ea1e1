namespace ApiGovernance.Identity.Clients;

/// <summary>A machine that may ask for tokens.</summary>
/// <param name="ClientId">The id it authenticates with; also the subject of its tokens.</param>
/// <param name="Secret">The hash of its secret.</param>
/// <param name="Scopes">Every scope it may ask for; all of them are granted when it asks for none.</param>
public sealed record AuthorityClient(string ClientId, SecretHash Secret, IReadOnlySet<string> Scopes);
