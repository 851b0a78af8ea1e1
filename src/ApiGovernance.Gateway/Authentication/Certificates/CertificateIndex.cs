using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authentication.Certificates;

/// <summary>The consumers of a snapshot by their certificates. A certificate itself counts more than its subject.</summary>
internal sealed class CertificateIndex
{
    private readonly FrozenDictionary<string, Entry> byHash;
    private readonly FrozenDictionary<(string Subject, string Authority), Entry> bySubject;

    // One identity for a certificate, as for a token.
    private readonly BoundedMemory<string, TokenIdentity> identities = new(1000);

    public CertificateIndex(IEnumerable<SnapshotConsumer> consumers, Func<string, ConsumerModel> model)
    {
        Dictionary<string, Entry?> hashes = new(StringComparer.Ordinal);
        Dictionary<(string, string), Entry?> subjects = [];
        foreach (SnapshotConsumer consumer in consumers)
        {
            if (consumer.Certificates.Count == 0)
                continue;
            Entry entry = new(model(consumer.Name));
            foreach (ConsumerCertificate certificate in consumer.Certificates)
            {
                // One that two consumers claim names neither; the catalog refuses it, so this is a defence only.
                if (certificate.Sha256 is { } hash)
                    hashes[hash] = hashes.ContainsKey(hash) ? null : entry;
                else if (certificate is { Subject: { } subject, Authority: { } authority } && Normal(subject) is { } name)
                    subjects[(name, authority)] = subjects.ContainsKey((name, authority)) ? null : entry;
            }
        }

        byHash = hashes.Where(pair => pair.Value is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        bySubject = subjects.Where(pair => pair.Value is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Value!);
    }

    public bool IsEmpty => byHash.Count == 0 && bySubject.Count == 0;

    /// <returns>Null when it is nobody's, or out of its time.</returns>
    public (TokenIdentity Identity, ConsumerModel Consumer)? Find(PresentedCertificate certificate, ClientCertificates certificates, DateTimeOffset now)
    {
        if (!certificate.IsInTime(now))
            return null;
        if (!byHash.TryGetValue(certificate.Sha256, out Entry? entry) && bySubject.Count > 0)
        {
            string subject = certificate.Certificate.SubjectName.Name;
            foreach (string authority in certificates.AuthoritiesOf(certificate))
            {
                if (bySubject.TryGetValue((subject, authority), out entry))
                    break;
            }
        }

        if (entry is null)
            return null;
        if (!identities.TryFind(certificate.Sha256, out TokenIdentity identity))
        {
            identity = new TokenIdentity("certificate", certificate.Sha256, [], certificate.Certificate.NotAfter.ToUniversalTime()) { Proof = CallerProof.Certificate };
            identities.Put(certificate.Sha256, identity);
        }

        return (identity, entry.Consumer);
    }

    /// <summary>One spelling for names that say the same.</summary>
    private static string? Normal(string subject)
    {
        try
        {
            // From its encoding: made from a text, it gives that very text back.
            return new X500DistinguishedName(new X500DistinguishedName(subject).RawData).Name;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Entry(ConsumerModel Consumer);
}
