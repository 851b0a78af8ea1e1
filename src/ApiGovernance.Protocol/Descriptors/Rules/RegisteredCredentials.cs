using System.Globalization;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>The credentials seen so far, found by what a token would have to say.</summary>
internal sealed class RegisteredCredentials(IReadOnlyList<TokenIssuer> issuers)
{
    private readonly Dictionary<string, LoadedDescriptor> _byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(IReadOnlyDictionary<string, string> Claims, LoadedDescriptor Consumer)>> _claims = new(StringComparer.Ordinal);

    public LoadedDescriptor? Same(ConsumerCredential credential) => _byContent.GetValueOrDefault(Content(credential));

    /// <summary>Another consumer whose claims can all stand in a token beside these, as many as these.</summary>
    public LoadedDescriptor? Rivals(ConsumerCredential credential, string consumer)
    {
        if (credential.Claims is not { } claims || !_claims.TryGetValue(credential.Issuer, out var others))
            return null;
        return others.FirstOrDefault(other => other.Claims.Count == claims.Count && other.Consumer.Descriptor.Name != consumer
            && claims.All(claim => !other.Claims.TryGetValue(claim.Key, out string? value) || value == claim.Value)).Consumer;
    }

    public void Add(ConsumerCredential credential, LoadedDescriptor loaded)
    {
        _byContent.TryAdd(Content(credential), loaded);
        if (credential.Claims is not { } claims)
            return;
        if (!_claims.TryGetValue(credential.Issuer, out var list))
            _claims[credential.Issuer] = list = [];
        list.Add((claims, loaded));
    }

    /// <summary>A client id is the issuer's client claim, where the issuer is known.</summary>
    private string Content(ConsumerCredential credential)
    {
        IReadOnlyDictionary<string, string> claims = credential.Claims
            ?? new Dictionary<string, string> { [issuers.FirstOrDefault(issuer => issuer.Name == credential.Issuer)?.ClientClaim ?? ""] = credential.ClientId ?? "" };
        // Lengths, so that no value can look like a name.
        return string.Concat(claims.OrderBy(claim => claim.Key, StringComparer.Ordinal).Select(claim =>
            string.Create(CultureInfo.InvariantCulture, $"{claim.Key.Length}:{claim.Key}{claim.Value.Length}:{claim.Value}")).Prepend(credential.Issuer + " "));
    }
}
