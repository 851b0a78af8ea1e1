using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>A credential names one consumer, and an issuer that is trusted.</summary>
internal static class CredentialRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        // Issuers are kept with the policies: where none were passed, nothing can be said about them.
        string[]? issuers = estate.Of<IssuersDescriptor>().Any()
            ? [ConsumerCredential.EmbeddedIssuer, .. estate.Of<IssuersDescriptor>().SelectMany(d => d.Descriptor.Issuers).Select(i => i.Name)]
            : null;
        var taken = new Dictionary<ConsumerCredential, LoadedDescriptor>();
        foreach ((ConsumerDescriptor consumer, LoadedDescriptor loaded) in estate.Of<ConsumerDescriptor>())
        {
            for (int i = 0; i < consumer.Spec.Credentials.Count; i++)
            {
                ConsumerCredential credential = consumer.Spec.Credentials[i];
                string pointer = JsonPointer.Append("/spec/credentials", i);
                if (issuers is not null && !issuers.Contains(credential.Issuer))
                {
                    findings.Error(
                        "descriptor-unknown-issuer", $"There is no token issuer `{credential.Issuer}`.",
                        Spelling.Advise(credential.Issuer, issuers, "Known") + " Issuers are listed in policies/traffic/issuers.yaml.",
                        loaded.PlaceOf(pointer + "/issuer"), pointer + "/issuer");
                }

                if (!taken.TryAdd(credential, loaded))
                    Report(credential, taken[credential], loaded, pointer + "/clientId", findings);
            }
        }
    }

    private static void Report(
        ConsumerCredential credential, LoadedDescriptor first, LoadedDescriptor second, string pointer, DescriptorFindings findings)
    {
        findings.Error(
            "descriptor-credential-taken",
            $"Client `{credential.ClientId}` of issuer `{credential.Issuer}` already stands for consumer `{first.Descriptor.Name}`, in {first.Path}.",
            "A token must name one consumer: register a client of its own for each.", second.PlaceOf(pointer), pointer);
    }
}
