using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>A credential names one consumer, and an issuer that is trusted.</summary>
internal static class CredentialRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        CheckKeys(estate, findings);
        // Issuers are kept with the policies: where none were passed, nothing can be said about them.
        TokenIssuer[] issuers = [.. estate.Of<IssuersDescriptor>().SelectMany(d => d.Descriptor.Issuers)];
        string[]? names = estate.Of<IssuersDescriptor>().Any() ? [ConsumerCredential.EmbeddedIssuer, .. issuers.Select(issuer => issuer.Name)] : null;
        var registered = new RegisteredCredentials(issuers);
        foreach ((ConsumerDescriptor consumer, LoadedDescriptor loaded) in estate.Of<ConsumerDescriptor>())
        {
            for (int i = 0; i < consumer.Spec.Credentials.Count; i++)
            {
                ConsumerCredential credential = consumer.Spec.Credentials[i];
                string pointer = JsonPointer.Append("/spec/credentials", i);
                if (names is not null && !names.Contains(credential.Issuer))
                {
                    findings.Error(
                        "descriptor-unknown-issuer", $"There is no token issuer `{credential.Issuer}`.",
                        Spelling.Advise(credential.Issuer, names, "Known") + " Issuers are listed in policies/traffic/issuers.yaml.",
                        loaded.PlaceOf(pointer + "/issuer"), pointer + "/issuer");
                }

                string at = pointer + (credential.ClientId is null ? "/claims" : "/clientId");
                if (registered.Same(credential) is { } first)
                    Taken(credential, first, loaded, at, findings);
                else if (registered.Rivals(credential, consumer.Name) is { } rival)
                    Ambiguous(rival, loaded, at, findings);
                registered.Add(credential, loaded);
            }
        }
    }

    /// <summary>Certificates and keys for signatures name one consumer each.</summary>
    private static void CheckKeys(Estate estate, DescriptorFindings findings)
    {
        var seen = new Dictionary<string, LoadedDescriptor>(StringComparer.Ordinal);
        foreach ((ConsumerDescriptor consumer, LoadedDescriptor loaded) in estate.Of<ConsumerDescriptor>())
        {
            for (int i = 0; i < consumer.Spec.Certificates.Count; i++)
            {
                ConsumerCertificate certificate = consumer.Spec.Certificates[i];
                string name = certificate.Sha256 ?? $"{certificate.Authority} {certificate.Subject}";
                Once($"certificate {name}", "certificate", JsonPointer.Append("/spec/certificates", i), loaded);
            }

            for (int i = 0; i < consumer.Spec.SignatureKeys.Count; i++)
                Once($"key {consumer.Spec.SignatureKeys[i].KeyId}", "key id", JsonPointer.Append("/spec/signatureKeys", i), loaded);
        }

        void Once(string name, string thing, string pointer, LoadedDescriptor loaded)
        {
            if (seen.TryAdd(name, loaded))
                return;
            findings.Error(
                "descriptor-credential-taken", $"This {thing} already stands for consumer `{seen[name].Descriptor.Name}`, in {seen[name].Path}.",
                "It must name one consumer: give each its own.", loaded.PlaceOf(pointer), pointer);
        }
    }

    private static void Taken(ConsumerCredential credential, LoadedDescriptor first, LoadedDescriptor second, string pointer, DescriptorFindings findings)
    {
        string subject = credential.ClientId is { } client ? $"Client `{client}` of issuer `{credential.Issuer}` already stands"
            : $"These claims of issuer `{credential.Issuer}` already stand";
        findings.Error(
            "descriptor-credential-taken", $"{subject} for consumer `{first.Descriptor.Name}`, in {first.Path}.",
            "A token must name one consumer: register a client of its own for each.", second.PlaceOf(pointer), pointer);
    }

    private static void Ambiguous(LoadedDescriptor first, LoadedDescriptor second, string pointer, DescriptorFindings findings) =>
        findings.Warning(
            "descriptor-credential-ambiguous",
            $"A token can have these claims and also those of consumer `{first.Descriptor.Name}`, in {first.Path}; the gateway would take it for neither.",
            "Let both name the same claim with different values, or let one name all claims of the other and one more.", second.PlaceOf(pointer), pointer);
}
